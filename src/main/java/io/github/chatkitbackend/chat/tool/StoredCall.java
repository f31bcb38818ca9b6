package io.github.chatkitbackend.chat.tool;

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
public final class StoredCall {

	private static final String TYPE = "chatkit.tool_call";

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private StoredCall() {
	}

	/**
	 * Keep a call.
	 * @param conversation the thread
	 * @param callId the model's id of the call
	 * @param name the function
	 * @param arguments what the model has written, which need not be JSON
	 * @param output what the model reads
	 * @return the item
	 */
	public static HiddenContext of(Conversation conversation, String callId, String name, String arguments,
			JsonNode output) {
		ObjectNode content = JSON.objectNode()
			.put("type", TYPE)
			.put("call_id", callId)
			.put("name", name)
			.put("arguments", arguments);
		content.set("output", output);
		return new HiddenContext(ChatId.MESSAGE.next(), conversation.thread().id(), Instant.now(), content);
	}

	/**
	 * Whether an item is a call.
	 * @param item any item
	 * @return whether it is one
	 */
	public static boolean isCall(ThreadItem item) {
		return item instanceof HiddenContext hidden && hidden.content().path("type").asString("").equals(TYPE);
	}

	/**
	 * The function that was called.
	 * @param item the call
	 * @return its name
	 */
	public static String name(HiddenContext item) {
		return item.content().path("name").asString("");
	}

	/**
	 * What the function was called with.
	 * @param item the call
	 * @return what the model has written, which need not be JSON
	 */
	public static String arguments(HiddenContext item) {
		return item.content().path("arguments").asString("");
	}

	/**
	 * The call and its output, as the model reads them. The call has no id of its own,
	 * because then OpenAI would want the thoughts that led to it.
	 * @param item the call
	 * @return two items of the model's input
	 */
	public static List<JsonNode> input(HiddenContext item) {
		JsonNode content = item.content();
		ObjectNode call = JSON.objectNode().put("type", "function_call");
		for (String name : List.of("call_id", "name", "arguments")) {
			call.set(name, content.path(name));
		}
		return List.of(call, output(content.path("call_id").asString(""), content.path("output")));
	}

	/**
	 * The output of a call, as the model reads it.
	 * @param callId the model's id of the call
	 * @param output the output
	 * @return an item of the model's input
	 */
	public static JsonNode output(String callId, JsonNode output) {
		return JSON.objectNode().put("type", "function_call_output").put("call_id", callId).set("output", output);
	}

}
