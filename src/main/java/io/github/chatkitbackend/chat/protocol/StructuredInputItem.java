package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Questions that the user answers in a form.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param status whether the user has answered
 * @param inputs the questions
 */
@JsonTypeName("structured_input")
public record StructuredInputItem(String id, String threadId, Instant createdAt, Status status,
		List<StructuredInput> inputs) implements ThreadItem {

	/**
	 * Create an item.
	 */
	public StructuredInputItem {
		status = (status != null) ? status : Status.PENDING;
		inputs = Defaults.list(inputs);
	}

	/**
	 * Whether the user has answered.
	 */
	public enum Status {

		/** The user has not answered yet. */
		@JsonProperty("pending")
		PENDING,

		/** The user has answered. */
		@JsonProperty("answered")
		ANSWERED,

		/** The user does not want to answer. */
		@JsonProperty("skipped")
		SKIPPED

	}

}
