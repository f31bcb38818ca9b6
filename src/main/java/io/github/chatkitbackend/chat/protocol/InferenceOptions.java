package io.github.chatkitbackend.chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the user chose in the composer for one message.
 *
 * @param toolChoice the tool that the answer has to use
 * @param model the model that has to answer
 */
public record InferenceOptions(@Nullable ToolChoice toolChoice, @Nullable String model) {

	/** The user chose nothing. */
	public static final InferenceOptions NONE = new InferenceOptions(null, null);

	/**
	 * A tool.
	 *
	 * @param id the tool's id
	 */
	public record ToolChoice(@Required String id) {
	}

}
