package io.github.chatkitbackend.migration;

import java.time.Instant;

import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.ThreadStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A thread as OpenAI describes it.
 *
 * @param id its id
 * @param user its user
 * @param metadata everything else but its items
 */
record HostedThread(String id, String user, ThreadMetadata metadata) {

	/**
	 * Read a thread.
	 * @param json OpenAI's JSON
	 * @return the thread, or {@code null} if it has no id, user or time
	 */
	static @Nullable HostedThread of(JsonNode json) {
		String id = json.path("id").stringValue("");
		if (id.isEmpty() || !json.path("created_at").isNumber() || !json.path("user").isString()) {
			return null;
		}
		ThreadMetadata metadata = new ThreadMetadata(id, time(json)).withTitle(json.path("title").stringValue(null))
			.withStatus(status(json.path("status")));
		return new HostedThread(id, json.path("user").stringValue(), metadata);
	}

	private static ThreadStatus status(JsonNode json) {
		String reason = json.path("reason").stringValue(null);
		return switch (json.path("type").stringValue("")) {
			case "locked" -> new ThreadStatus.Locked(reason);
			case "closed" -> new ThreadStatus.Closed(reason);
			default -> new ThreadStatus.Active();
		};
	}

	/**
	 * When a thread or an item was created. OpenAI counts seconds.
	 */
	static Instant time(JsonNode json) {
		return Instant.ofEpochMilli(Math.round(json.path("created_at").asDouble() * 1000));
	}

	@Override
	public String toString() {
		return "HostedThread[%s]".formatted(this.id);
	}

}
