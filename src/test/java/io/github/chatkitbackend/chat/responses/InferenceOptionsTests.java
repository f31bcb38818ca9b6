package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the user may choose in the composer, over HTTP.
 */
@ChatKitTest(beans = TestTools.class,
		settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODELS=gpt-5.4-mini,gpt-4.1", "CHATKIT_REASONING_EFFORT=low",
				"CHATKIT_BACKEND_TOKEN=token", "CHATKIT_WEB_SEARCH=true", "CHATKIT_VECTOR_STORES=vs_1",
				"CHATKIT_CODE_INTERPRETER=true", "CHATKIT_IMAGE_GENERATION=true",
				"CHATKIT_THREAD_TITLES_ENABLED=false" })
class InferenceOptionsTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	InferenceOptionsTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
	}

	@Test
	void offersTheToolsOfOpenAI() {
		create("{}");
		assertThat(this.openai.lastBody().path("tools").valueStream().map((tool) -> tool.path("type").asString()))
			.endsWith("function", "web_search", "file_search", "code_interpreter", "image_generation");
		assertThat(this.openai.lastBody().path("tools").findValuesAsString("partial_images")).containsExactly("2");
		assertThat(this.openai.lastBody().path("include").toString()).contains("web_search_call.action.sources");
	}

	@ParameterizedTest
	@CsvSource({ "gpt-5.4-mini, true", "gpt-5.5, true", "gpt-4.1, false" })
	void theUserChoosesAmongTheModels(String model, boolean reasons) {
		assertThat(create("{\"model\": \"%s\"}".formatted(model)).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("model").asString()).isEqualTo(model);
		assertThat(this.openai.lastBody().has("reasoning")).isEqualTo(reasons);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{\"model\": \"gpt-6\"}; must be one of these: gpt-5.5, gpt-5.4-mini, gpt-4.1.",
					"{\"tool_choice\": {\"id\": \"nothing\"}}; tool_choice.id must be the name of a tool" })
	void anythingElseIsRefusedBeforeAnythingIsStored(String options, String message) {
		int threads = threads();
		Answer answer = create(options);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_request");
		assertThat(answer.body()).contains(message);
		assertThat(threads()).isEqualTo(threads);
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void aFunctionCanBeForcedAndIsForcedOnce() {
		this.openai.responses().stream(ModelAnswer.begin().functionCall("echo", "{}"), ModelAnswer.of("Done"));
		create("{\"tool_choice\": {\"id\": \"echo\"}}");
		JsonNode first = new JsonMapper().readTree(this.openai.requests().getFirst().getBody().utf8());
		assertThat(first.path("tool_choice").toString()).isEqualTo("{\"name\":\"echo\",\"type\":\"function\"}");
		assertThat(this.openai.lastBody().has("tool_choice")).isFalse();
	}

	@Test
	void aToolOfOpenAICanBeForced() {
		create("{\"tool_choice\": {\"id\": \"web_search\"}}");
		assertThat(this.openai.lastBody().path("tool_choice").toString()).isEqualTo("{\"type\":\"web_search\"}");
	}

	private int threads() {
		return post("threads.list", "").json().path("data").size();
	}

	private Answer create(String options) {
		return post("threads.create",
				"""
						"input": {"content": [{"type": "input_text", "text": "hello"}], "attachments": [], "inference_options": %s}"""
					.formatted(options));
	}

	private Answer post(String type, String params) {
		return this.backend.post("/chatkit", "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params),
				"Authorization", "Bearer token", "ChatKit-User", "chooser");
	}

}
