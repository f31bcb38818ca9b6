package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.store.StoredAttachment;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of files. Clients may be able to reach them past this service.
 */
interface AttachmentBytes {

	/**
	 * Where files are put while they arrive.
	 * @return a new file
	 */
	Path newFile() throws IOException;

	/**
	 * Keep a file that has arrived.
	 */
	void keep(StoredAttachment attachment, Path file) throws IOException;

	/**
	 * Read a file.
	 * @throws java.nio.file.NoSuchFileException if it is not kept
	 */
	InputStream read(String id) throws IOException;

	/**
	 * Delete a file, if it is kept.
	 */
	void delete(String id) throws IOException;

	/**
	 * Where a client sends a file past this service.
	 * @return the place, or {@code null} if files have to go through this service
	 */
	default Attachment.@Nullable UploadDescriptor upload(StoredAttachment announced, long size) {
		return null;
	}

	/**
	 * Look at a file that a client may have sent past this service.
	 * @return the file, or {@code null} if it has not arrived
	 */
	default @Nullable ArrivedFile arrived(String id) {
		return null;
	}

	/**
	 * Keep a file that a client has sent past this service, as it was looked at.
	 */
	default void keep(StoredAttachment attachment, ArrivedFile file) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Delete a file that a client has sent past this service, because it is kept by now.
	 */
	default void discardArrived(String id) {
	}

	/**
	 * Where a client fetches a file past this service.
	 * @return the place, or {@code null} if files have to go through this service
	 */
	default @Nullable URI link(StoredAttachment attachment) {
		return null;
	}

}
