package io.github.chatkitbackend.openai;

import com.openai.models.ChatModel;
import com.openai.models.ResponsesModel;
import com.openai.models.responses.ResponseCreateParams;
import io.micrometer.observation.Observation;
import tools.jackson.databind.JsonNode;

/**
 * Describes calls of models in traces, by the names of OpenTelemetry's semantic
 * conventions for generative AI.
 */
final class GenAi {

	private GenAi() {
	}

	static void describeRequest(Observation observation, ResponseCreateParams request) {
		observation.highCardinalityKeyValue("gen_ai.operation.name", "chat");
		observation.highCardinalityKeyValue("gen_ai.provider.name", "openai");
		request.model().ifPresent((model) -> observation.highCardinalityKeyValue("gen_ai.request.model", name(model)));
	}

	private static String name(ResponsesModel model) {
		return model.chat().map(ChatModel::asString).or(model::string).orElseGet(() -> model.asOnly().asString());
	}

	/**
	 * Describe an answer.
	 * @param observation the call
	 * @param response the {@code response} of an event
	 */
	static void describeResponse(Observation observation, JsonNode response) {
		describe(observation, "gen_ai.response.id", response.path("id"));
		describe(observation, "gen_ai.response.model", response.path("model"));
		JsonNode usage = response.path("usage");
		describe(observation, "gen_ai.usage.input_tokens", usage.path("input_tokens"));
		describe(observation, "gen_ai.usage.output_tokens", usage.path("output_tokens"));
	}

	private static void describe(Observation observation, String name, JsonNode value) {
		if (value.isValueNode() && !value.isNull()) {
			observation.highCardinalityKeyValue(name, value.asString());
		}
	}

}
