package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turns that end with an item that the page or the user completes, over HTTP.
 */
@ChatKitTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingTurnTests {

	private OpenAIStandIn openai;

	private Backend backend;

	@BeforeAll
	void start(Services services, OpenAIStandIn openai, @TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("tools.json"),
				"""
						[{"name": "get_selection", "description": "Reads", "parameters": {"type": "object", "properties": {}}}]""");
		this.openai = openai;
		this.backend = services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_HISTORY_ITEMS=1", "CHATKIT_ASK_USER=true",
				"CHATKIT_CLIENT_TOOLS_FILE=" + file);
	}

	@Test
	void thePageRunsItsToolAndTheModelReadsTheOutput() {
		this.openai.responses()
			.stream(ModelAnswer.begin().reasoning("Hm").functionCall("get_selection", "{\"a\": 1}"),
					ModelAnswer.of("I see."));
		Answer asked = create();
		assertThat(asked.body()).contains("\"type\":\"client_tool_call\"", "\"status\":\"pending\"");
		Answer answered = post("threads.add_client_tool_output",
				"\"thread_id\":\"%s\",\"result\":{\"nodes\":[7]}".formatted(thread(asked)));
		assertThat(answered.body()).contains("I see.").doesNotContain("client_tool_call");
		JsonNode input = this.openai.lastBody().path("input");
		assertThat(input.findValuesAsString("arguments")).containsExactly("{\"a\":1}");
		assertThat(input.toString()).contains("{\\\"nodes\\\":[7]}");
	}

	@Test
	void onlyOneCallWaits() {
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.functionCall("get_selection", "{}")
				.functionCall("unknown", "{}")
				.functionCall("ask_user",
						"{\"questions\": [{\"question\": \"Which?\", \"options\": [], \"multiple\": false}]}"));
		String body = create().body();
		assertThat(body).contains("\"client_tool_call\"").doesNotContain("structured_input");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void theUserAnswersTheQuestionsOfTheModel() {
		this.openai.responses().stream(ModelAnswer.begin().functionCall("ask_user", """
				{"questions": [{"question": "Which colour?", "options": ["Red", "Blue"], "multiple": false},
				 {"question": "Why?", "options": [], "multiple": false}]}"""), ModelAnswer.of("Blue it is."));
		Answer asked = create();
		JsonNode form = asked.body()
			.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> new JsonMapper().readTree(line.substring(6)).path("item"))
			.filter((item) -> item.path("type").asString("").equals("structured_input"))
			.findFirst()
			.orElseThrow();
		assertThat(form.path("inputs").findValuesAsString("type")).containsExactly("multiple_choice", "freeform");
		Answer answered = post("threads.add_structured_input", """
				"thread_id": "%s", "item_id": "%s", "input": {"status": "answered", "answers": {
				  "question_1": {"values": ["Blue"]}}}""".formatted(thread(asked), form.path("id").stringValue()));
		assertThat(answered.body()).contains("Blue it is.");
		// The turn began two items ago, but it is read as a whole
		assertThat(this.openai.lastBody().path("input").toString()).contains("hello", "- Which colour?: Blue",
				"- Why?: skipped");
	}

	@Test
	void questionsFollowTheFinishedWorkflow() {
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.reasoning("Hm")
				.functionCall("ask_user",
						"{\"questions\": [{\"question\": \"Why?\", \"options\": [], \"multiple\": false}]}"));
		assertThat(create().body())
			.matches("(?s).*thread.item.done[^\n]*\"workflow\".*thread.item.done[^\n]*structured_input.*");
	}

	@Test
	void questionsThatCannotBeShownAreForTheModelToMend() {
		this.openai.responses()
			.stream(ModelAnswer.begin().functionCall("ask_user", "{\"questions\": []}"),
					ModelAnswer.begin().functionCall("get_selection", "nonsense"), ModelAnswer.of("Never mind."));
		assertThat(create().body()).contains("Never mind.").doesNotContain("structured_input", "client_tool_call");
		assertThat(this.openai.lastBody().toString()).contains("The arguments do not fit the parameters",
				"The arguments are not a JSON object");
	}

	private Answer create() {
		return post("threads.create",
				"""
						"input": {"content": [{"type": "input_text", "text": "hello"}], "attachments": [], "inference_options": {}}""");
	}

	private Answer post(String type, String params) {
		return this.backend.post("/chatkit", "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params),
				"Authorization", "Bearer token", "ChatKit-User", "alice");
	}

	private static String thread(Answer answer) {
		return answer.body().replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

}
