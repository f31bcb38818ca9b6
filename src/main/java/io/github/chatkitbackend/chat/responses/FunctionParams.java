package io.github.chatkitbackend.chat.responses;

import java.util.Map;

import com.openai.core.JsonValue;
import com.openai.models.responses.FunctionTool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How OpenAI is told of a function.
 */
final class FunctionParams {

	private static final JsonMapper JSON = new JsonMapper();

	private FunctionParams() {
	}

	/**
	 * Describe a function. Its schema is unchanged, except that OpenAI wants properties
	 * even if there are none.
	 */
	static FunctionTool of(ToolDescription description) {
		ObjectNode schema = description.parameters();
		if (!schema.has("properties")) {
			schema = schema.deepCopy();
			schema.put("type", "object").putObject("properties");
		}
		FunctionTool.Parameters.Builder parameters = FunctionTool.Parameters.builder();
		JSON.convertValue(schema, new TypeReference<Map<String, Object>>() {
		}).forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
		return FunctionTool.builder()
			.name(description.name())
			.description(description.description())
			.parameters(parameters.build())
			.strict(StrictSchema.qualifies(schema))
			.build();
	}

}
