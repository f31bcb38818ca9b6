package io.github.chatkitbackend.openai;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The parameters of {@code POST /v1/responses} and their limits, as OpenAI's API
 * description states them, and what reasoning models and others do not have in common.
 */
final class ResponseSchema {

	private static final int MAX_METADATA = 16;

	private static final Shape METADATA = Shape.MAP
		.and(Shape.value((node) -> node.size() <= MAX_METADATA, "Expected at most 16 properties."))
		.and((path, node) -> node.properties()
			.forEach((entry) -> Shape.string(512).check(path + "." + entry.getKey(), entry.getValue())));

	private static final Shape REASONING = Shape.object()
		.optional("context", Shape.oneOf("auto", "current_turn", "all_turns"))
		.optional("effort", Shape.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max"))
		.optional("mode", Shape.oneOf("standard", "pro"))
		.optional("summary", Shape.oneOf("auto", "concise", "detailed"))
		.optional("generate_summary", Shape.oneOf("auto", "concise", "detailed"));

	private static final Shape TEXT = Shape.object()
		.optional("verbosity", Shape.oneOf("low", "medium", "high"))
		.optional("format",
				Shape.byType(Map.of("text", Shape.object().required("type", Shape.STRING), "json_object",
						Shape.object().required("type", Shape.STRING), "json_schema",
						Shape.object()
							.required("type", Shape.STRING)
							.required("name", Shape.pattern("[a-zA-Z0-9_-]{1,64}"))
							.required("schema", Shape.MAP)
							.optional("description", Shape.STRING)
							.optional("strict", Shape.BOOLEAN))));

	private static final Shape INCLUDE = Shape.list(Shape.oneOf("file_search_call.results", "web_search_call.results",
			"web_search_call.action.sources", "message.input_image.image_url", "computer_call_output.output.image_url",
			"code_interpreter_call.outputs", "reasoning.encrypted_content", "message.output_text.logprobs"));

	private static final Shape BODY = Shape.object()
		.required("model", Shape.STRING.and(ResponseSchema::checkModel))
		.required("input", InputSchema.input())
		.optional("background", Shape.BOOLEAN)
		.optional("context_management", Shape.list(Shape.MAP))
		.optional("conversation", Shape.stringOr(Shape.object().required("id", Shape.id("conv_"))))
		.optional("include", INCLUDE)
		.optional("instructions", Shape.STRING)
		.optional("max_output_tokens", Shape.integer(16, Integer.MAX_VALUE))
		.optional("max_tool_calls", Shape.integer(1, Integer.MAX_VALUE))
		.optional("metadata", METADATA)
		.optional("parallel_tool_calls", Shape.BOOLEAN)
		.optional("previous_response_id", Shape.id("resp"))
		.optional("prompt", Shape.MAP)
		.optional("prompt_cache_key", Shape.string(64))
		.optional("prompt_cache_retention", Shape.oneOf("in_memory", "24h"))
		.optional("reasoning", REASONING)
		.optional("safety_identifier", Shape.string(64))
		.optional("service_tier", Shape.oneOf("auto", "default", "flex", "scale", "priority"))
		.optional("store", Shape.BOOLEAN)
		.optional("stream", Shape.BOOLEAN)
		.optional("stream_options", Shape.object().optional("include_obfuscation", Shape.BOOLEAN))
		.optional("temperature", Shape.number(0, 2))
		.optional("text", TEXT)
		.optional("tool_choice", ToolSchema.choice())
		.optional("tools", ToolSchema.list())
		.optional("top_logprobs", Shape.integer(0, 20))
		.optional("top_p", Shape.number(0, 1))
		.optional("truncation", Shape.oneOf("auto", "disabled"))
		.optional("user", Shape.STRING);

	private ResponseSchema() {
	}

	static void check(JsonNode body) {
		BODY.check("", body);
		if (body.hasNonNull("stream_options") && !body.path("stream").asBoolean(false)) {
			throw new Refusal(400, null, "stream_options",
					"The 'stream_options' parameter is only allowed when 'stream' is enabled.");
		}
		if (!body.hasNonNull("previous_response_id") && !body.hasNonNull("conversation")) {
			InputSchema.checkCalls(body.path("input"));
		}
		if (!body.path("store").asBoolean(true)) {
			body.path("input").forEach(ResponseSchema::checkCarriesItself);
		}
		boolean reasons = reasons(body.path("model").stringValue());
		refuse(body, "temperature", reasons && body.path("temperature").asDouble(1) != 1);
		refuse(body, "top_p", reasons && body.path("top_p").asDouble(1) != 1);
		refuse(body.path("reasoning"), "effort", !reasons);
		refuse(body.path("reasoning"), "summary", !reasons);
		if (!reasons && body.path("include").toString().contains("reasoning.encrypted_content")) {
			throw new Refusal(400, null, "include", "Encrypted content is not supported with this model.");
		}
	}

	/**
	 * What OpenAI does not store has to come with its content.
	 */
	private static void checkCarriesItself(JsonNode item) {
		boolean bare = switch (item.path("type").asString("")) {
			case "item_reference" -> true;
			case "reasoning" -> !item.hasNonNull("encrypted_content");
			default -> false;
		};
		if (bare) {
			throw new Refusal(404, null, "input",
					"Item with id '%s' not found. Items are not persisted when `store` is set to false."
						.formatted(item.path("id").stringValue()));
		}
	}

	private static void checkModel(String path, JsonNode model) {
		if (!model.stringValue().matches("(ft:)?(gpt-|chatgpt-|o\\d).*")) {
			throw new Refusal(400, "model_not_found", path,
					"The requested model '%s' does not exist.".formatted(model.stringValue()));
		}
	}

	/**
	 * Whether a model reasons.
	 */
	static boolean reasons(String model) {
		return !model.matches("(ft:)?(gpt-[34]|chatgpt-).*");
	}

	private static void refuse(JsonNode node, String name, boolean unsupported) {
		if (unsupported && node.hasNonNull(name)) {
			String path = name.matches("effort|summary") ? "reasoning." + name : name;
			throw new Refusal(400, "unsupported_parameter", path,
					"Unsupported parameter: '%s' is not supported with this model.".formatted(path));
		}
	}

}
