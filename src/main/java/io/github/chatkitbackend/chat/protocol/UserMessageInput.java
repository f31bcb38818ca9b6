package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message as the client sends it.
 *
 * @param content text and tags, in order
 * @param attachments ids of the attached files and images
 * @param quotedText what the user quotes from an earlier message
 * @param inferenceOptions what the user chose in the composer
 */
public record UserMessageInput(@Required List<UserContent> content, @Required List<String> attachments,
		@Nullable String quotedText, @Required InferenceOptions inferenceOptions) {

	/**
	 * Create an input.
	 */
	public UserMessageInput {
		content = Defaults.list(content);
		attachments = Defaults.list(attachments);
	}

}
