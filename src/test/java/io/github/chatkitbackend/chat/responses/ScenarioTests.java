package io.github.chatkitbackend.chat.responses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * The agent sends what the reference implementation sends.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_REASONING_EFFORT=low" })
class ScenarioTests {

	private static final String[] GUARDED = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODERATION=true" };

	private final OpenAIStandIn openai;

	private final Agent agent;

	private final Services services;

	ScenarioTests(OpenAIStandIn openai, Backend backend, Services services) {
		this.openai = openai;
		this.services = services;
		this.agent = backend.bean(Agent.class);
	}

	@Test
	void text() throws Exception {
		assertThat(sent("agent text", ModelAnswer.of("Hello,", " world!")))
			.isEqualTo(Scenarios.events("responses:agent text"));
	}

	/**
	 * The stand-in writes summaries by words, and the recording has its own pieces.
	 */
	@Test
	void reasoning() throws Exception {
		String summary = """
				{"type": "response.reasoning_summary_text.%s", "item_id": "rs_1", "output_index": 0, "summary_index": %d,
				 "%s": "%s"}""";
		ModelAnswer answer = ModelAnswer.begin()
			.event("""
					{"type": "response.output_item.added", "output_index": 0,
					 "item": {"type": "reasoning", "id": "rs_1", "summary": []}}""")
			.event(summary.formatted("delta", 0, "delta", "Think"))
			.event(summary.formatted("delta", 0, "delta", "ing one"))
			.event(summary.formatted("done", 0, "text", "Thinking one"))
			.event(summary.formatted("delta", 1, "delta", "Thinking two"))
			.event(summary.formatted("done", 1, "text", "Thinking two"))
			.text("Hello,", " world!");
		assertThat(sent("agent reason", answer)).isEqualTo(Scenarios.events("responses:agent reason"));
	}

	/**
	 * In addition to what the reference sends, the refusal is streamed.
	 */
	@Test
	void refusal() throws Exception {
		List<JsonNode> expected = new ArrayList<>(Scenarios.events("responses:agent refusal"));
		JsonNode error = expected.removeLast();
		this.openai.responses().stream(ModelAnswer.begin().refusal("I ", "can't."));
		RecordingTurn turn = RecordingTurn.of("agent refusal");
		AgentException failure = catchThrowableOfType(AgentException.class, () -> this.agent.respond(turn));
		List<JsonNode> sent = new ArrayList<>(Scenarios.normalised(turn.json()));
		assertThat(sent.subList(2, 4)).extracting((event) -> event.at("/update/delta").asString())
			.containsExactly("I ", "can't.");
		sent.subList(2, 4).clear();
		assertThat(sent).isEqualTo(expected);
		assertThat(ProtocolJson.mapper().<JsonNode>valueToTree(failure.event())).isEqualTo(error);
	}

	@Test
	void image() throws Exception {
		String preview = """
				{"type": "response.image_generation_call.partial_image", "item_id": "ig_1", "output_index": 0,
				 "partial_image_index": %d, "partial_image_b64": "QUJD"}""";
		ModelAnswer answer = ModelAnswer.begin()
			.event("""
					{"type": "response.output_item.added", "output_index": 0,
					 "item": {"type": "image_generation_call", "id": "ig_1", "status": "in_progress"}}""")
			.event(preview.formatted(0))
			.event(preview.formatted(1))
			.event("""
					{"type": "response.output_item.done", "output_index": 0, "item": {"type": "image_generation_call",
					 "id": "ig_1", "status": "completed", "result": "REVG"}}""")
			.event("""
					{"type": "response.output_item.added", "output_index": 1,
					 "item": {"type": "message", "id": "msg_1", "content": []}}""");
		List<JsonNode> expected = Scenarios.events("responses:agent image");
		assertThat(sent("agent image", answer)).isEqualTo(expected.subList(0, 5));
	}

	@Test
	void clientTool(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("tools.json"), """
				[{"name": "get_selection", "description": "Reads", "parameters": {"type": "object"}}]""");
		Agent agent = this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_CLIENT_TOOLS_FILE=" + file)
			.bean(Agent.class);
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.event("""
						{"type": "response.output_item.done", "output_index": 0, "item": {"type": "function_call", "id": "fc_1",
						 "call_id": "call_1", "name": "get_selection", "arguments": "{\\"project\\": \\"p\\"}"}}"""),
					ModelAnswer.of("Hello,", " world!"));
		RecordingTurn turn = RecordingTurn.of("agent ctool");
		agent.respond(turn);
		assertThat(Scenarios.normalised(turn.json())).isEqualTo(Scenarios.events("responses:agent ctool"));
		ClientToolCall call = (ClientToolCall) ((ThreadEvent.ItemDone) turn.events().getLast()).item();
		RecordingTurn next = new RecordingTurn(RecordingTurn.question("agent ctool"),
				call.completed(new JsonMapper().readTree("{\"nodes\": []}")));
		agent.respond(next);
		assertThat(Scenarios.normalised(next.json())).isEqualTo(Scenarios.events("responses:agent ctool", 1));
		assertThat(this.openai.lastBody().path("input").findValuesAsString("call_id")).containsExactly("call_1",
				"call_1");
	}

	@Test
	void guardOk() throws Exception {
		this.openai.responses().stream(ModelAnswer.of("Hello,", " world!"));
		RecordingTurn turn = RecordingTurn.of("agent guard ok");
		this.services.shared(GUARDED).bean(Agent.class).respond(turn);
		assertThat(Scenarios.normalised(turn.json())).isEqualTo(Scenarios.events("responses:agent guard ok"));
		assertThat(this.openai.calls(Operation.CREATE_MODERATION).requests()).hasSize(1);
	}

	/**
	 * A notice explains what the reference answers with an error.
	 */
	@Test
	void guardBlocked() throws Exception {
		this.openai.responses().stream(ModelAnswer.of("Hello,", " world!"));
		CountDownLatch answered = new CountDownLatch(1);
		this.openai.holdModeration(answered);
		RecordingTurn turn = RecordingTurn.of("agent guard blocked");
		ResponsesAgent guarded = this.services.shared(GUARDED).bean(ResponsesAgent.class);
		Thread agent = Thread.startVirtualThread(() -> guarded.respond(turn));
		await().until(() -> turn.events().stream().anyMatch(ThreadEvent.ItemDone.class::isInstance));
		answered.countDown();
		agent.join();
		List<JsonNode> expected = Scenarios.events("responses:agent guard blocked");
		List<JsonNode> sent = Scenarios.normalised(turn.json());
		assertThat(sent.subList(0, sent.size() - 1)).isEqualTo(expected.subList(0, expected.size() - 1));
		assertThat(sent.getLast().path("type").asString()).isEqualTo("notice");
	}

	private List<JsonNode> sent(String question, ModelAnswer answer) throws Exception {
		this.openai.responses().stream(answer);
		RecordingTurn turn = RecordingTurn.of(question);
		this.agent.respond(turn);
		return Scenarios.normalised(turn.json());
	}

}
