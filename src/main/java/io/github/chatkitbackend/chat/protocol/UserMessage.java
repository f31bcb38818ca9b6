package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What the end user wrote.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param content text and tags, in order
 * @param attachments the attached files and images
 * @param quotedText what the user quotes from an earlier message
 * @param inferenceOptions what the user chose in the composer
 */
@JsonTypeName("user_message")
public record UserMessage(String id, String threadId, Instant createdAt, List<UserContent> content,
		List<Attachment> attachments, @Nullable String quotedText,
		InferenceOptions inferenceOptions) implements ThreadItem {

	/**
	 * Create a message.
	 */
	public UserMessage {
		content = Defaults.list(content);
		attachments = Defaults.list(attachments);
		inferenceOptions = (inferenceOptions != null) ? inferenceOptions : InferenceOptions.NONE;
	}

	/**
	 * The same message with other attachments.
	 * @param attachments the attachments
	 * @return the message
	 */
	public UserMessage withAttachments(List<Attachment> attachments) {
		return new UserMessage(this.id, this.threadId, this.createdAt, this.content, attachments, this.quotedText,
				this.inferenceOptions);
	}

	/**
	 * The text of the message, with tags as {@code @} and their text.
	 * @return the text of all parts, joined
	 */
	public String text() {
		return this.content.stream().map(UserContent::plainText).collect(Collectors.joining());
	}

}
