package io.github.chatkitbackend.chat.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import tools.jackson.databind.JsonNode;

/**
 * The answer of the simple API.
 *
 * @param conversationId the thread
 * @param response the text of all messages of the turn
 * @param toolCalls the tools that the agent called
 */
record SimpleAnswer(String conversationId, String response, List<ToolCall> toolCalls) {

	private static final String SEPARATOR = "\n\n";

	/**
	 * A call of a tool.
	 *
	 * @param name the tool
	 * @param arguments its arguments
	 */
	record ToolCall(String name, JsonNode arguments) {
	}

	/**
	 * Collects the text of a turn from its events.
	 */
	static final class Text {

		private final Map<String, StringBuilder> messages = new LinkedHashMap<>();

		private boolean begun;

		/**
		 * Take an event.
		 * @return the text that it adds, empty if it adds none
		 */
		String accept(ThreadEvent event) {
			return switch (event) {
				case ThreadEvent.ItemUpdated updated when updated.update() instanceof ItemUpdate.TextDelta delta ->
					add(updated.itemId(), delta.delta());
				case ThreadEvent.ItemDone done when done.item() instanceof AssistantMessage message ->
					complete(message);
				case ThreadEvent.ItemReplaced replaced when replaced.item() instanceof AssistantMessage message ->
					replace(message);
				case ThreadEvent.ItemRemoved removed -> {
					this.messages.remove(removed.itemId());
					yield "";
				}
				default -> "";
			};
		}

		private String complete(AssistantMessage message) {
			String known = this.messages.getOrDefault(message.id(), new StringBuilder()).toString();
			return message.text().startsWith(known) ? add(message.id(), message.text().substring(known.length()))
					: replace(message);
		}

		private String replace(AssistantMessage message) {
			this.messages.put(message.id(), new StringBuilder(message.text()));
			return "";
		}

		private String add(String messageId, String text) {
			if (text.isEmpty()) {
				return "";
			}
			boolean separate = this.begun && !this.messages.containsKey(messageId);
			this.begun = true;
			this.messages.computeIfAbsent(messageId, (_) -> new StringBuilder()).append(text);
			return separate ? SEPARATOR + text : text;
		}

		@Override
		public String toString() {
			return this.messages.values().stream().collect(Collectors.joining(SEPARATOR));
		}

	}

}
