package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stand-in lists threads as the API reference describes it.
 */
@ChatKitTest
class HostedThreadsTests {

	private final OpenAIStandIn openai;

	HostedThreadsTests(OpenAIStandIn openai) {
		this.openai = openai;
	}

	@BeforeEach
	void addThreads() {
		for (String id : List.of("a", "b", "c")) {
			this.openai.threads().add(HostedThread.of(id, "user-" + id, 1).question("Hi").answer("Hello"));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "?,cba,false", "?order=asc,abc,false", "?order=asc&limit=2,ab,true",
					"?order=asc&limit=2&after=b,c,false", "?after=b,a,false", "?order=asc&before=c,ab,false",
					"?user=user-b,b,false", "?user=nobody,``,false", "?limit=0,``,true" })
	void listsPages(String query, String ids, boolean more) throws Exception {
		HttpResponse<String> response = get(query, "chatkit_beta=v1");
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode page = new JsonMapper().readTree(response.body());
		assertThat(page.path("data").valueStream().map((thread) -> thread.path("id").stringValue()).toList())
			.containsExactlyElementsOf(ids.chars().mapToObj(Character::toString).toList());
		assertThat(page.path("has_more").booleanValue()).isEqualTo(more);
		assertThat(page.path("last_id").asString("")).isEqualTo(ids.isEmpty() ? "" : ids.substring(ids.length() - 1));
	}

	@Test
	void listsItems() throws Exception {
		assertThat(get("/a/items?order=asc", "chatkit_beta=v1").body()).containsSubsequence("chatkit.user_message",
				"chatkit.assistant_message");
		assertThat(get("/nowhere/items", "chatkit_beta=v1").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?limit=101", "?limit=x", "?order=up", "?after=nobody", "?user=", "?page=1" })
	void refusesWhatTheReferenceDoesNotAllow(String query) throws Exception {
		assertThat(get(query, "chatkit_beta=v1").statusCode()).isEqualTo(400);
	}

	@Test
	void wantsTheBetaHeader() throws Exception {
		assertThat(get("", "none").statusCode()).isEqualTo(400);
	}

	@Test
	void limitsTheRateNowAndThen() throws Exception {
		this.openai.threads().limitEvery(1);
		HttpResponse<String> response = get("", "chatkit_beta=v1");
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("retry-after-ms")).isPresent();
	}

	private HttpResponse<String> get(String rest, String beta) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.openai.baseUrl() + "/chatkit/threads" + rest))
			.headers("Authorization", "Bearer " + OpenAIStandIn.API_KEY, "OpenAI-Beta", beta)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
