package io.github.chatkitbackend.session;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.server.ScriptedAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that serves chat only.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=gpt-test", "CHATKIT_WORKFLOW_ID=" })
class HostedSessionsOffTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/chatkit/session", "/api/chatkit/sessions", "/chatkit/session", "/api/create-session" })
	void pathsOfSessionsPointToChat(String path, Backend backend) {
		Answer answer = backend.post(path, "");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("hosted_sessions_off");
		assertThat(answer.json().path("message").stringValue()).contains("/chatkit");
	}

	@Test
	void bodiesOfSessionsStaySmallBesideChat(Backend backend) {
		assertThat(backend.post("/chatkit/session", "x".repeat(17 * 1024)).code()).isEqualTo("request_too_large");
		assertThat(backend.post("/chatkit", "x".repeat(17 * 1024)).code()).isEqualTo("invalid_request");
		assertThat(backend.post("/chatkit", "x".repeat(1024 * 1024 + 1)).code()).isEqualTo("request_too_large");
	}

}
