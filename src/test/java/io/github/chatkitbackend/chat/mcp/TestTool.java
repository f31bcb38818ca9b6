package io.github.chatkitbackend.chat.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;

/**
 * A tool of a server under test.
 *
 * @param tool how the server describes it
 * @param body what it does with its arguments
 */
public record TestTool(Tool tool, Function<Map<String, Object>, CallToolResult> body) {

	private static final Map<String, Object> ANYTHING = Map.of("$schema",
			"https://json-schema.org/draft/2020-12/schema", "type", "object", "properties",
			Map.of("text", Map.of("type", "string", "description", "any text")), "additionalProperties", true);

	/**
	 * A tool that takes any arguments.
	 */
	TestTool(String name, Function<Map<String, Object>, CallToolResult> body) {
		this(Tool.builder(name, ANYTHING).description("Does " + name).build(), body);
	}

	/**
	 * A tool that returns text.
	 */
	public static TestTool ofText(String name, Function<Map<String, Object>, String> body) {
		return new TestTool(name,
				(arguments) -> CallToolResult.builder().addTextContent(body.apply(arguments)).build());
	}

	/**
	 * The tool with a description for a model.
	 * @param description what it does
	 * @param parameters the meaning of its parameters, which are all texts
	 */
	TestTool described(String description, Map<String, String> parameters) {
		Map<String, Object> properties = new LinkedHashMap<>();
		parameters.forEach((name, meaning) -> properties.put(name, Map.of("type", "string", "description", meaning)));
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", properties);
		schema.put("required", parameters.keySet());
		schema.put("additionalProperties", false);
		return new TestTool(Tool.builder(this.tool.name(), schema).description(description).build(), this.body);
	}

}
