package io.github.chatkitbackend.chat.mcp;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as its server describes it.
 *
 * @param name its name at the server
 * @param description what it does
 * @param parameters JSON schema of its arguments
 */
record OfferedTool(String name, String description, ObjectNode parameters) {

	static OfferedTool of(JsonNode tool) {
		String name = tool.path("name").asString("");
		String title = tool.path("title").asString(name);
		return new OfferedTool(name, tool.path("description").asString(title), parameters(tool.path("inputSchema")));
	}

	/**
	 * The schema as it is, but for what OpenAI does not understand or requires.
	 */
	private static ObjectNode parameters(JsonNode schema) {
		ObjectNode parameters = (schema instanceof ObjectNode object) ? object.deepCopy() : RpcMessages.object();
		parameters.remove("$schema");
		if (!parameters.has("type")) {
			parameters.put("type", "object");
		}
		if (!parameters.has("properties")) {
			parameters.putObject("properties");
		}
		return parameters;
	}

}
