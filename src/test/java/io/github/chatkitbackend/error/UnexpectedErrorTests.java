package io.github.chatkitbackend.error;

import java.net.SocketException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults of the service itself, which no request from outside is known to cause.
 */
class UnexpectedErrorTests {

	private final ErrorHandler handler = new ErrorHandler(new ErrorWriter(new JsonMapper()));

	static Exception[] faults() {
		return new Exception[] { new IllegalStateException("what only the log should say"),
				new IllegalStateException("wrapper", new SocketException("Connection reset by peer")) };
	}

	@ParameterizedTest
	@MethodSource("faults")
	void areInternalErrorsAlsoWhenTheyReadLikeABrokenConnection(Exception fault) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		response.setHeader("Access-Control-Allow-Origin", "https://app.example.com");
		this.handler.handle(fault, new MockHttpServletRequest("POST", "/api/chatkit/session"), response);
		assertThat(response.getStatus()).isEqualTo(500);
		assertThat(response.getContentAsString()).contains("\"code\":\"internal_error\"").doesNotContain("what only");
		assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
	}

	@Test
	void everyCodeHasAStableName() {
		assertThat(ErrorCode.values()).extracting(ErrorCode::code)
			.containsExactly("invalid_request", "unauthorized", "origin_not_allowed", "not_found", "method_not_allowed",
					"request_too_large", "identity_provider_unavailable", "openai_credentials_rejected",
					"workflow_not_found", "openai_rejected_request", "openai_rate_limited", "openai_unavailable",
					"openai_unreachable", "openai_timeout", "openai_invalid_response", "internal_error");
	}

}
