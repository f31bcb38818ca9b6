package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An upstream that answers without end does not fill the memory.
 */
@ChatKitTest
class LongAnswerTests {

	private static final String SESSION = """
			{"id": "cksess_1", "object": "chatkit.session", "client_secret": "ek_1", "expires_at": 4102444800}""";

	@Test
	void areCutAfterAMebibyte(OpenAIStandIn openai, Backend backend) {
		assertThat(session(openai, backend, 1024).status()).isEqualTo(200);
		Answer answer = session(openai, backend, 2 * 1024 * 1024);
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.code()).isEqualTo("openai_invalid_response");
	}

	private static Answer session(OpenAIStandIn openai, Backend backend, int padding) {
		openai.answerNext(new MockResponse.Builder().setHeader("Content-Type", "application/json")
			.body(" ".repeat(padding) + SESSION)
			.build());
		return backend.session();
	}

}
