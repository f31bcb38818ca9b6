package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the simple API tells of failures of OpenAI.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token" })
class SimpleFailureTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	SimpleFailureTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void aWrongKeyIsToldFromAFailureOfTheAgent() {
		this.openai.answerAlways(OpenAIStandIn.error(401, "invalid_api_key", "upstream secret").build());
		Answer answer = post();
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.code()).isEqualTo("openai_credentials_rejected");
		assertThat(answer.body()).doesNotContain("upstream secret");
	}

	@Test
	void aFailureWithinTheAnswerHasItsCodeAsWell() {
		this.openai.responses().stream(ModelAnswer.begin().text("Hel").error("rate_limit_exceeded", "Slow down"));
		Answer answer = post();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("openai_rate_limited");
	}

	@Test
	void aStreamEndsWithTheCode() {
		this.openai.responses().stream(ModelAnswer.begin().text("Hel").failed("server_error", "no"));
		assertThat(post("Accept", "text/event-stream").body()).contains("{\"delta\":\"Hel\"}",
				"\"code\":\"openai_unavailable\"");
	}

	@Test
	void anAnswerThatIsIncompleteHasFailed() {
		this.openai.responses().stream(ModelAnswer.begin().text("Hel").incomplete("max_output_tokens"));
		Answer answer = post();
		assertThat(answer.code()).isEqualTo("answer_failed");
		assertThat(answer.body()).contains("maximum length");
	}

	private Answer post(String... headers) {
		String[] all = { "Authorization", "Bearer token", "ChatKit-User", "alice", "X-None", "none" };
		System.arraycopy(headers, 0, all, 4, headers.length);
		return this.backend.post("/api/chat", "{\"message\": \"hello\"}", all);
	}

}
