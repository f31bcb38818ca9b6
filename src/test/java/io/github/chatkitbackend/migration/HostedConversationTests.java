package io.github.chatkitbackend.migration;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Items of OpenAI and what this service stores in their place.
 */
class HostedConversationTests {

	private static final JsonMapper JSON = new JsonMapper();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"user_message","content":[{"type":"quoted_text","text":"Q"},{"type":"input_text","text":"T"}],"attachments":[{"type":"image","id":"a","name":"a.png","mime_type":"image/png","preview_url":"https://x"}],"inference_options":{"model":"gpt-4.1","tool_choice":null} | "user_message","content":[{"type":"input_text","text":"T"}],"attachments":[{"type":"file","id":"a","name":"a.png","mime_type":"image/png","thread_id":"cthr_1"}],"quoted_text":"Q","inference_options":{}
					"assistant_message","content":[{"type":"output_text","text":"T","annotations":[{"type":"file","source":{"type":"file","filename":"f.pdf"}},{"type":"url","source":{"type":"url","url":"https://x"}}]}] | "assistant_message","content":[{"type":"output_text","text":"T","annotations":[{"type":"annotation","source":{"type":"file","filename":"f.pdf","title":"f.pdf"}},{"type":"annotation","source":{"type":"url","url":"https://x","title":"https://x"}}]}]
					"widget","widget":"{\\"type\\":\\"Card\\",\\"children\\":[]}" | "widget","widget":{"type":"Card","children":[]}
					"client_tool_call","status":"completed","call_id":"c","name":"n","arguments":"{\\"a\\":1}","output":"[2]" | "client_tool_call","status":"completed","call_id":"c","name":"n","arguments":{"a":1},"output":[2]
					"client_tool_call","status":"in_progress","call_id":"c","name":"n","arguments":"no JSON","output":null | "client_tool_call","status":"pending","call_id":"c","name":"n","arguments":"no JSON"
					"task","task_type":"thought","heading":null,"summary":"S" | "task","task":{"type":"thought","status_indicator":"none","content":"S"}
					"task_group","tasks":[{"type":"custom","heading":"H","summary":"S"},{"type":"thought","heading":"H","summary":null}] | "workflow","workflow":{"type":"custom","tasks":[{"type":"custom","status_indicator":"none","title":"H","content":"S"},{"type":"thought","status_indicator":"none","title":"H","content":""}],"expanded":false}
					"task_group","tasks":[{"type":"thought","heading":"H","summary":"S"}] | "workflow","workflow":{"type":"reasoning","tasks":[{"type":"thought","status_indicator":"none","title":"H","content":"S"}],"expanded":false}
					""")
	void convertsEveryKindOfItem(String from, String to) {
		HostedConversation conversation = convert(item("chatkit." + from.strip().substring(1)));
		assertThat(conversation.unknown()).isEmpty();
		assertThat(conversation.thread().metadata()).isEmpty();
		String common = "{\"id\":\"cthi_1\",\"thread_id\":\"cthr_1\",\"created_at\":\"1970-01-01T00:01:40Z\",\"type\":";
		assertThat(JSON.<JsonNode>readTree(ProtocolJson.mapper().writeValueAsString(conversation.items().getFirst())))
			.isEqualTo(JSON.readTree(common + to.strip() + "}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					hologram"                                                               | chatkit.hologram                     | 0
					widget","widget":"no JSON"                                              | chatkit.widget that is not JSON      | 0
					user_message","content":[{"type":"input_audio"}]                        | chatkit.user_message with input_audio | 1
					assistant_message","content":[{"type":"output_text","text":"T","annotations":[{"source":{"type":"map"}}]}] | annotation with map    | 1
					""")
	void keepsWhatItDoesNotKnowWhereNobodySeesIt(String from, String kind, int items) {
		JsonNode item = item("chatkit." + from.strip());
		HostedConversation conversation = convert(item);
		assertThat(conversation.unknown()).containsExactly(kind.strip());
		assertThat(conversation.items()).hasSize(items);
		assertThat(conversation.thread().metadata().path("openai_items")).containsExactly(item);
	}

	@Test
	void keepsTitleTimeAndStatus() {
		HostedThread thread = HostedThread.of(JSON.readTree(
				"""
						{"id":"cthr_1","user":"u","created_at":100,"title":null,"status":{"type":"locked","reason":"Done"}}"""));
		assertThat(Objects.requireNonNull(thread).metadata().title()).isNull();
		assertThat(thread.metadata().createdAt()).isEqualTo(Instant.ofEpochSecond(100));
		assertThat(thread.metadata().status()).isEqualTo(new ThreadStatus.Locked("Done"));
		assertThat(HostedThread.of(JSON.readTree("{\"id\":\"cthr_1\"}"))).isNull();
	}

	private static HostedConversation convert(JsonNode item) {
		HostedThread thread = HostedThread.of(JSON.readTree("{\"id\":\"cthr_1\",\"user\":\"u\",\"created_at\":1}"));
		return HostedConversation.of(Objects.requireNonNull(thread), List.of(item));
	}

	private static JsonNode item(String rest) {
		return JSON.readTree("{\"id\":\"cthi_1\",\"thread_id\":\"cthr_1\",\"created_at\":100,\"type\":\"" + rest + "}");
	}

}
