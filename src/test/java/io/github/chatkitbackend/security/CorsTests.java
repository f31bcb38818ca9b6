package io.github.chatkitbackend.security;

import java.net.http.HttpRequest.BodyPublishers;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which pages may call, as browsers read it from the headers.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = { "CHATKIT_BACKEND_TOKEN=token",
		"CHATKIT_ALLOWED_ORIGINS=https://app.example.com, http://localhost:5173,HTTPS://Other.Example.com:443" })
class CorsTests {

	private static final String APP = "https://app.example.com";

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	CorsTests(Backend backend, OpenAIStandIn openai, Services services) {
		this.backend = backend;
		this.openai = openai;
		this.services = services;
	}

	@Test
	void preflightsNeedNoTokenAndGetWhatTheyAskFor() {
		Answer answer = preflight(this.backend, APP);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
		assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("authorization, content-type, x-custom");
		assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("3600");
	}

	@Test
	void listedOriginsMayReadAnswersAndTheirHeaders() {
		for (String origin : new String[] { APP, "http://localhost:5173", "https://other.example.com" }) {
			Answer answer = this.backend.session("Origin", origin, "Authorization", "Bearer token");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
			assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
			assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After", "X-Request-Id");
			assertThat(answer.headers().allValues("Vary")).contains("Origin");
		}
	}

	@Test
	void listedOriginsMayReadErrorsToo() {
		assertReadable(this.backend.session("Origin", APP), 401);
		assertReadable(this.backend.post("/api/chatkit/session", "{", "Origin", APP, "Authorization", "Bearer token"),
				400);
		assertReadable(this.backend.get("/nope", "Origin", APP, "Authorization", "Bearer token"), 404);
		assertReadable(this.backend.send("PUT", "/api/chatkit/session", BodyPublishers.noBody(), "Origin", APP,
				"Authorization", "Bearer token"), 405);
		this.openai.answerNext(OpenAIStandIn.error(404, null, "gone").build());
		assertReadable(this.backend.session("Origin", APP, "Authorization", "Bearer token"), 502);
		this.openai.reset();
	}

	@Test
	void listedOriginsMayReadWhatTheFirewallRefuses() {
		assertReadable(this.backend.post("//api/chatkit/session", "", "Origin", APP), 400);
		assertThat(preflight(this.backend, APP).header("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void otherOriginsAreRefused() {
		for (String origin : new String[] { "https://evil.example.com", "http://app.example.com",
				"https://app.example.com:8443", "https://app.example.com.evil.com", "null" }) {
			assertForbidden(this.backend.session("Origin", origin, "Authorization", "Bearer token"));
			assertForbidden(preflight(this.backend, origin));
		}
	}

	@Test
	void requestsWithoutOriginAndFromTheSameOriginPass() {
		assertThat(this.backend.session("Authorization", "Bearer token").status()).isEqualTo(200);
		assertThat(this.backend
			.session("Authorization", "Bearer token", "Origin", "http://127.0.0.1:" + this.backend.port())
			.status()).isEqualTo(200);
	}

	@Test
	void noOriginIsAllowedByDefault() {
		Backend other = this.services.shared();
		assertForbidden(other.session("Origin", APP));
		assertForbidden(preflight(other, APP));
	}

	@Test
	void anyOriginIsAllowedWithoutCredentialsWhenAskedFor(CapturedOutput output) {
		Backend other = this.services.start("CHATKIT_ALLOWED_ORIGINS=*", "CHATKIT_BACKEND_TOKEN=token");
		Answer answer = other.session("Origin", APP, "Authorization", "Bearer token");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("CHATKIT_ALLOWED_ORIGINS is *");
	}

	private static Answer preflight(Backend backend, String origin) {
		return backend.send("OPTIONS", "/api/chatkit/session", BodyPublishers.noBody(), "Origin", origin,
				"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
				"authorization, content-type, x-custom");
	}

	private static void assertReadable(Answer answer, int status) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(answer.json().path("error").stringValue()).isNotBlank();
	}

	private static void assertForbidden(Answer answer) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("origin_not_allowed");
		assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
	}

}
