package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a thread takes messages. It changes what the client's composer shows; the
 * server does not enforce it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ThreadStatus {

	/**
	 * The thread takes messages.
	 */
	@JsonTypeName("active")
	record Active() implements ThreadStatus {
	}

	/**
	 * The thread takes no messages at the moment.
	 *
	 * @param reason why
	 */
	@JsonTypeName("locked")
	record Locked(@Nullable String reason) implements ThreadStatus {
	}

	/**
	 * The thread takes no messages any more.
	 *
	 * @param reason why
	 */
	@JsonTypeName("closed")
	record Closed(@Nullable String reason) implements ThreadStatus {
	}

}
