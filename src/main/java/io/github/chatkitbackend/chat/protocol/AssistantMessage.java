package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * An answer of the agent.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param content the parts of the answer
 */
@JsonTypeName("assistant_message")
public record AssistantMessage(String id, String threadId, Instant createdAt,
		List<AssistantContent> content) implements ThreadItem {

	/**
	 * Create a message.
	 */
	public AssistantMessage {
		content = Defaults.list(content);
	}

	/**
	 * The text of the answer.
	 * @return the text of all parts, joined
	 */
	public String text() {
		return this.content.stream().map(AssistantContent::text).collect(Collectors.joining());
	}

}
