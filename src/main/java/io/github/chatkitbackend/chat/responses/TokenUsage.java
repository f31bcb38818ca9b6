package io.github.chatkitbackend.chat.responses;

import tools.jackson.databind.JsonNode;

/**
 * The tokens of an answer.
 *
 * @param input what the model has read
 * @param cached the part of it that was cached
 * @param output what the model has written
 * @param reasoning the part of it that were thoughts
 */
record TokenUsage(long input, long cached, long output, long reasoning) {

	/**
	 * Read the tokens of a response.
	 * @param response the response as OpenAI describes it
	 */
	static TokenUsage of(JsonNode response) {
		JsonNode usage = response.path("usage");
		return new TokenUsage(usage.path("input_tokens").asLong(0),
				usage.at("/input_tokens_details/cached_tokens").asLong(0), usage.path("output_tokens").asLong(0),
				usage.at("/output_tokens_details/reasoning_tokens").asLong(0));
	}

}
