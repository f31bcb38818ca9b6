package io.github.chatkitbackend.chat.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of JSON-RPC.
 */
final class RpcMessages {

	static final JsonMapper JSON = new JsonMapper();

	/** The id of the request that begins a session. */
	static final long FIRST_ID = 1;

	private static final int METHOD_NOT_FOUND = -32601;

	private RpcMessages() {
	}

	static ObjectNode request(long id, String method, ObjectNode params) {
		ObjectNode message = notification(method, params);
		message.put("id", id);
		return message;
	}

	static ObjectNode notification(String method, @Nullable ObjectNode params) {
		ObjectNode message = object().put("jsonrpc", "2.0").put("method", method);
		if (params != null) {
			message.set("params", params);
		}
		return message;
	}

	/**
	 * The request that begins a session.
	 */
	static ObjectNode initialize() {
		ObjectNode params = object().put("protocolVersion", McpSession.NEWEST_VERSION);
		params.putObject("capabilities");
		params.putObject("clientInfo").put("name", "chatkit-backend").put("version", "1");
		return request(FIRST_ID, "initialize", params);
	}

	static ObjectNode cancelled(long requestId, String reason) {
		return notification("notifications/cancelled", object().put("requestId", requestId).put("reason", reason));
	}

	/**
	 * Answer a request of a server. This client offers nothing but to show that it is
	 * there.
	 */
	static ObjectNode answer(JsonNode request) {
		ObjectNode answer = object().put("jsonrpc", "2.0");
		answer.set("id", request.path("id"));
		if (request.path("method").asString("").equals("ping")) {
			answer.putObject("result");
		}
		else {
			answer.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "Method not found");
		}
		return answer;
	}

	static boolean isRequest(JsonNode message) {
		return message.has("method") && message.has("id");
	}

	static boolean answers(JsonNode message, long id) {
		return !message.has("method") && message.path("id").isIntegralNumber() && message.path("id").longValue() == id;
	}

	static boolean announcesTools(JsonNode message) {
		return message.path("method").asString("").equals("notifications/tools/list_changed");
	}

	static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

}
