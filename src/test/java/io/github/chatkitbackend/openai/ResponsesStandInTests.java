package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stand-in's model is as strict and complete as OpenAI's, or the other tests prove
 * nothing.
 */
@ChatKitTest
class ResponsesStandInTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String USER = "\"model\": \"gpt-5.5\", \"input\": ";

	private final OpenAIStandIn openai;

	private final Backend backend;

	ResponsesStandInTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
	}

	@Test
	void everyEventIsWhatTheSdkExpects() throws Exception {
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.reasoning("**One**", "**Two** more")
				.webSearch("weather")
				.text("Sun", "ny")
				.annotation(
						"""
								{"type": "url_citation", "url": "https://a.example", "title": "A", "start_index": 0, "end_index": 5}""")
				.refusal("But ", "no")
				.endMessage()
				.text("Again")
				.image("AAAA", "AA", "AAA")
				.functionCall("look_up", "{\"a\": 1, \"b\": 2}"));
		List<JsonNode> events = Streams.readAll(open("""
				{%s [{"role": "user", "content": "Hi"}], "reasoning": {"effort": "low", "summary": "auto"}}"""
			.formatted(USER)));
		for (JsonNode event : events) {
			sdk(event, ResponseStreamEvent.class).validate();
		}
		assertThat(Streams.types(events).stream().distinct()).containsExactly("response.created",
				"response.in_progress", "response.output_item.added", "response.reasoning_summary_part.added",
				"response.reasoning_summary_text.delta", "response.reasoning_summary_text.done",
				"response.reasoning_summary_part.done", "response.output_item.done",
				"response.web_search_call.in_progress", "response.web_search_call.searching",
				"response.web_search_call.completed", "response.content_part.added", "response.output_text.delta",
				"response.output_text.annotation.added", "response.output_text.done", "response.content_part.done",
				"response.refusal.delta", "response.refusal.done", "response.image_generation_call.in_progress",
				"response.image_generation_call.generating", "response.image_generation_call.partial_image",
				"response.image_generation_call.completed", "response.function_call_arguments.delta",
				"response.function_call_arguments.done", "response.completed");
	}

	@Test
	void everyEndIsWhatTheSdkExpects() throws Exception {
		this.openai.responses()
			.whole(ModelAnswer.of("Hi"), ModelAnswer.of("H").incomplete("max_output_tokens"),
					ModelAnswer.of("H").failed("server_error", "Sorry"));
		for (String status : new String[] { "completed", "incomplete", "failed" }) {
			JsonNode response = JSON.readTree(post("{%s \"Hi\"}".formatted(USER)).body());
			sdk(response, Response.class).validate();
			assertThat(response.path("status").stringValue()).isEqualTo(status);
		}
	}

	@Test
	void countsTokens() throws Exception {
		this.openai.responses().whole(ModelAnswer.begin().reasoning("Some thoughts").text("Hi"));
		JsonNode usage = JSON.readTree(post("{%s \"%s\"}".formatted(USER, "word ".repeat(2000))).body()).path("usage");
		assertThat(usage.path("input_tokens").intValue()).isEqualTo(2501);
		assertThat(usage.at("/input_tokens_details/cached_tokens").intValue()).isEqualTo(2304);
		assertThat(usage.at("/output_tokens_details/reasoning_tokens").intValue()).isEqualTo(3);
		assertThat(usage.path("total_tokens").intValue()).isEqualTo(2501 + usage.path("output_tokens").intValue());
	}

	@Test
	void answersByItselfAboutTheLastMessage() throws Exception {
		String conversation = """
				[{"role": "user", "content": "First"}, {"role": "assistant", "content": [{"type": "output_text", "text": "Hi"}]},
				{"role": "user", "content": [{"type": "input_text", "text": "where is\\nmy order?"}]}]""";
		List<JsonNode> events = Streams.readAll(open("{%s %s}".formatted(USER, conversation)));
		assertThat(Streams.text(events)).contains("where is my order?", "**stand-in**");
		assertThat(post("{%s %s}".formatted(USER, conversation)).body()).contains("\"text\":\"Where is my order\"");
	}

	@Test
	void sendsPaddingUnlessAskedNotTo() throws Exception {
		String body = "{%s \"Hi\", \"stream\": true, \"stream_options\": {\"include_obfuscation\": %s}}";
		assertThat(post(body.formatted(USER, true)).body()).contains("\"obfuscation\"");
		assertThat(post(body.formatted(USER, false)).body()).doesNotContain("\"obfuscation\"");
	}

	@Test
	void remembersWhatItMayStore() throws Exception {
		String body = "{%s \"Hi\", \"store\": %s, \"previous_response_id\": %s}";
		String stored = id(post(body.formatted(USER, true, null)));
		String forgotten = id(post(body.formatted(USER, false, null)));
		assertThat(post(body.formatted(USER, true, '"' + stored + '"')).statusCode()).isEqualTo(200);
		assertThat(post(body.formatted(USER, true, '"' + forgotten + '"')).body())
			.contains("previous_response_not_found");
	}

	@Test
	void wantsTheRightKey() throws Exception {
		assertThat(send("{%s \"Hi\"}".formatted(USER), "sk-other").statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"""
					"instructions": "Be kind", "store": false, "include": ["reasoning.encrypted_content"], "metadata": {"a": "b"},
					"max_output_tokens": 16, "prompt_cache_key": "thread", "safety_identifier": "user", "parallel_tool_calls": false,
					"reasoning": {"effort": "none", "summary": null}, "text": {"verbosity": "low"}, "input": "Hi\"""",
			"""
					"tools": [{"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"]},
					{"type": "code_interpreter", "container": {"type": "auto"}}, {"type": "image_generation", "partial_images": 2},
					{"type": "function", "name": "f", "strict": true, "parameters": {"type": "object", "properties": {"a": {}},
					"required": ["a"], "additionalProperties": false}}], "tool_choice": {"type": "function", "name": "f"}, "input": "Hi\"""",
			"""
					"input": [{"role": "developer", "content": "x"}, {"role": "user", "content": [{"type": "input_text", "text": "x"},
					{"type": "input_image", "image_url": "data:image/png;base64,AAAA", "detail": "auto"},
					{"type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,AAAA"}]},
					{"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": "x"}], "encrypted_content": "x"},
					{"type": "message", "id": "msg_1", "role": "assistant", "status": "completed",
					"content": [{"type": "output_text", "text": "x", "annotations": []}, {"type": "refusal", "refusal": "x"}]},
					{"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
					{"type": "function_call_output", "call_id": "c", "output": "1"}]""" })
	void takesWhatOpenAITakes(String parameters) throws Exception {
		HttpResponse<String> response = post("{\"model\": \"gpt-5.5\", %s}".formatted(parameters));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"input": "Hi"}                                   | missing_required_parameter | model
					{"model": "gpt-5.5"}                              | missing_required_parameter | input
					{"model": "nonsense", "input": "Hi"}              | model_not_found            | model
					{@ "Hi", "extra": 1}                              | unknown_parameter          | extra
					{@ "Hi", "messages": []}                          | unknown_parameter          | messages
					{@ 5}                                             | invalid_type               | input
					{@ "Hi", "store": "no"}                           | invalid_type               | store
					{@ "Hi", "max_output_tokens": 15}                 | integer_below_min_value    | max_output_tokens
					{@ "Hi", "reasoning": {"effort": "huge"}}         | invalid_value              | reasoning.effort
					{@ "Hi", "include": ["everything"]}               | invalid_value              | include[0]
					{@ "Hi", "temperature": 0.5}                      | unsupported_parameter      | temperature
					{@ "Hi", "stream_options": {}}                    |                            | stream_options
					{@ [{"role": "robot", "content": "x"}]}           | invalid_value              | input[0].role
					{@ [{"role": "user"}]}                            | missing_required_parameter | input[0].content
					{@ [{"role": "user", "content": "x", "id": "a"}]} | invalid_value              | input[0].id
					{@ [{"role": "user", "content": [{"type": "output_text", "text": "x"}]}]}     | invalid_value              | input[0].content[0].type
					{@ [{"role": "assistant", "content": [{"type": "input_text", "text": "x"}]}]} | invalid_value              | input[0].content[0].type
					{@ [{"role": "user", "content": [{"type": "input_image"}]}]}                  | missing_required_parameter | input[0].content[0].image_url
					{@ [{"role": "user", "content": [{"type": "input_image", "image_url": "x"}]}]} | invalid_value             | input[0].content[0].image_url
					{@ [{"type": "dance"}]}                           | invalid_value              | input[0].type
					{@ [{"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}]} |                          | input
					{@ [{"type": "function_call_output", "call_id": "c", "output": "1"}]}         |                            | input
					{@ "Hi", "tools": [{"type": "hammer"}]}           | invalid_value              | tools[0].type
					{@ "Hi", "tools": [{"type": "file_search"}]}      | missing_required_parameter | tools[0].vector_store_ids
					{@ "Hi", "tools": [{"type": "function", "name": "a b", "parameters": {}}]}    | invalid_value              | tools[0].name
					{@ "Hi", "tools": [{"type": "function", "name": "f", "parameters": {}}]}      | invalid_function_parameters | tools[0].parameters
					{@ "Hi", "tool_choice": "maybe"}                  | invalid_value              | tool_choice
					""")
	void refusesWhatOpenAIRefuses(String body, String code, String param) throws Exception {
		HttpResponse<String> response = post(body.replace("@", USER));
		assertThat(response.statusCode()).isEqualTo(400);
		JsonNode error = JSON.readTree(response.body()).path("error");
		assertThat(error.path("code").asStringOpt().orElse(null)).isEqualTo(code);
		assertThat(error.path("param").asStringOpt().orElse(null)).isEqualTo(param);
	}

	@ParameterizedTest
	@ValueSource(strings = { "safety_identifier", "prompt_cache_key" })
	void refusesLongIdentifiers(String name) throws Exception {
		assertThat(post("{%s \"Hi\", \"%s\": \"%s\"}".formatted(USER, name, "x".repeat(65))).body())
			.contains("string_above_max_length");
	}

	@Test
	void doesNotFindWhatIsNotStored() throws Exception {
		assertThat(post("""
				{%s [{"type": "reasoning", "id": "rs_1", "summary": []}], "store": false}""".formatted(USER))
			.statusCode()).isEqualTo(404);
	}

	private static <T> T sdk(JsonNode node, Class<T> type) throws JsonProcessingException {
		return ObjectMappers.jsonMapper().readValue(node.toString(), type);
	}

	private static String id(HttpResponse<String> response) {
		return JSON.readTree(response.body()).path("id").stringValue();
	}

	private EventStream open(String body) throws JsonProcessingException {
		ResponseCreateParams.Body params = ObjectMappers.jsonMapper().readValue(body, ResponseCreateParams.Body.class);
		return this.backend.bean(OpenAIGateway.class)
			.stream(Streams.OPERATION, ResponseCreateParams.builder().body(params).build(), Duration.ofMinutes(1));
	}

	private HttpResponse<String> post(String body) throws IOException, InterruptedException {
		return send(body, OpenAIStandIn.API_KEY);
	}

	private HttpResponse<String> send(String body, String key) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.openai.baseUrl() + "/responses"))
			.header("Authorization", "Bearer " + key)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

}
