package io.github.chatkitbackend.error;

import java.net.SocketException;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of the service itself, which no request from outside is known to cause.
 */
class UnexpectedErrorTests {

	@Test
	@ChatKitTest(settings = "CHATKIT_ALLOWED_ORIGINS=https://app.example.com", beans = Broken.class)
	void areInternalErrorsAlsoWhenTheyReadLikeABrokenConnection(Backend backend) {
		for (String path : new String[] { "/broken", "/broken-connection" }) {
			Answer answer = backend.get(path, "Origin", "https://app.example.com");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.code()).isEqualTo("internal_error");
			assertThat(answer.body()).doesNotContain("what only the log should say");
			assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
		}
	}

	@Test
	void everyCodeHasAStableName() {
		assertThat(ErrorCode.values()).extracting(ErrorCode::code)
			.containsExactly("invalid_request", "unknown_workflow", "unauthorized", "forbidden", "origin_not_allowed",
					"thread_not_found", "item_not_found", "attachment_not_found", "conflict", "unsupported_operation",
					"hosted_sessions_off", "not_found", "method_not_allowed", "request_timeout", "request_too_large",
					"request_headers_too_large", "rate_limited", "database_unavailable", "attachments_unavailable",
					"overloaded", "identity_provider_unavailable", "answer_failed", "openai_credentials_rejected",
					"workflow_not_found", "openai_rejected_request", "openai_rate_limited", "openai_unavailable",
					"openai_unreachable", "openai_timeout", "openai_invalid_response", "internal_error");
	}

	/**
	 * A controller with the faults that ours should not have.
	 */
	@RestController
	static class Broken {

		@GetMapping("/broken")
		void fail() {
			throw new IllegalStateException("what only the log should say");
		}

		@GetMapping("/broken-connection")
		void failLikeABrokenConnection() {
			throw new IllegalStateException("wrapper", new SocketException("Connection reset by peer"));
		}

	}

}
