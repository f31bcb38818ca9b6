package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The model calls functions, against the stand-in for OpenAI.
 */
@ChatKitTest(beans = { TestTools.class, TestTools.Greeter.class },
		settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_MAX_TOOL_ROUNDS=3" })
class ToolLoopTests {

	private final OpenAIStandIn openai;

	private final Agent agent;

	private final TestTools tools;

	private final RecordingTurn turn = RecordingTurn.of("hello");

	ToolLoopTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.agent = backend.bean(Agent.class);
		this.tools = backend.bean(TestTools.class);
	}

	@Test
	void offersTheFunctionsOfTheApplicationAndOfTheSources() throws Exception {
		this.agent.respond(this.turn);
		JsonNode tools = this.openai.lastBody().path("tools");
		assertThat(tools.valueStream().map((tool) -> tool.path("name").asString())).containsExactly("greet", "echo",
				"pair", "hang", "fail", "give_up", "draw", "long");
		assertThat((Object) tools.get(0)).isEqualTo(new JsonMapper().readTree("""
				{"type": "function", "name": "greet", "description": "Greets somebody", "strict": true, "parameters": {
				  "type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
				  "required": ["name", "age"], "additionalProperties": false}}"""));
		assertThat(tools.at("/1/strict").asBoolean()).isFalse();
		assertThat(tools.at("/1/parameters/minProperties").isNumber()).isTrue();
	}

	@Test
	void theModelReadsItsCallAndTheOutput() throws Exception {
		answer(ModelAnswer.begin().reasoning("Hm").functionCall("echo", "{\"a\": 1}"), ModelAnswer.of("Done"));
		List<JsonNode> input = bodies().getLast().path("input").valueStream().toList();
		assertThat(input).extracting((item) -> item.path("type").asString())
			.containsExactly("message", "reasoning", "function_call", "function_call_output");
		assertThat(input.get(1).path("encrypted_content").asString()).startsWith("gAAAAA");
		assertThat(input.get(2).path("arguments").asString()).isEqualTo("{\"a\": 1}");
		assertThat(input.get(3).path("call_id")).isEqualTo(input.get(2).path("call_id"));
		assertThat(output()).isEqualTo("{\"a\":1}");
		assertThat(bodies()).allMatch((body) -> body.path("include").toString().contains("encrypted_content"));
	}

	@Test
	void twoCallsRunAtOnce() throws Exception {
		answer(ModelAnswer.begin().functionCall("pair", "{}").functionCall("pair", "{}"), ModelAnswer.of("Done"));
		assertThat(outputs()).containsExactly("met", "met");
	}

	@Test
	void aFunctionMayFollowAFunction() throws Exception {
		answer(ModelAnswer.begin().functionCall("echo", "{\"n\": 1}"),
				ModelAnswer.begin().functionCall("echo", "{\"n\": 2}"), ModelAnswer.of("Done"));
		assertThat(outputs()).containsExactly("{\"n\":1}", "{\"n\":2}");
		assertThat(tasks()).containsExactly(loading("echo"), complete("echo"), loading("echo"), complete("echo"));
	}

	@Test
	void callsAreTasksOfAWorkflowThatEndsBeforeTheMessage() throws Exception {
		answer(ModelAnswer.begin().functionCall("echo", "{\"secret\": 1}"), ModelAnswer.of("Done"));
		assertThat(this.turn.events().subList(0, 4)).extracting((event) -> event.getClass().getSimpleName())
			.containsExactly("ItemAdded", "ItemUpdated", "ItemDone", "ItemAdded");
		WorkflowItem done = (WorkflowItem) ((ThreadEvent.ItemDone) this.turn.events().get(2)).item();
		assertThat(done.workflow().tasks()).containsExactly(complete("echo"));
		assertThat(this.turn.json().toString()).doesNotContain("secret");
	}

	@Test
	void callsJoinTheWorkflowOfThoughts() throws Exception {
		answer(ModelAnswer.begin().reasoning("Hm").functionCall("echo", "{}"), ModelAnswer.of("Done"));
		assertThat(this.turn.events().stream().filter((event) -> event instanceof ThreadEvent.ItemDone)).hasSize(2);
	}

	@Test
	void aRefusalAfterAFunctionIsAnError() {
		this.openai.responses()
			.stream(ModelAnswer.begin().functionCall("echo", "{}"), ModelAnswer.begin().refusal("No."));
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(this.turn));
		assertThat(error.event().code()).isEqualTo("stream.error");
		assertThat(this.turn.json().toString()).contains("No.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "echo; {\"a\": ; not a JSON object", "echo; [1]; not a JSON object",
					"nothing; {}; There is no function named nothing. These functions exist: greet, echo",
					"fail; {}; The function failed",
					"greet; {\"name\": \"Bob\"}; The arguments do not fit the parameters: Missing",
					"greet; {\"name\": \"Bob\", \"age\": \"old\"}; The arguments do not fit the parameters",
					"greet; {\"name\": \"Bob\", \"age\": 7}; Hello, Bob", "echo; ''; {}" })
	void theModelReadsWhatBecameOfItsCall(String name, String arguments, String text) throws Exception {
		answer(ModelAnswer.begin().functionCall(name, arguments), ModelAnswer.of("Done"));
		assertThat(output()).contains(text).doesNotContain("secret");
		assertThat(this.turn.events()).last().isInstanceOf(ThreadEvent.ItemDone.class);
	}

	@Test
	void imagesReachTheModel() throws Exception {
		answer(ModelAnswer.begin().functionCall("draw", "{}"), ModelAnswer.of("Done"));
		assertThat((Object) bodies().getLast().path("input").valueStream().toList().getLast().path("output"))
			.isEqualTo(new JsonMapper().readTree("""
					[{"type": "input_text", "text": "A dot"},
					 {"type": "input_image", "detail": "auto", "image_url": "data:image/png;base64,QUJD"}]"""));
	}

	@Test
	void longOutputsAreCut() throws Exception {
		answer(ModelAnswer.begin().functionCall("long", "{}"), ModelAnswer.of("Done"));
		assertThat(output()).hasSizeLessThan(101_000)
			.endsWith("(Only the first 100000 of 1000000 characters are shown.)");
	}

	@Test
	void theNumberOfRoundsIsLimited() {
		this.openai.responses()
			.stream(IntStream.range(0, 5)
				.mapToObj((_) -> ModelAnswer.begin().functionCall("echo", "{}"))
				.toArray(ModelAnswer[]::new));
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(this.turn));
		assertThat(error.event()).isEqualTo(new ThreadEvent.Error("custom",
				"The answer is incomplete because it needs more steps than this service allows.", false));
		assertThat(this.openai.requests()).hasSize(4);
		assertThat(this.turn.events()).last().isInstanceOf(ThreadEvent.ItemDone.class);
	}

	@Test
	void aFunctionMayEndTheTurn() {
		this.openai.responses().stream(ModelAnswer.begin().functionCall("give_up", "{}"));
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(this.turn));
		assertThat(error.event().message()).isEqualTo("Closed today.");
	}

	@Test
	void aCancelledTurnInterruptsItsFunctions() throws Exception {
		this.openai.responses().stream(ModelAnswer.begin().functionCall("hang", "{}"));
		CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(
				() -> catchThrowable(() -> this.agent.respond(this.turn)), (task) -> Thread.startVirtualThread(task));
		assertThat(this.tools.hanging.await(10, TimeUnit.SECONDS)).isTrue();
		this.turn.cancel();
		assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(TurnCancelledException.class);
		assertThat(this.tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void theNextTurnKnowsCallsAndOutputs() throws Exception {
		answer(ModelAnswer.begin().functionCall("echo", "{\"n\": 1}").functionCall("draw", "{}"),
				ModelAnswer.of("Done"));
		List<ThreadItem> items = new ArrayList<>(List.of(RecordingTurn.question("hello")));
		items.addAll(this.turn.saved());
		this.turn.events()
			.stream()
			.filter(ThreadEvent.ItemDone.class::isInstance)
			.forEach((event) -> items.add(((ThreadEvent.ItemDone) event).item()));
		items.add(RecordingTurn.question("and now?"));
		RecordingTurn next = new RecordingTurn(items.toArray(ThreadItem[]::new));
		next.title("A title");
		this.agent.respond(next);
		assertThat(this.turn.saved()).hasSize(2).allMatch(ThreadItem::isHidden);
		List<String> types = this.openai.lastBody().path("input").findValuesAsString("type");
		assertThat(Collections.frequency(types, "function_call")).isEqualTo(2);
		assertThat(Collections.frequency(types, "function_call_output")).isEqualTo(2);
		assertThat(this.openai.lastBody().toString()).doesNotContain("You took", "hidden_context", "<task>");
	}

	@Test
	@ChatKitTest(beans = TestTools.class, settings = "CHATKIT_MODEL=gpt-4.1")
	void modelsThatDoNotReasonAreNotAskedForThoughts(Backend backend) throws Exception {
		backend.bean(Agent.class).respond(this.turn);
		assertThat(this.openai.lastBody().has("tools")).isTrue();
		assertThat(this.openai.lastBody().has("include")).isFalse();
	}

	private void answer(ModelAnswer... answers) throws Exception {
		this.openai.responses().stream(answers);
		this.agent.respond(this.turn);
	}

	private String output() {
		return outputs().getLast();
	}

	/**
	 * What the model has read of its calls.
	 */
	private List<String> outputs() {
		return bodies().getLast()
			.path("input")
			.valueStream()
			.filter((item) -> item.path("type").asString().equals("function_call_output"))
			.map((item) -> item.path("output").asString())
			.toList();
	}

	private List<JsonNode> bodies() {
		return this.openai.requests()
			.stream()
			.map((request) -> new JsonMapper().readTree(request.getBody().utf8()))
			.toList();
	}

	/**
	 * The tasks in the order in which they were shown.
	 */
	private List<Task> tasks() {
		List<Task> tasks = new ArrayList<>();
		for (ThreadEvent event : this.turn.events()) {
			switch (event) {
				case ThreadEvent.ItemAdded added when added.item() instanceof WorkflowItem workflow ->
					tasks.addAll(workflow.workflow().tasks());
				case ThreadEvent.ItemUpdated(String _, ItemUpdate.TaskAdded added) -> tasks.add(added.task());
				case ThreadEvent.ItemUpdated(String _, ItemUpdate.TaskUpdated updated) -> tasks.add(updated.task());
				default -> {
				}
			}
		}
		return tasks;
	}

	private static Task loading(String name) {
		return new Task.Custom(Task.StatusIndicator.LOADING, name, null, null);
	}

	private static Task complete(String name) {
		return new Task.Custom(Task.StatusIndicator.COMPLETE, name, null, null);
	}

}
