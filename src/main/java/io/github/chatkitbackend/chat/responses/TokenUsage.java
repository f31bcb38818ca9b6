package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a response has cost.
 */
final class TokenUsage {

	private TokenUsage() {
	}

	/**
	 * Read the tokens of a response.
	 * @param model the model that was asked
	 * @param requestId the id that OpenAI gave the request
	 * @param response the response as OpenAI describes it
	 */
	static ModelUsage of(String model, @Nullable String requestId, JsonNode response) {
		JsonNode usage = response.path("usage");
		return new ModelUsage(model, requestId, usage.path("input_tokens").asLong(0),
				usage.at("/input_tokens_details/cached_tokens").asLong(0), usage.path("output_tokens").asLong(0),
				usage.at("/output_tokens_details/reasoning_tokens").asLong(0));
	}

}
