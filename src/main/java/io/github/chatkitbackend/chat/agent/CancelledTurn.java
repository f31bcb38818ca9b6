package io.github.chatkitbackend.chat.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.SdkHiddenContext;
import io.github.chatkitbackend.chat.protocol.ThreadItem;

/**
 * What is kept of a cancelled turn unless the agent decides otherwise.
 */
final class CancelledTurn {

	private static final String NOTE = "The user stopped the previous request before it was complete. "
			+ "Do not continue it unless the user asks for it.";

	private CancelledTurn() {
	}

	static List<ThreadItem> keep(Conversation conversation, List<ThreadItem> pending) {
		List<ThreadItem> kept = new ArrayList<>();
		for (ThreadItem item : pending) {
			if (item instanceof AssistantMessage message && !message.text().isBlank()) {
				kept.add(message);
			}
		}
		kept.add(new SdkHiddenContext(ChatId.SDK_HIDDEN_CONTEXT.next(), conversation.thread().id(), Instant.now(),
				NOTE));
		return kept;
	}

}
