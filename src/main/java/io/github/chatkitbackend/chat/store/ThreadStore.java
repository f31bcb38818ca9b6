package io.github.chatkitbackend.chat.store;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.protocol.Feedback;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Threads and their items. A thread of somebody else does not exist. Every method throws
 * {@link StoreUnavailableException} if the database does not answer.
 */
public class ThreadStore {

	private final Database database;

	private final InstantSource clock;

	ThreadStore(Database database, InstantSource clock) {
		this.database = database;
		this.clock = clock;
	}

	/**
	 * Find a thread.
	 * @param owner its owner
	 * @param id its id
	 * @return the thread, or {@code null} if the owner has none of this id
	 */
	public @Nullable ThreadMetadata thread(Owner owner, String id) {
		return this.database.read("find_thread", () -> sql(Sql.THREAD, owner, id).query(String.class).optional())
			.map(Documents::thread)
			.orElse(null);
	}

	/**
	 * List threads in the order in which they were created.
	 * @param owner their owner
	 * @param page which threads
	 * @return the threads
	 * @throws UnknownCursorException if the owner has no thread with the id of the cursor
	 */
	public Page<ThreadMetadata> threads(Owner owner, PageRequest page) {
		List<Pages.Row> rows = this.database.read("list_threads", () -> {
			Sql statement = (page.order() == Order.ASC) ? Sql.THREADS_ASC : Sql.THREADS_DESC;
			long position = (page.after() != null) ? position(owner, page.after()) : Pages.start(page);
			return Pages.rows(this.database.sql(statement).param("owner", owner.key()).param("position", position),
					page);
		});
		return Pages.of(rows, page, Documents::thread);
	}

	/**
	 * Create a thread, or replace what is stored of it.
	 * @param owner its owner
	 * @param thread the thread
	 * @throws NotFoundException if somebody else has a thread of this id
	 */
	public void saveThread(Owner owner, ThreadMetadata thread) {
		this.database.transaction("save_thread", () -> {
			writes(owner, thread.id()).saveThread(thread);
			return true;
		});
	}

	/**
	 * Delete a thread and its items, if it exists. Its turn ends.
	 * @param owner its owner
	 * @param id its id
	 */
	public void deleteThread(Owner owner, String id) {
		this.database.call("delete_thread", () -> sql(Sql.DELETE_THREAD, owner, id).update());
	}

	/**
	 * List the items of a thread in the order in which they were first stored.
	 * @param owner the owner of the thread
	 * @param threadId the thread; an unknown one has no items
	 * @param page which items
	 * @return the items, hidden ones included
	 * @throws UnknownCursorException if the thread has no item with the id of the cursor
	 */
	public Page<ThreadItem> items(Owner owner, String threadId, PageRequest page) {
		List<Pages.Row> rows = this.database.read("list_items", () -> {
			Sql statement = (page.order() == Order.ASC) ? Sql.ITEMS_ASC : Sql.ITEMS_DESC;
			@Nullable Long position = (page.after() != null) ? position(owner, threadId, page.after()) : Pages.start(page);
			return (position != null) ? Pages.rows(sql(statement, owner, threadId).param("position", position), page)
					: List.of();
		});
		return Pages.of(rows, page, Documents::item);
	}

	/**
	 * Find an item.
	 * @param owner the owner of the thread
	 * @param threadId the thread
	 * @param itemId the id of the item
	 * @return the item, or {@code null} if the thread has none of this id
	 */
	public @Nullable ThreadItem item(Owner owner, String threadId, String itemId) {
		return this.database.read("find_item",
				() -> sql(Sql.ITEM, owner, threadId).param("item", Database.id(itemId)).query(String.class).optional())
			.map(Documents::item)
			.orElse(null);
	}

	/**
	 * Store an item outside a turn: a new one at the end of its thread, an existing one
	 * in its place.
	 * @param owner the owner of the thread
	 * @param item the item
	 * @throws NotFoundException if the owner has no such thread
	 */
	public void saveItem(Owner owner, ThreadItem item) {
		this.database.transaction("save_item", () -> {
			Writes writes = writes(owner, item.threadId());
			writes.touch();
			writes.saveItem(item);
			return true;
		});
	}

	/**
	 * Delete an item outside a turn, if it exists.
	 * @param owner the owner of the thread
	 * @param threadId the thread
	 * @param itemId the id of the item
	 */
	public void deleteItem(Owner owner, String threadId, String itemId) {
		this.database.call("delete_item",
				() -> sql(Sql.DELETE_ITEM, owner, threadId).param("item", Database.id(itemId)).update());
	}

	/**
	 * Store what a user thinks of items. It replaces what the user thought before.
	 * @param owner the owner of the thread
	 * @param threadId the thread
	 * @param itemIds the items; unknown ones are ignored
	 * @param feedback what the user thinks
	 * @return whether any of the items exists
	 */
	public boolean saveFeedback(Owner owner, String threadId, List<String> itemIds, Feedback feedback) {
		if (itemIds.isEmpty()) {
			return false;
		}
		return this.database.call("save_feedback",
				() -> sql(Sql.SAVE_FEEDBACK, owner, threadId)
					.param("items", itemIds.stream().map(Database::id).toList())
					.param("feedback", feedback.name())
					.update()) > 0;
	}

	/**
	 * What the user thinks of the items of a thread, by their ids.
	 */
	Map<String, Feedback> feedback(Owner owner, String threadId) {
		return this.database
			.read("list_feedback",
					() -> sql(Sql.FEEDBACK_OF_THREAD, owner, threadId)
						.query((row, _) -> Map.entry(row.getString("id"), Feedback.valueOf(row.getString("feedback"))))
						.list())
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private Writes writes(Owner owner, String threadId) {
		return new Writes(this.database, this.clock, owner, threadId, null);
	}

	private long position(Owner owner, String cursor) {
		return this.database.sql(Sql.THREAD_POSITION)
			.param("owner", owner.key())
			.param("cursor", Database.id(cursor))
			.query(Long.class)
			.optional()
			.orElseThrow(UnknownCursorException::new);
	}

	/**
	 * The position of an item, or {@code null} if there is no such thread.
	 */
	private @Nullable Long position(Owner owner, String threadId, String cursor) {
		Optional<Long> position = sql(Sql.ITEM_POSITION, owner, threadId).param("cursor", Database.id(cursor))
			.query(Long.class)
			.optional();
		if (position.isEmpty() && thread(owner, threadId) != null) {
			throw new UnknownCursorException();
		}
		return position.orElse(null);
	}

	private StatementSpec sql(Sql statement, Owner owner, String threadId) {
		return this.database.sql(statement).param("owner", owner.key()).param("thread", Database.id(threadId));
	}

}
