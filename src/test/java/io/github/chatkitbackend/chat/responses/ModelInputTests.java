package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/**
 * What the model reads of each kind of item.
 */
class ModelInputTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Test
	void userMessagesAreTextWithTagsByName() {
		assertInput("""
				{"type": "user_message", "content": [{"type": "input_text", "text": "Ask "},
				  {"type": "input_tag", "id": "u1", "text": "Bob", "data": {"age": 7, "n": null}, "interactive": false},
				  {"type": "input_text", "text": " and "},
				  {"type": "input_tag", "id": "u2", "text": "Bob", "interactive": false}],
				  "inference_options": {}}""").isEqualTo(
				json("""
						[{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Ask @Bob and @Bob"}]},
						 {"type": "message", "role": "user", "content": [
						  {"type": "input_text", "text": "The user's message mentions these entities of the application with @:"},
						  {"type": "input_text",
						   "text": "{\\"id\\":\\"u1\\",\\"text\\":\\"Bob\\",\\"data\\":{\\"age\\":7,\\"n\\":null}}"}]}]"""));
	}

	@Test
	void onlyTheLastMessageSaysWhatItQuotes() {
		String quoting = """
				{"type": "user_message", "content": [{"type": "input_text", "text": "%s"}], "quoted_text": "%s",
				 "inference_options": {}}""";
		assertThat(texts(quoting.formatted("one", "first"), quoting.formatted("two", "second"))).containsExactly("one",
				"two", "The user refers to this part of the conversation:\n<quote>\nsecond\n</quote>");
		assertThat(texts(quoting.formatted("one", "first"), text("two"))).containsExactly("one", "two");
	}

	@Test
	void answersHaveTheirPartsWithoutAnnotations() {
		assertInput(
				"""
						{"type": "assistant_message", "content": [
						  {"type": "output_text", "text": "A", "annotations": [
						    {"type": "annotation", "source": {"type": "url", "url": "https://e.com", "title": "E"}, "index": 1}]},
						  {"type": "output_text", "text": "B", "annotations": []}]}""")
			.isEqualTo(json("""
					[{"type": "message", "role": "assistant", "content": [
					  {"type": "output_text", "text": "A", "annotations": []},
					  {"type": "output_text", "text": "B", "annotations": []}]}]"""));
	}

	@Test
	void completedCallsComeWithTheirOutput() {
		assertInput("""
				{"type": "client_tool_call", "status": "completed", "call_id": "call_1", "name": "get",
				 "arguments": {"a": null}, "output": {"b": [1]}}""").isEqualTo(json("""
				[{"type": "function_call", "call_id": "call_1", "name": "get", "arguments": "{\\"a\\":null}"},
				 {"type": "function_call_output", "call_id": "call_1", "output": "{\\"b\\":[1]}"}]"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"type": "client_tool_call", "status": "pending", "call_id": "call_1", "name": "get", "arguments": {}}""",
			"""
					{"type": "generated_image"}""", """
					{"type": "generated_image", "image": {"id": "ig_1", "url": "http://localhost/image.png"}}""", """
					{"type": "end_of_turn"}""", """
					{"type": "of_a_newer_version", "text": "x"}""", """
					{"type": "assistant_message", "content": []}""", """
					{"type": "user_message", "content": [], "inference_options": {}}""", """
					{"type": "task", "task": {"type": "thought", "content": "Hm"}}""", """
					{"type": "task", "task": {"type": "custom"}}""", """
					{"type": "workflow", "workflow": {"type": "reasoning", "tasks": [
					  {"type": "thought", "content": "Hm"}], "expanded": false}}""" })
	void theRestIsNothing(String item) {
		assertInput(item).isEqualTo(json("[]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "data:image/png;base64,QUJD", "https://example.com/image.png" })
	void imagesThatOpenAICanLoadAreShown(String url) {
		assertInput("""
				{"type": "generated_image", "image": {"id": "ig_1", "url": "%s"}}""".formatted(url)).isEqualTo(json("""
				[{"type": "message", "role": "user", "content": [
				  {"type": "input_text", "text": "You generated this image:"},
				  {"type": "input_image", "detail": "auto", "image_url": "%s"}]}]""".formatted(url)));
	}

	@Test
	void widgetsAreCompactJson() {
		assertThat(texts("""
				{"type": "widget", "widget": {"type": "Card", "children": [{"type": "Text", "value": "Hi"}]},
				 "copy_text": "Hi"}""")).containsExactly("The user was shown this widget, whose id is item_0: "
				+ "{\"type\":\"Card\",\"children\":[{\"type\":\"Text\",\"value\":\"Hi\"}]}");
	}

	@Test
	void hiddenContextIsMarked() {
		String marked = "Context for you, which the user does not see:\n<hidden_context>\n%s\n</hidden_context>";
		assertThat(texts("""
				{"type": "hidden_context_item", "content": "Plan: free"}""", """
				{"type": "hidden_context_item", "content": {"plan": "free", "n": null}}""", """
				{"type": "sdk_hidden_context", "content": "The user stopped."}""")).containsExactly(
				marked.formatted("Plan: free"), marked.formatted("{\"plan\":\"free\",\"n\":null}"),
				marked.formatted("The user stopped."));
	}

	@Test
	void customTasksAreSteps() {
		String step = "The user was shown that you took this step:\n<task>\n%s\n</task>";
		assertThat(texts("""
				{"type": "task", "task": {"type": "custom", "title": "Search", "content": "two hits"}}""",
				"""
						{"type": "workflow", "workflow": {"type": "custom", "expanded": false, "tasks": [
						  {"type": "custom", "title": "One"}, {"type": "web_search"}, {"type": "custom", "content": "Two"}]}}"""))
			.containsExactly(step.formatted("Search: two hits"), step.formatted("One"), step.formatted("Two"));
	}

	@Test
	void formsAreALinePerQuestion() {
		assertThat(texts("""
				{"type": "structured_input", "status": "answered", "inputs": [
				  {"type": "multiple_choice", "id": "q1", "question": "Which?", "options": [], "multiple": true,
				   "answer": {"values": ["A", "B"], "skipped": false}},
				  {"type": "freeform", "id": "q2", "question": "Why?", "answer": {"values": [], "skipped": true}},
				  {"type": "freeform", "id": "q3", "question": "When?"}]}""")).containsExactly("""
				The user was asked these questions. Status: answered.
				- Which?: A, B
				- Why?: skipped
				- When?: unanswered""");
	}

	@Test
	void itemsKeepTheirOrder() {
		assertThat(texts(text("one"),
				"""
						{"type": "assistant_message", "content": [{"type": "output_text", "text": "two", "annotations": []}]}""",
				text("three")))
			.containsExactly("one", "two", "three");
	}

	private static String text(String text) {
		return """
				{"type": "user_message", "content": [{"type": "input_text", "text": "%s"}], "inference_options": {}}"""
			.formatted(text);
	}

	private static ObjectAssert<JsonNode> assertInput(String... items) {
		return assertThatObject(input(items));
	}

	private static List<String> texts(String... items) {
		return input(items).findValuesAsString("text");
	}

	private static JsonNode input(String... items) {
		List<ThreadItem> parsed = Arrays.stream(items).map((item) -> {
			ObjectNode tree = (ObjectNode) JSON.readTree(item);
			tree.put("id", "item_" + List.of(items).indexOf(item))
				.put("thread_id", RecordingTurn.THREAD)
				.put("created_at", Instant.EPOCH.toString());
			return ProtocolJson.mapper().treeToValue(tree, ThreadItem.class);
		}).toList();
		try {
			return json(ObjectMappers.jsonMapper().writeValueAsString(ModelInput.of(parsed, (_) -> null)));
		}
		catch (JsonProcessingException ex) {
			throw new AssertionError(ex);
		}
	}

	private static JsonNode json(String text) {
		return JSON.readTree(text);
	}

}
