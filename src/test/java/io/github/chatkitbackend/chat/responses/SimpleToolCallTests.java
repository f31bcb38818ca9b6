package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the simple API tells of the functions that the model has called.
 */
@ChatKitTest(beans = TestTools.class, settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token" })
class SimpleToolCallTests {

	@Test
	void theAnswerNamesTheFunctionsAndTheirArguments(Backend backend, OpenAIStandIn openai) {
		openai.responses()
			.stream(ModelAnswer.begin().functionCall("echo", "{\"text\": \"hi\"}"), ModelAnswer.of("Done."));
		JsonNode answer = backend
			.post("/api/chat", "{\"message\": \"hello\"}", "Authorization", "Bearer token", "ChatKit-User", "alice")
			.json();
		assertThat(answer.path("response").stringValue()).isEqualTo("Done.");
		assertThat(answer.at("/tool_calls/0/name").stringValue()).isEqualTo("echo");
		assertThat(answer.at("/tool_calls/0/arguments/text").stringValue()).isEqualTo("hi");
		assertThat(answer.path("tool_calls")).hasSize(1);
	}

}
