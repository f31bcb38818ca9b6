package io.github.chatkitbackend.chat.server;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The widget on a page of another origin.
 */
@FaultyClientsTest
class ChatCorsTests {

	private static final String APP = "https://app.example.com";

	private static final String WIDGET_HEADERS = "accept-language, authorization, chatkit-frame-instance-id, content-type";

	private final Backend backend;

	ChatCorsTests(Backend backend) {
		this.backend = backend;
	}

	@Test
	void mayAskWithItsHeadersAndCookies() {
		for (String path : List.of(ChatController.PATH, ChatController.PATH_API)) {
			Answer answer = preflight(path, APP);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
			assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
			assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
			assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo(WIDGET_HEADERS);
		}
	}

	@Test
	void mayReadStreamsAnswersAndErrors() {
		assertReadable(ChatUser.create("hello"), 200);
		assertReadable(ChatUser.request("threads.list", ""), 200);
		assertReadable(ChatUser.of("threads.get_by_id", "thr_unknown"), 404);
		assertReadable("{", 400);
	}

	@Test
	void mayNotCallFromOtherOrigins() {
		assertThat(preflight(ChatController.PATH, "https://cdn.platform.openai.com").status()).isEqualTo(403);
		Answer answer = post(ChatUser.request("threads.list", ""), "https://cdn.platform.openai.com");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("origin_not_allowed");
		assertThat(answer.json().path("message").stringValue()).contains("CHATKIT_ALLOWED_ORIGINS");
		assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
	}

	private Answer preflight(String path, String origin) {
		return this.backend.send("OPTIONS", path, BodyPublishers.noBody(), "Origin", origin,
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", WIDGET_HEADERS);
	}

	private void assertReadable(String body, int status) {
		Answer answer = post(body, APP);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After");
	}

	private Answer post(String body, String origin) {
		return this.backend.post(ChatController.PATH, body, "Origin", origin, "Authorization", "Bearer token",
				"ChatKit-User", "alice", "ChatKit-Frame-Instance-Id", "frame-1");
	}

}
