package com.example.langchain4j;

import java.util.Map;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.testing.TestTurn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The agent with a prepared model.
 */
class ShopAgentTests {

	private ChatCompletions model;

	private ShopAgent agent;

	@BeforeEach
	void start() throws Exception {
		this.model = new ChatCompletions();
		this.agent = new ShopAgent(OpenAiStreamingChatModel.builder()
			.baseUrl(this.model.baseUrl())
			.apiKey("none")
			.modelName("gpt-5.1")
			.build());
	}

	@AfterEach
	void stop() {
		this.model.close();
	}

	@Test
	void looksAtTheOrdersOfTheUser() throws Exception {
		this.model.next("""
				{"role":"assistant","tool_calls":[{"index":0,"id":"call_1","type":"function",\
				"function":{"name":"orders","arguments":"{}"}}]}""");
		this.model.next("{\"role\":\"assistant\",\"content\":\"Your drum \"}", "{\"content\":\"is on its way.\"}");
		TestTurn turn = TestTurn.of("Where is my order?").by("bob", Map.of());
		assertThat(turn.run(this.agent::respond)).anyMatch(ThreadEvent.ProgressUpdate.class::isInstance);
		assertThat(turn.answer()).isEqualTo("Your drum is on its way.");
		assertThat(this.model.requests().getLast()).contains("4712: a drum").doesNotContain("4711");
	}

	@Test
	void knowsWhatWasSaidBefore() throws Exception {
		this.model.next("{\"role\":\"assistant\",\"content\":\"Hello.\"}");
		TestTurn first = TestTurn.of("Good morning");
		first.run(this.agent::respond);
		this.model.next("{\"role\":\"assistant\",\"content\":\"Yes.\"}");
		TestTurn second = TestTurn.of("Are you there?").after(first.items().toArray(ThreadItem[]::new));
		second.run(this.agent::respond);
		assertThat(this.model.requests().getLast()).containsSubsequence("Good morning", "Hello.", "Are you there?");
	}

}
