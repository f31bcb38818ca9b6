package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a call and its output are kept for the next turns: as one hidden item, so that
 * neither of them is ever without the other.
 */
final class StoredCall {

	private static final String TYPE = "chatkit.tool_call";

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private StoredCall() {
	}

	static HiddenContext of(Conversation conversation, ToolCall call, JsonNode output) {
		ObjectNode content = JSON.objectNode()
			.put("type", TYPE)
			.put("call_id", call.callId())
			.put("name", call.name())
			.put("arguments", call.text());
		content.set("output", output);
		return new HiddenContext(ChatId.MESSAGE.next(), conversation.thread().id(), Instant.now(), content);
	}

	static boolean isCall(ThreadItem item) {
		return item instanceof HiddenContext hidden && hidden.content().path("type").asString("").equals(TYPE);
	}

	static String name(HiddenContext item) {
		return item.content().path("name").asString("");
	}

	/**
	 * The call and its output, as the model reads them. The call has no id of its own,
	 * because then OpenAI would want the thoughts that led to it.
	 */
	static List<JsonNode> input(HiddenContext item) {
		JsonNode content = item.content();
		ObjectNode call = JSON.objectNode().put("type", "function_call");
		for (String name : List.of("call_id", "name", "arguments")) {
			call.set(name, content.path(name));
		}
		return List.of(call, output(content.path("call_id").asString(""), content.path("output")));
	}

	static JsonNode output(String callId, JsonNode output) {
		return JSON.objectNode().put("type", "function_call_output").put("call_id", callId).set("output", output);
	}

}
