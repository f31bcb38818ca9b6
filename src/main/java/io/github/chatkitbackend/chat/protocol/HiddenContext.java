package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;
import tools.jackson.databind.JsonNode;

/**
 * Context of the application that only the model sees.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param content the context, text or free-form JSON
 */
@JsonTypeName("hidden_context_item")
public record HiddenContext(String id, String threadId, Instant createdAt, JsonNode content) implements ThreadItem {

	@Override
	public boolean isHidden() {
		return true;
	}

}
