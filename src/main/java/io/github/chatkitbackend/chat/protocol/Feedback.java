package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a user thinks of an answer.
 */
public enum Feedback {

	/** Thumbs up. */
	@JsonProperty("positive")
	POSITIVE,

	/** Thumbs down. */
	@JsonProperty("negative")
	NEGATIVE

}
