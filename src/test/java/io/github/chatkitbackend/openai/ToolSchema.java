package io.github.chatkitbackend.openai;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * The tools of {@code POST /v1/responses}, and the choice among them.
 */
final class ToolSchema {

	private static final Shape NAME = Shape.pattern("[a-zA-Z0-9_-]{1,64}");

	private static final Map<String, Shape> TOOLS = tools();

	private ToolSchema() {
	}

	static Shape list() {
		return Shape.list(Shape.byType(TOOLS));
	}

	/**
	 * The shape of {@code tool_choice}.
	 */
	static Shape choice() {
		Map<String, Shape> choices = new HashMap<>();
		choices.put("function", tool().required("name", NAME));
		choices.put("allowed_tools",
				tool().required("mode", Shape.oneOf("auto", "required")).required("tools", Shape.list(Shape.MAP)));
		choices.put("mcp", tool().required("server_label", Shape.STRING).optional("name", Shape.STRING));
		for (String hosted : new String[] { "file_search", "web_search", "image_generation", "code_interpreter" }) {
			choices.put(hosted, tool());
		}
		Shape named = Shape.byType(choices);
		Shape mode = Shape.oneOf("none", "auto", "required");
		return (path, node) -> (node.isString() ? mode : named).check(path, node);
	}

	private static Map<String, Shape> tools() {
		Map<String, Shape> tools = new HashMap<>();
		tools.put("function",
				tool().required("name", NAME)
					.required("parameters", Shape.nullable(Shape.MAP))
					.optional("strict", Shape.BOOLEAN)
					.optional("description", Shape.STRING)
					.and(ToolSchema::checkStrict));
		tools.put("web_search",
				tool()
					.optional("filters",
							Shape.object()
								.optional("allowed_domains", Shape.list(Shape.STRING))
								.optional("blocked_domains", Shape.list(Shape.STRING)))
					.optional("search_context_size", Shape.oneOf("low", "medium", "high"))
					.optional("external_web_access", Shape.BOOLEAN)
					.optional("user_location", Shape.MAP));
		tools.put("file_search",
				tool().required("vector_store_ids", Shape.list(Shape.id("vs_")))
					.optional("filters", Shape.MAP)
					.optional("max_num_results", Shape.integer(1, 50))
					.optional("ranking_options", Shape.MAP));
		tools.put("code_interpreter", tool().required("container", Shape.stringOr(container())));
		tools.put("image_generation", imageGeneration());
		tools.put("mcp", mcp());
		return tools;
	}

	private static Shape container() {
		return Shape.byType(Map.of("auto",
				tool().optional("file_ids", Shape.list(Shape.id("file-")))
					.optional("memory_limit", Shape.oneOf("1g", "4g", "16g", "64g"))
					.optional("network_policy", Shape.MAP)));
	}

	private static Shape imageGeneration() {
		return tool().optional("action", Shape.oneOf("generate", "edit", "auto"))
			.optional("background", Shape.oneOf("transparent", "opaque", "auto"))
			.optional("input_fidelity", Shape.oneOf("high", "low"))
			.optional("input_image_mask", Shape.MAP)
			.optional("model", Shape.STRING)
			.optional("moderation", Shape.oneOf("auto", "low"))
			.optional("output_compression", Shape.integer(0, 100))
			.optional("output_format", Shape.oneOf("png", "webp", "jpeg"))
			.optional("partial_images", Shape.integer(0, 3))
			.optional("quality", Shape.oneOf("low", "medium", "high", "auto"))
			.optional("size", Shape.STRING);
	}

	private static Shape mcp() {
		return tool().required("server_label", Shape.STRING)
			.optional("server_url", Shape.STRING)
			.optional("connector_id", Shape.STRING)
			.optional("authorization", Shape.STRING)
			.optional("headers", Shape.MAP)
			.optional("allowed_tools", Shape.ANY)
			.optional("require_approval", Shape.ANY)
			.optional("server_description", Shape.STRING);
	}

	private static Fields tool() {
		return Shape.object().required("type", Shape.STRING);
	}

	/**
	 * Every function says which parameters it has. A strict one says that there are no
	 * others, and requires all.
	 */
	private static void checkStrict(String path, JsonNode function) {
		JsonNode parameters = function.path("parameters");
		if (parameters.isObject() && !parameters.path("properties").isObject()) {
			throw new Refusal(400, "invalid_function_parameters", path + ".parameters",
					"Invalid schema for function '%s': In context=(), object schema missing properties."
						.formatted(function.path("name").stringValue()));
		}
		boolean strict = function.path("strict").asBoolean(true) && parameters.isObject();
		if (strict && parameters.path("additionalProperties").asBoolean(true)) {
			throw new Refusal(400, "invalid_function_parameters", path + ".parameters",
					"Invalid schema for function '%s': In context=(), 'additionalProperties' is required to be supplied and to be false."
						.formatted(function.path("name").stringValue()));
		}
		if (strict && parameters.path("properties").size() != parameters.path("required").size()) {
			throw new Refusal(400, "invalid_function_parameters", path + ".parameters",
					"Invalid schema for function '%s': In context=(), 'required' is required to be supplied and to be an array including every key in properties."
						.formatted(function.path("name").stringValue()));
		}
	}

}
