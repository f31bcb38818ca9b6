package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Keeps the bytes of files.
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
	void keep(String id, Path file) throws IOException;

	/**
	 * Read a file.
	 * @throws java.nio.file.NoSuchFileException if it is not kept
	 */
	InputStream read(String id) throws IOException;

	/**
	 * Delete a file, if it is kept.
	 */
	void delete(String id) throws IOException;

}
