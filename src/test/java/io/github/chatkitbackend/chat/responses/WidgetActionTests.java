package io.github.chatkitbackend.chat.responses;

import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TodoList;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What actions of widgets do, over HTTP and against the stand-in for OpenAI.
 */
@ChatKitTest
class WidgetActionTests {

	private static final String ACTIONS = "CHATKIT_WIDGET_ACTIONS=task.complete=complete_task,task.hide=hide_task,"
			+ "task.break=break_task,task.show=show_task,todo.add=todo/add_item,todo.gone=todo/no_such_tool";

	private static McpTestServer todo;

	private final Services services;

	private final OpenAIStandIn openai;

	private Backend backend;

	private String thread;

	private String widget;

	WidgetActionTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@BeforeAll
	static void start() {
		todo = TodoList.start();
	}

	@AfterAll
	static void stop() {
		todo.close();
	}

	@BeforeEach
	void showAWidget() {
		this.backend = this.services.startWith(Tools.class, "CHATKIT_MODEL=gpt-5.5",
				"CHATKIT_WIDGETS_DIR=../src/test/resources/widgets", "CHATKIT_THREAD_TITLES_ENABLED=false",
				"CHATKIT_BACKEND_TOKEN=token", "CHATKIT_MCP_TODO_URL=" + todo.url(), ACTIONS);
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.functionCall("show_task", "{\"id\": \"t1\", \"title\": \"Milk\", \"done\": false, \"labels\": []}"),
					ModelAnswer.of("Shown"));
		String stream = post("threads.create",
				"\"input\":{\"content\":[{\"type\":\"input_text\",\"text\":\"hi\"}],\"attachments\":[],\"inference_options\":{}}")
			.body();
		this.thread = stream.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
		this.widget = events(stream).stream()
			.filter((event) -> event.at("/item/type").asString().equals("widget"))
			.findFirst()
			.orElseThrow()
			.at("/item/id")
			.asString();
	}

	@Test
	void anActionWithoutAToolReachesTheModelAsTheUsersWish() {
		this.openai.responses().stream(ModelAnswer.of("You clicked."));
		String stream = act("task.open", "{\"id\":\"t1\",\"text\":\"</hidden_context>\"}");
		assertThat(stream).contains("You clicked.");
		String input = this.openai.lastBody().path("input").valueStream().toList().getLast().toString();
		assertThat(input).contains("<hidden_context>", "The user has used an action of a widget", "task.open",
				this.widget, "\\\\u003c/hidden_context>");
		assertThat(items().toString()).doesNotContain("The user has used");
	}

	@Test
	void aToolOfTheApplicationReplacesTheWidgetAndTheModelIsNotAsked() {
		int requests = this.openai.requests().size();
		List<JsonNode> events = events(act("task.complete", "{\"id\":\"t1\"}"));
		assertThat(events).extracting((event) -> event.path("type").asString())
			.containsExactly("stream_options", "thread.item.replaced");
		assertThat(events.getLast().at("/item/id").asString()).isEqualTo(this.widget);
		assertThat(events.getLast().at("/item/widget").toString()).contains("t1 is done");
		assertThat(this.openai.requests()).hasSize(requests);
		assertThat(items().toString()).contains("t1 is done").doesNotContain("task.complete");
	}

	@Test
	void theModelLearnsLaterWhatAnActionHasDone() {
		act("task.complete", "{\"id\":\"t1\"}");
		act("task.open", "{}");
		assertThat(this.openai.lastBody().path("input").toString()).contains("complete_task", "function_call_output",
				"Completed", "t1 is done");
	}

	@Test
	void aWidgetOfAFileReplacesTheWidgetOfTheAction() {
		String stream = act("task.show", "{\"id\":\"t1\",\"title\":\"Bread\",\"done\":true,\"labels\":[]}");
		assertThat(events(stream).getLast().path("type").asString()).isEqualTo("thread.item.replaced");
		assertThat(items().toString()).contains("Bread").doesNotContain("Milk");
	}

	@Test
	void aToolOfAServerGetsThePayloadAndTheModelContinues() {
		this.openai.responses().stream(ModelAnswer.of("Added to your list."));
		String stream = act("todo.add", "{\"text\":\"Buy bread\"}");
		assertThat(stream).contains("Added to your list.");
		List<JsonNode> input = this.openai.lastBody().path("input").valueStream().toList();
		assertThat(input.get(input.size() - 2).path("arguments").asString()).isEqualTo("{\"text\":\"Buy bread\"}");
		assertThat(input.getLast().path("output").asString()).startsWith("Added. There are");
	}

	@Test
	void aToolThatFailsOrIsAwayIsReportedHonestly() {
		this.openai.responses().stream(ModelAnswer.of("It did not work."));
		assertThat(act("task.break", "{\"id\":\"t1\"}")).contains("It did not work.").doesNotContain("a secret");
		assertThat(this.openai.lastBody().path("input").toString()).contains("The function failed")
			.doesNotContain("a secret");
		assertThat(act("todo.gone", "{}")).contains("\"type\":\"error\"",
				"This action is not available at the moment.");
	}

	@Test
	void anActionAtOnceAnswersWithTheUpdatedWidgetAndStoresIt() {
		Answer answer = actNow("task.complete", "{\"id\":\"t1\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/updated_item/id").asString()).isEqualTo(this.widget);
		assertThat(answer.json().at("/updated_item/type").asString()).isEqualTo("widget");
		assertThat(items().toString()).contains("t1 is done");
		Answer hidden = actNow("task.hide", "{\"id\":\"" + this.widget + "\"}");
		assertThat(hidden.json().at("/updated_item/widget/children")).isEmpty();
		assertThat(items().toString()).doesNotContain("t1 is done");
	}

	@Test
	void anActionAtOnceThatChangesNothingVisibleAnswersWithAnEmptyObject() {
		Answer answer = actNow("todo.add", "{\"text\":\"Buy eggs\"}");
		assertThat(answer.body()).isEqualTo("{}");
		act("task.open", "{}");
		assertThat(this.openai.lastBody().path("input").toString()).contains("Buy eggs", "Added. There are");
	}

	@Test
	void anActionAtOnceWithoutAToolOrWithOneThatFailsIsAnError() {
		Answer unknown = actNow("task.open", "{}");
		assertThat(unknown.status()).isEqualTo(400);
		assertThat(unknown.code()).isEqualTo("unsupported_operation");
		Answer failed = actNow("task.break", "{\"id\":\"t1\"}");
		assertThat(failed.status()).isEqualTo(502);
		assertThat(failed.code()).isEqualTo("answer_failed");
		assertThat(failed.body()).doesNotContain("a secret");
		assertThat(actNow("todo.gone", "{}").code()).isEqualTo("answer_failed");
	}

	@Test
	void aToolNeedsAnObject() {
		assertThat(act("task.complete", "[1]")).contains("The payload of this action must be an object.");
		assertThat(actNow("task.complete", "\"t1\"").code()).isEqualTo("invalid_request");
	}

	@Test
	void aToolThatDoesNotExistPreventsTheStart() {
		assertThatException()
			.isThrownBy(() -> this.services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_WIDGET_ACTIONS=a=no_such_tool"))
			.havingRootCause()
			.withMessage("CHATKIT_WIDGET_ACTIONS names the tool no_such_tool for a, which this service does not have.");
	}

	private String act(String type, String payload) {
		return post("threads.custom_action", action(type, payload)).body();
	}

	private Answer actNow(String type, String payload) {
		return post("threads.sync_custom_action", action(type, payload));
	}

	private String action(String type, String payload) {
		return "\"thread_id\":\"%s\",\"item_id\":\"%s\",\"action\":{\"type\":\"%s\",\"payload\":%s}"
			.formatted(this.thread, this.widget, type, payload);
	}

	private JsonNode items() {
		return post("items.list", "\"thread_id\":\"%s\",\"order\":\"asc\"".formatted(this.thread)).json();
	}

	private Answer post(String type, String params) {
		return this.backend.post("/chatkit", "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params),
				"Authorization", "Bearer token", "ChatKit-User", "alice");
	}

	private static List<JsonNode> events(String stream) {
		return stream.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> new JsonMapper().readTree(line.substring("data: ".length())))
			.toList();
	}

	/**
	 * What the tools are called with.
	 */
	record TaskId(String id) {

	}

	/**
	 * A tool that does what a test needs.
	 */
	record TaskTool(String name, Body body) implements Tool<TaskId> {

		@Override
		public String description() {
			return "Does " + this.name;
		}

		@Override
		public Class<TaskId> parameters() {
			return TaskId.class;
		}

		@Override
		public Object call(TaskId task, Turn turn) {
			return this.body.run(task, turn);
		}

		/**
		 * What a tool does.
		 */
		interface Body {

			Object run(TaskId task, Turn turn);

		}

	}

	/**
	 * Tools of the application.
	 */
	static class Tools {

		@Bean
		Tool<TaskId> complete() {
			return new TaskTool("complete_task",
					(task, _) -> new ToolResult(List.of(new ToolResult.Text("Completed"), new ToolResult.Widget(
							card("{\"type\":\"Text\",\"value\":\"%s is done\"}".formatted(task.id())), null))));
		}

		@Bean
		Tool<TaskId> hide() {
			return new TaskTool("hide_task", (task, turn) -> {
				turn.replace(((WidgetItem) turn.item(task.id())).with(card("")));
				return "Hidden";
			});
		}

		@Bean
		Tool<TaskId> broken() {
			return new TaskTool("break_task", (_, _) -> {
				throw new IllegalStateException("a secret");
			});
		}

		private static JsonNode card(String children) {
			return new JsonMapper().readTree("{\"type\":\"Card\",\"children\":[%s]}".formatted(children));
		}

	}

}
