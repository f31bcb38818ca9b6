package io.github.chatkitbackend;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No secret is logged, even at the most verbose log level.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final String TOKEN = "backend-token-of-the-secrets-test";

	private static final String VISITOR = "0e3e3f5c-7c11-4f3a-9b1c-0a6f3b0f9d55";

	private static final String JWT_SECRET = "jwt-secret-of-the-secrets-test-32-bytes";

	@Test
	@ChatKitTest(shared = false,
			settings = { "CHATKIT_BACKEND_TOKEN=" + TOKEN, "CHATKIT_JWT_SECRET=" + JWT_SECRET,
					"LOGGING_LEVEL_ROOT=TRACE", "LOGGING_LEVEL_ORG_APACHE_COYOTE_HTTP11=TRACE",
					"LOGGING_LEVEL_ORG_APACHE_COYOTE_HTTP11_HTTP11INPUTBUFFER=TRACE" })
	void stayOutOfTheLogAtEveryLevel(Backend backend, OpenAIStandIn openai, CapturedOutput output) {
		String bearer = "Bearer " + TOKEN;
		String clientSecret = backend.session("Authorization", bearer, "Cookie", "chatkit_visitor=" + VISITOR)
			.json()
			.path("client_secret")
			.stringValue();
		backend.session("Authorization", "Bearer wrong-token-of-the-secrets-test");
		backend.session("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2VjcmV0cy10ZXN0");
		openai.answerAlways(OpenAIStandIn.error(401, "invalid_api_key", "no").build());
		backend.session("Authorization", bearer);
		openai.answerAlways(OpenAIStandIn.error(500, null, "no").build());
		backend.session("Authorization", bearer);
		assertThat(clientSecret).startsWith("ek_");
		assertThat(output).contains("DEBUG", "TRACE")
			.doesNotContain(clientSecret, OpenAIStandIn.API_KEY, TOKEN, JWT_SECRET, VISITOR,
					"wrong-token-of-the-secrets-test", "c2VjcmV0cy10ZXN0");
	}

}
