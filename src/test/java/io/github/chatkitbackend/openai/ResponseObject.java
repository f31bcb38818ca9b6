package io.github.chatkitbackend.openai;

import java.time.Instant;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A response as OpenAI's API describes it: what was asked, with the API's defaults, and
 * what has been answered so far.
 */
class ResponseObject {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int CHARACTERS_PER_TOKEN = 4;

	private static final int CACHE_BLOCK = 128;

	private final ObjectNode node = JSON.createObjectNode();

	private final ArrayNode output = JSON.createArrayNode();

	private final int inputTokens;

	private int reasoningTokens;

	ResponseObject(JsonNode request) {
		this.inputTokens = tokens(request.path("instructions")) + tokens(request.path("input"))
				+ tokens(request.path("tools"));
		this.node.put("id", ApiResponse.id("resp_", 25))
			.put("object", "response")
			.put("created_at", Instant.now().getEpochSecond())
			.put("status", "in_progress")
			.put("background", false);
		copy(request, "null", "completed_at", "error", "incomplete_details", "instructions", "max_output_tokens",
				"max_tool_calls");
		this.node.put("model", datedName(request.path("model").stringValue()));
		this.node.set("output", JSON.createArrayNode());
		copy(request, "true", "parallel_tool_calls");
		copy(request, "null", "previous_response_id", "prompt_cache_key", "prompt_cache_retention");
		ObjectNode reasoning = this.node.putObject("reasoning").putNull("effort").putNull("summary");
		request.path("reasoning").properties().forEach((entry) -> reasoning.set(entry.getKey(), entry.getValue()));
		copy(request, "null", "safety_identifier");
		copy(request, "\"default\"", "service_tier");
		copy(request, "true", "store");
		copy(request, "1.0", "temperature");
		copy(request, "{\"format\": {\"type\": \"text\"}, \"verbosity\": \"medium\"}", "text");
		copy(request, "\"auto\"", "tool_choice");
		copy(request, "[]", "tools");
		copy(request, "0", "top_logprobs");
		copy(request, "1.0", "top_p");
		copy(request, "\"disabled\"", "truncation");
		copy(request, "null", "usage", "user");
		copy(request, "{}", "metadata");
	}

	private void copy(JsonNode request, String otherwise, String... names) {
		for (String name : names) {
			this.node.set(name, request.hasNonNull(name) ? request.get(name) : JSON.readTree(otherwise));
		}
	}

	/**
	 * A request may name a family of models. The answer names one of them.
	 */
	private static String datedName(String model) {
		return model.matches(".*\\d{4}-\\d{2}-\\d{2}") ? model : model + "-2026-09-01";
	}

	private static int tokens(JsonNode node) {
		return node.isMissingNode() ? 0 : node.toString().length() / CHARACTERS_PER_TOKEN + 1;
	}

	String id() {
		return this.node.path("id").stringValue();
	}

	void add(ObjectNode item, int thoughts) {
		this.output.add(item);
		this.reasoningTokens += thoughts / CHARACTERS_PER_TOKEN;
	}

	int items() {
		return this.output.size();
	}

	ObjectNode inProgress() {
		return this.node.deepCopy();
	}

	ObjectNode completed() {
		this.node.put("completed_at", Instant.now().getEpochSecond());
		return ended("completed");
	}

	ObjectNode incomplete(String reason) {
		this.node.putObject("incomplete_details").put("reason", reason);
		return ended("incomplete");
	}

	/**
	 * OpenAI does not say what a failed response has cost.
	 */
	ObjectNode failed(String code, String message) {
		this.node.putObject("error").put("code", code).put("message", message);
		this.node.put("status", "failed");
		return this.node.deepCopy();
	}

	private ObjectNode ended(String status) {
		this.node.put("status", status);
		this.node.set("output", this.output);
		int outputTokens = tokens(this.output) + this.reasoningTokens;
		int cached = Math.max(this.inputTokens / CACHE_BLOCK - 1, 0) * CACHE_BLOCK;
		ObjectNode usage = this.node.putObject("usage").put("input_tokens", this.inputTokens);
		usage.putObject("input_tokens_details")
			.put("cached_tokens", (cached >= 1024) ? cached : 0)
			.put("cache_write_tokens", 0);
		usage.put("output_tokens", outputTokens);
		usage.putObject("output_tokens_details").put("reasoning_tokens", this.reasoningTokens);
		usage.put("total_tokens", this.inputTokens + outputTokens);
		return this.node.deepCopy();
	}

}
