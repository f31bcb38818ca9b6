package io.github.chatkitbackend.chat.agent;

import java.io.IOException;

import io.github.chatkitbackend.chat.protocol.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * Reads attached files, for agents.
 */
@FunctionalInterface
public interface AttachmentContents {

	/**
	 * Read a file.
	 * @param attachment an attachment of a message of the agent's thread
	 * @return its content, or {@code null} if it no longer exists
	 * @throws IOException if it cannot be read
	 */
	@Nullable AttachmentContent read(Attachment attachment) throws IOException;

	/**
	 * Find the size of a file.
	 * @param attachment an attachment, as above
	 * @return its size in bytes, or 0 if it is not known
	 */
	default long size(Attachment attachment) {
		return 0;
	}

}
