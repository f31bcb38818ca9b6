package io.github.chatkitbackend.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A thread of OpenAI with all of its items, as this service stores it. Items that are not
 * known, in whole or in part, are kept as they are in the metadata of the thread, which
 * neither clients nor the model see.
 *
 * @param user the user
 * @param thread the thread
 * @param items its items, oldest first
 * @param unknown the kinds of what is not known
 */
record HostedConversation(String user, ThreadMetadata thread, List<ThreadItem> items, List<String> unknown) {

	/** Where the metadata keeps items. */
	static final String KEPT = "openai_items";

	static HostedConversation of(HostedThread thread, List<JsonNode> json) {
		List<ThreadItem> items = new ArrayList<>();
		List<String> unknown = new ArrayList<>();
		ObjectNode metadata = thread.metadata().metadata();
		for (JsonNode node : json) {
			ItemConverter converter = new ItemConverter(thread.id(), node);
			ThreadItem item = converter.convert();
			if (item != null) {
				items.add(item);
			}
			if (!converter.unknown().isEmpty()) {
				keep(metadata, node);
				unknown.addAll(converter.unknown());
			}
		}
		return new HostedConversation(thread.user(), thread.metadata().withMetadata(metadata), items, unknown);
	}

	private static void keep(ObjectNode metadata, JsonNode item) {
		ArrayNode kept = metadata.withArray(KEPT);
		kept.add(item);
	}

	/**
	 * When the last item was created.
	 */
	Instant lastUsed() {
		return this.items.stream()
			.map(ThreadItem::createdAt)
			.reduce(this.thread.createdAt(), (last, time) -> time.isAfter(last) ? time : last);
	}

	@Override
	public String toString() {
		return "HostedConversation[%s]".formatted(this.thread.id());
	}

}
