package io.github.chatkitbackend.security;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tokens that trusted callers share with the service.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = "CHATKIT_BACKEND_TOKEN=old-token, new-token")
class BackendTokenTests {

	private final Backend backend;

	private final Services services;

	BackendTokenTests(Backend backend, Services services) {
		this.backend = backend;
		this.services = services;
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer old-token", "Bearer new-token", "bearer new-token", "BEARER new-token" })
	void acceptsEveryConfiguredToken(String authorization) {
		assertThat(this.backend.session("Authorization", authorization).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer wrong", "Bearer old-toke", "Bearer old-token,new-token", "Bearer", "Bearer  ",
			"Basic b2xkLXRva2VuOg==", "old-token", "Bearer old-token new-token", "Bearer täken" })
	void refusesEverythingElse(String authorization) {
		Answer answer = this.backend.session("Authorization", authorization);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
		assertThat(answer.code()).isEqualTo("unauthorized");
		assertThat(answer.json().path("error").stringValue()).isNotBlank();
	}

	@Test
	void hidesUnknownPathsFromThoseWithoutToken() {
		assertThat(this.backend.get("/nope").status()).isEqualTo(401);
		assertThat(this.backend.get("/.well-known/oauth-protected-resource").status()).isEqualTo(401);
		assertThat(this.backend.get("/nope", "Authorization", "Bearer old-token").status()).isEqualTo(404);
		Answer wrongMethod = this.backend.get("/api/chatkit/session", "Authorization", "Bearer old-token");
		assertThat(wrongMethod.status()).isEqualTo(405);
		assertThat(wrongMethod.header("Allow")).isEqualTo("POST");
	}

	@Test
	void warnsWhenTheServiceIsOpen(CapturedOutput output) {
		Backend open = this.services.start();
		assertThat(open.session("Authorization", "Bearer anything").status()).isEqualTo(200);
		assertThat(output.getAll().lines().filter((line) -> line.contains(" WARN "))).singleElement()
			.asString()
			.contains("CHATKIT_BACKEND_TOKEN", "anyone who can reach this service may send messages",
					"create sessions for any user");
	}

	@Test
	void doesNotWarnWhenATokenIsConfigured(CapturedOutput output) {
		Backend closed = this.services.start("CHATKIT_BACKEND_TOKEN=token");
		assertThat(closed.session().status()).isEqualTo(401);
		assertThat(output).doesNotContain("anyone who can reach this service");
	}

}
