package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Context of this service that only the model sees, such as that the user stopped it.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param content the context
 */
@JsonTypeName("sdk_hidden_context")
public record SdkHiddenContext(String id, String threadId, Instant createdAt, String content) implements ThreadItem {

	@Override
	public boolean isHidden() {
		return true;
	}

}
