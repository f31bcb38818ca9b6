package io.github.chatkitbackend.chat.agent;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * A thread of one end user, and what is stored of it.
 */
public interface Conversation {

	/**
	 * Whose thread it is.
	 * @return the end user, with the verified claims of a token; the id of an anonymous
	 * visitor is a secret
	 */
	EndUser user();

	/**
	 * The thread.
	 * @return the thread with the changes that were made so far
	 */
	ThreadMetadata thread();

	/**
	 * Read stored items, hidden ones included. What was sent before is among them.
	 * @param page which items
	 * @return the items
	 */
	Page<ThreadItem> items(PageRequest page);

	/**
	 * Find a stored item.
	 * @param itemId its id
	 * @return the item, or {@code null} if the thread has none of this id
	 */
	@Nullable ThreadItem item(String itemId);

	/**
	 * Store an item without telling the client: a new one at the end of the thread, an
	 * existing one in its place.
	 * @param item the item
	 */
	void save(ThreadItem item);

	/**
	 * The newest stored items, hidden ones included.
	 * @param limit most items, 1 to 100
	 * @return the items, oldest first
	 */
	default List<ThreadItem> newestItems(int limit) {
		return items(new PageRequest(limit, Order.DESC, null)).data().reversed();
	}

}
