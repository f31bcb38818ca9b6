package io.github.chatkitbackend.chat.store;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of an attached file, besides its bytes.
 *
 * @param id the attachment
 * @param threadId the thread in which it was sent, or {@code null} before
 * @param name the file's name
 * @param type its media type, announced at first and detected later
 * @param image whether clients show it as an image
 * @param size its size in bytes, or {@code null} before they have arrived
 */
public record StoredAttachment(String id, @Nullable String threadId, String name, String type, boolean image,
		@Nullable Long size) {

	/**
	 * The same file after its bytes have arrived.
	 * @param type the detected type
	 * @param size the number of bytes
	 * @return the attachment
	 */
	public StoredAttachment uploaded(String type, long size) {
		return new StoredAttachment(this.id, this.threadId, this.name, type, this.image, size);
	}

}
