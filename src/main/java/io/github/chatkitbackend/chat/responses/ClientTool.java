package io.github.chatkitbackend.chat.responses;

import java.time.Instant;

import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that the page runs.
 *
 * @param description how the model knows it
 */
record ClientTool(ToolDescription description) implements EndingTool {

	@Override
	public String origin() {
		return "CHATKIT_CLIENT_TOOLS_FILE";
	}

	@Override
	public ClientToolCall item(Conversation conversation, ToolCall call, ObjectNode arguments) {
		boolean isFree = !call.id().isBlank() && conversation.item(call.id()) == null;
		return new ClientToolCall(isFree ? call.id() : ChatId.TOOL_CALL.next(), conversation.thread().id(),
				Instant.now(), ClientToolCall.Status.PENDING, call.callId(), call.name(), arguments, null);
	}

}
