package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;

/**
 * The changes of a turn to its thread, which become visible together.
 */
public interface ThreadWriter {

	/**
	 * Create the thread, or replace what is stored of it.
	 * @param thread the thread
	 * @throws NotFoundException if somebody else has a thread of this id
	 */
	void saveThread(ThreadMetadata thread);

	/**
	 * Store an item: a new one at the end of the thread, an existing one in its place.
	 * @param item the item
	 * @throws NotFoundException if the thread does not exist
	 */
	void saveItem(ThreadItem item);

	/**
	 * Delete an item, if it exists.
	 * @param id the id of the item
	 */
	void deleteItem(String id);

	/**
	 * Make a file part of the thread.
	 * @param id the attachment
	 * @throws io.github.chatkitbackend.error.ApiException if the owner has no such file,
	 * or has sent it elsewhere
	 */
	void sendAttachment(String id);

}
