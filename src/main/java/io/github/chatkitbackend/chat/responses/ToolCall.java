package io.github.chatkitbackend.chat.responses;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call of a function, as the model has written it.
 *
 * @param id the model's id of the output item
 * @param callId the model's id of the call
 * @param name the function
 * @param text the arguments, which need not be JSON
 */
record ToolCall(String id, String callId, String name, String text) {

	private static final JsonMapper JSON = new JsonMapper();

	static boolean isCall(JsonNode item) {
		return item.path("type").asString("").equals("function_call");
	}

	/**
	 * Read an output item of the model.
	 */
	static ToolCall of(JsonNode item) {
		return new ToolCall(item.path("id").asString(""), item.path("call_id").asString(""),
				item.path("name").asString(""), item.path("arguments").asString(""));
	}

	/**
	 * The arguments.
	 * @return the arguments, or {@code null} if they are not a JSON object
	 */
	@Nullable ObjectNode arguments() {
		try {
			return this.text.isBlank() ? JSON.createObjectNode()
					: (JSON.readTree(this.text) instanceof ObjectNode object) ? object : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
