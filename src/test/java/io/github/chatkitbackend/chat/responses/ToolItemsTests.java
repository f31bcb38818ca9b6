package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a function of the application sends while it runs.
 */
@ChatKitTest(beans = ToolItemsTests.Shower.class, settings = "CHATKIT_MODEL=gpt-5.5")
class ToolItemsTests {

	private final OpenAIStandIn openai;

	private final ResponsesAgent agent;

	private final RecordingTurn turn = RecordingTurn.of("hello");

	ToolItemsTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.agent = backend.bean(ResponsesAgent.class);
	}

	@Test
	void theWorkflowIsFinishedBeforeAWidget() {
		call("widget");
		assertThat(items()).containsExactly("added workflow", "done workflow", "done widget", "added assistant_message",
				"done assistant_message");
	}

	@Test
	void theWorkflowIsFinishedBeforeAMessage() {
		call("message");
		assertThat(items()).containsExactly("added workflow", "done workflow", "added assistant_message",
				"done assistant_message", "added assistant_message", "done assistant_message");
	}

	@Test
	void aFinishedWorkflowHasNoTaskThatLoads() {
		call("widget");
		WorkflowItem done = (WorkflowItem) ((ThreadEvent.ItemDone) this.turn.events().get(1)).item();
		assertThat(done.workflow().summary()).isNotNull();
		assertThat(done.workflow().tasks())
			.containsExactly(new Task.Custom(Task.StatusIndicator.COMPLETE, "show", null, null));
	}

	@Test
	void theNextCallBeginsAnotherWorkflow() {
		call("widget", "widget");
		assertThat(items()).containsExactly("added workflow", "done workflow", "done widget", "added workflow",
				"done workflow", "done widget", "added assistant_message", "done assistant_message");
	}

	@Test
	void hiddenContextAndProgressLeaveTheWorkflowOpen() {
		call("hidden");
		assertThat(items()).containsExactly("added workflow", "done hidden_context_item", "done workflow",
				"added assistant_message", "done assistant_message");
	}

	private void call(String... kinds) {
		ModelAnswer[] answers = new ModelAnswer[kinds.length + 1];
		for (int i = 0; i < kinds.length; i++) {
			answers[i] = ModelAnswer.begin().functionCall("show", "{\"kind\": \"%s\"}".formatted(kinds[i]));
		}
		answers[kinds.length] = ModelAnswer.of("Done");
		this.openai.responses().stream(answers);
		this.agent.respond(this.turn);
	}

	/**
	 * The items that begin and end, the last of which is the message of the model.
	 */
	private List<String> items() {
		return this.turn.json()
			.stream()
			.filter((event) -> event.has("item"))
			.map((event) -> event.path("type").asString() + " " + event.at("/item/type").asString())
			.map((event) -> event.replace("thread.item.", ""))
			.toList();
	}

	/**
	 * Sends an item.
	 */
	static class Shower implements Tool<Shower.What> {

		@Override
		public String name() {
			return "show";
		}

		@Override
		public String description() {
			return "Shows something";
		}

		@Override
		public Class<What> parameters() {
			return What.class;
		}

		@Override
		public Object call(What what, Turn turn) {
			switch (what.kind()) {
				case "widget" -> turn.add(new WidgetItem("wid_1", turn.thread().id(), Instant.EPOCH,
						JsonNodeFactory.instance.objectNode().put("type", "Card"), null));
				case "message" -> {
					try (MessageWriter message = turn.message()) {
						message.append("From the tool");
					}
				}
				default -> {
					turn.progress("Looking");
					turn.add(new HiddenContext("msg_hidden", turn.thread().id(), Instant.EPOCH,
							JsonNodeFactory.instance.stringNode("a fact")));
				}
			}
			return "shown";
		}

		/**
		 * What to show.
		 */
		record What(String kind) {

		}

	}

}
