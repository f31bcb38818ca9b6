package io.github.chatkitbackend.chat.template;

import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The model shows widgets of files, over HTTP and against the stand-in for OpenAI.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_WIDGETS_DIR=../src/test/resources/widgets",
		"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_BACKEND_TOKEN=token" })
class WidgetToolTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final Backend backend;

	private final OpenAIStandIn openai;

	WidgetToolTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void theModelIsToldWhatIsWrongAndShowsTheWidgetThen() {
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.functionCall("show_task_list",
						"{\"title\": \"Today\", \"tasks\": [{\"id\": 7, \"title\": \"Milk\"}]}"),
					ModelAnswer.begin().functionCall("show_task_list", """
							{"title": "Today", "tasks": [
							  {"id": "t1", "title": "Buy \\"milk\\"", "done": false, "due": null},
							  {"id": "t2", "title": "<b>Call</b>", "done": true, "due": "May 4"}]}"""),
					ModelAnswer.of("Here they are."));
		List<JsonNode> widgets = widgets(say("hello"));
		assertThat(output(1)).startsWith("The widget is not shown, because the data do not fit the parameters.")
			.contains("/tasks/0", "required property 'done' not found", "integer found, string expected");
		assertThat(output(2)).isEqualTo("The widget is shown to the user.");
		assertThat(widgets).containsExactly(JSON.readTree(
				"""
						{"type":"ListView","status":{"text":"Today (2)"},"children":[
						  {"type":"ListViewItem","key":"t1","onClickAction":{"type":"task.open","payload":{"id":"t1"}},"children":[
						    {"type":"Badge","label":"open","color":"secondary"},{"type":"Text","value":"Buy \\"milk\\""}]},
						  {"type":"ListViewItem","key":"t2","onClickAction":{"type":"task.open","payload":{"id":"t2"}},"children":[
						    {"type":"Badge","label":"done","color":"success"},{"type":"Text","value":"<b>Call</b>"},
						    {"type":"Caption","value":"due May 4"}]}]}"""));
	}

	@Test
	void optionalDataMayBeAbsent() {
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.functionCall("show_task",
						"{\"id\": \"t1\", \"title\": \"Milk\", \"done\": false, \"labels\": [\"ab\"]}"),
					ModelAnswer.of("Done"));
		assertThat(widgets(say("hello"))).containsExactly(JSON.readTree(
				"""
						{"type":"Card","size":"md","children":[{"type":"Title","id":"title","value":"Milk"},
						  {"type":"Markdown","value":"Written **once**.\\n\\n1. \\"Quoted\\""},
						  {"type":"Text","value":"No note"},
						  {"type":"Button","label":"Complete","onClickAction":{"type":"task.complete","payload":{"id":"t1"}}},
						  {"type":"Button","label":"Hide","onClickAction":{"type":"task.hide","streaming":false,"payload":{"id":"t1"}}},
						  {"type":"Badge","label":"ab","pill":true},{"type":"Spacer","minSize":2}]}"""));
	}

	@Test
	void theModelIsOfferedTheSchemasOfTheFilesStrictWhereTheyQualify() {
		say("hello");
		List<JsonNode> tools = this.openai.lastBody().path("tools").valueStream().toList();
		assertThat(tools).extracting((tool) -> tool.path("name").asString(), (tool) -> tool.path("strict").asBoolean())
			.containsExactlyInAnyOrder(Assertions.tuple("show_task", false), Assertions.tuple("show_task_list", true),
					Assertions.tuple("show_welcome", true));
	}

	@Test
	void theNextTurnKnowsTheWidget() {
		this.openai.responses()
			.stream(ModelAnswer.begin().functionCall("show_welcome", "{}"), ModelAnswer.of("Welcome!"));
		String thread = say("hello").replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
		post("{\"type\":\"threads.add_user_message\",\"params\":{\"thread_id\":\"%s\",\"input\":%s}}".formatted(thread,
				input("And now?")));
		assertThat(this.openai.lastBody().path("input").toString()).contains("The user was shown this widget",
				"\\\"type\\\":\\\"Basic\\\"", "show_welcome", "The widget is shown to the user.");
	}

	private String say(String text) {
		return post("{\"type\":\"threads.create\",\"params\":{\"input\":%s}}".formatted(input(text)));
	}

	private String post(String body) {
		return this.backend.post("/chatkit", body, "Authorization", "Bearer token", "ChatKit-User", "alice").body();
	}

	private static String input(String text) {
		return "{\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}],\"attachments\":[],\"inference_options\":{}}"
			.formatted(text);
	}

	private static List<JsonNode> widgets(String stream) {
		return stream.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> JSON.readTree(line.substring("data: ".length())))
			.filter((event) -> event.path("type").asString().equals("thread.item.done"))
			.map((event) -> event.at("/item/widget"))
			.filter(JsonNode::isObject)
			.toList();
	}

	/**
	 * What the model has read of its newest call in a request.
	 */
	private String output(int request) {
		return JSON.readTree(this.openai.requests().get(request).getBody().utf8())
			.path("input")
			.valueStream()
			.toList()
			.getLast()
			.path("output")
			.asString();
	}

}
