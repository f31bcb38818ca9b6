package io.github.chatkitbackend.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages on other origins can do, as a browser enforces it.
 */
@ExtendWith(Chromium.class)
@ChatKitTest
class CorsContractTests {

	private static final String JSON_OF_ALICE = """
			{ method: 'POST', body: '{"user": "alice"}',
			  headers: { 'Authorization': 'Bearer token', 'Content-Type': 'application/json' } }""";

	private static final String WITH_COOKIES = "{ method: 'POST', credentials: 'include' }";

	private static final String WITHOUT_COOKIES = "{ method: 'POST', credentials: 'omit' }";

	@AutoClose
	private static final Site listed = new Site();

	@AutoClose
	private static final Site unlisted = new Site();

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	private final BrowserContext visitor;

	CorsContractTests(OpenAIStandIn openai, Services services, BrowserContext visitor) {
		this.backend = services.shared("CHATKIT_ALLOWED_ORIGINS=" + listed.origin());
		this.visitor = visitor;
		this.openai = openai;
		this.services = services;
	}

	@Test
	void listedPagesSendTokensAndJson() {
		Backend guarded = this.services.start("CHATKIT_ALLOWED_ORIGINS=" + listed.origin(),
				"CHATKIT_BACKEND_TOKEN=token");
		JsonNode answer = fetch(listed, guarded, JSON_OF_ALICE);
		assertThat(answer.path("status").intValue()).isEqualTo(200);
		assertThat(answer.at("/body/client_secret").stringValue()).startsWith("ek_");
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("alice");
		JsonNode refusal = fetch(listed, guarded, WITH_COOKIES);
		assertThat(refusal.path("status").intValue()).isEqualTo(401);
		assertThat(refusal.at("/body/code").stringValue()).isEqualTo("unauthorized");
	}

	@Test
	void listedPagesKeepTheirVisitor() {
		assertThat(userOf(fetch(listed, this.backend, WITH_COOKIES))).startsWith("anon-")
			.isEqualTo(userOf(fetch(listed, this.backend, WITH_COOKIES)))
			.isNotEqualTo(userOf(fetch(listed, this.backend, WITHOUT_COOKIES)));
	}

	@Test
	void listedPagesReadErrorsAndWhenToTryAgain() {
		Backend limited = this.services.start("CHATKIT_ALLOWED_ORIGINS=" + listed.origin(),
				"CHATKIT_RATE_LIMIT_PER_MINUTE=1");
		assertThat(fetch(listed, limited, WITH_COOKIES).path("status").intValue()).isEqualTo(200);
		JsonNode answer = fetch(listed, limited, WITH_COOKIES);
		assertThat(answer.path("status").intValue()).isEqualTo(429);
		assertThat(answer.at("/body/error").stringValue()).contains("Too many sessions");
		assertThat(answer.path("retryAfter").asInt()).isBetween(1, 60);
		assertThat(answer.path("requestId").stringValue()).isNotBlank();
	}

	@Test
	void otherPagesReadNothingAndCreateNothing() {
		for (String request : new String[] { WITH_COOKIES, WITHOUT_COOKIES, JSON_OF_ALICE }) {
			assertThat(fetch(unlisted, this.backend, request).path("failure").stringValue()).isEqualTo("TypeError");
		}
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void allPagesCallWithoutCookiesWhereAnyOriginIsListed() {
		Backend any = this.services.start("CHATKIT_ALLOWED_ORIGINS=*");
		assertThat(fetch(unlisted, any, WITHOUT_COOKIES).path("status").intValue()).isEqualTo(200);
		assertThat(fetch(unlisted, any, JSON_OF_ALICE).path("status").intValue()).isEqualTo(200);
		assertThat(fetch(unlisted, any, WITH_COOKIES).path("failure").stringValue()).isEqualTo("TypeError");
	}

	private String userOf(JsonNode answer) {
		assertThat(answer.path("status").intValue()).isEqualTo(200);
		return this.openai.lastBody().path("user").stringValue();
	}

	private JsonNode fetch(Site site, Backend service, String request) {
		try (Page page = this.visitor.newPage()) {
			page.navigate(site.origin());
			Object answer = page.evaluate("""
					async (url) => {
					  try {
					    const response = await fetch(url, %s);
					    return JSON.stringify({
					      status: response.status, body: await response.json(),
					      retryAfter: response.headers.get('Retry-After'),
					      requestId: response.headers.get('X-Request-Id'),
					    });
					  } catch (failure) {
					    return JSON.stringify({ failure: failure.name });
					  }
					}""".formatted(request), service.url("/api/chatkit/session").toString());
			return new JsonMapper().readTree((String) answer);
		}
	}

}
