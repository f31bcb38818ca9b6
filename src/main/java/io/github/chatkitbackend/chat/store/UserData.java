package io.github.chatkitbackend.chat.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.protocol.Feedback;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.identity.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is stored about one user. The id may also be the one of an anonymous
 * visitor.
 */
public class UserData {

	/** Small enough to lock nothing for long. */
	static final int BATCH = 100;

	private final Database database;

	private final ThreadStore store;

	UserData(Database database, ThreadStore store) {
		this.database = database;
		this.store = store;
	}

	/**
	 * Delete everything. Turns in progress end. Attached files expire.
	 * @param id the user
	 * @return how much was deleted
	 */
	public DeletedData delete(UserId id) {
		DeletedData deleted = DeletedData.NONE;
		for (Owner owner : Owner.allOf(id)) {
			DeletedData batch = deleteBatch(owner);
			while (batch.threads() > 0) {
				deleted = deleted.plus(batch);
				batch = deleteBatch(owner);
			}
			this.database.call("expire_attachments",
					() -> this.database.sql(Sql.EXPIRE_ATTACHMENTS).param("owner", owner.key()).update());
		}
		return deleted;
	}

	private DeletedData deleteBatch(Owner owner) {
		return this.database.transaction("delete_user", () -> {
			List<String> threads = this.database.sql(Sql.THREADS_OF_OWNER)
				.param("owner", owner.key())
				.param("limit", BATCH)
				.query(Database.ID)
				.list();
			if (threads.isEmpty()) {
				return DeletedData.NONE;
			}
			long items = this.database.sql(Sql.COUNT_ITEMS).param("threads", threads).query(Long.class).single();
			return new DeletedData(this.database.sql(Sql.DELETE_THREADS)
				.param("threads", threads)
				.param("owner", owner.key())
				.update(), items);
		});
	}

	/**
	 * Read everything. Each thread is followed by its items, which contain the feedback
	 * that the user has given. Attached files come last.
	 * @param id the user
	 * @param lines takes each thread and each item as one line of JSON
	 * @throws IOException if the lines cannot be taken
	 */
	public void export(UserId id, Lines lines) throws IOException {
		for (Owner owner : Owner.allOf(id)) {
			@Nullable String cursor = null;
			do {
				Page<ThreadMetadata> threads = this.store.threads(owner, page(cursor));
				for (ThreadMetadata thread : threads.data()) {
					lines.write(Documents.write(new Line(thread, null, null, null)));
					exportItems(owner, thread.id(), lines);
				}
				cursor = threads.after();
			}
			while (cursor != null);
			exportAttachments(owner, lines);
		}
	}

	private void exportAttachments(Owner owner, Lines lines) throws IOException {
		List<StoredAttachment> attachments = this.database.read("list_attachments",
				() -> this.database.sql(Sql.ATTACHMENTS_OF_OWNER)
					.param("owner", owner.key())
					.query(AttachmentStore::read)
					.list());
		for (StoredAttachment attachment : attachments) {
			lines.write(Documents.write(new Line(null, null, null, attachment)));
		}
	}

	private void exportItems(Owner owner, String threadId, Lines lines) throws IOException {
		Map<String, Feedback> feedback = this.store.feedback(owner, threadId);
		@Nullable String cursor = null;
		do {
			Page<ThreadItem> items = this.store.items(owner, threadId, page(cursor));
			for (ThreadItem item : items.data()) {
				lines.write(Documents.write(new Line(null, item, feedback.get(item.id()), null)));
			}
			cursor = items.after();
		}
		while (cursor != null);
	}

	private static PageRequest page(@Nullable String cursor) {
		return new PageRequest(BATCH, Order.ASC, cursor);
	}

	private record Line(@Nullable ThreadMetadata thread, @Nullable ThreadItem item, @Nullable Feedback feedback,
			@Nullable StoredAttachment attachment) {

	}

	/**
	 * Takes lines of JSON.
	 */
	@FunctionalInterface
	public interface Lines {

		/**
		 * Take a line.
		 * @param line the line, without a line break
		 * @throws IOException if it cannot be taken
		 */
		void write(String line) throws IOException;

	}

}
