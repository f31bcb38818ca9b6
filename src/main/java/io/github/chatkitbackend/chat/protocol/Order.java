package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The order of a list.
 */
public enum Order {

	/** Oldest first. */
	@JsonProperty("asc")
	ASC,

	/** Newest first. */
	@JsonProperty("desc")
	DESC

}
