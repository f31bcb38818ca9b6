package io.github.chatkitbackend.chat.store;

import java.time.InstantSource;

import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Changes one thread of one owner. The caller begins the transaction.
 *
 * @param database where it is stored
 * @param clock tells when it is changed
 * @param owner the owner
 * @param threadId the thread
 * @param turn the turn that changes it, or {@code null} outside turns
 */
record Writes(Database database, InstantSource clock, Owner owner, String threadId,
		@Nullable String turn) implements ThreadWriter {

	@Override
	public void saveThread(ThreadMetadata thread) {
		requireSameThread(thread.id());
		int rows = sql(Sql.SAVE_THREAD).param("now", this.clock.millis())
			.param("document", Documents.write(thread))
			.param("turn", this.turn)
			.update();
		require(rows);
	}

	@Override
	public void saveItem(ThreadItem item) {
		requireSameThread(item.threadId());
		require(sql(Sql.SAVE_ITEM).param("item", item.id()).param("document", Documents.write(item)).update());
	}

	@Override
	public void deleteItem(String id) {
		sql(Sql.DELETE_ITEM).param("item", id).update();
		this.database.sql(Sql.DELETE_DRAFT).param("thread", this.threadId).param("item", id).update();
	}

	@Override
	public void sendAttachment(String id) {
		if (sql(Sql.SEND_ATTACHMENT).param("attachment", id).update() == 0) {
			throw new ApiException(ErrorCode.ATTACHMENT_NOT_FOUND,
					"There is no such attachment, or it was already sent.");
		}
	}

	/**
	 * Note that the thread is used. It cannot be deleted until the transaction ends.
	 */
	void touch() {
		require(sql(Sql.TOUCH).param("now", this.clock.millis()).update());
	}

	/**
	 * The same, if the turn still holds the thread.
	 * @return whether it does
	 */
	boolean touchIfHeld() {
		return changeIfHeld(Sql.TOUCH_HELD);
	}

	/**
	 * The same, and let other turns have the thread after the transaction.
	 * @return whether the turn still held the thread
	 */
	boolean touchAndRelease() {
		return changeIfHeld(Sql.TOUCH_AND_RELEASE);
	}

	/**
	 * The last changes of the turn, after {@link #touchAndRelease()}.
	 */
	Writes afterRelease() {
		return new Writes(this.database, this.clock, this.owner, this.threadId, null);
	}

	private boolean changeIfHeld(Sql statement) {
		return sql(statement).param("now", this.clock.millis()).param("turn", this.turn).update() == 1;
	}

	private StatementSpec sql(Sql statement) {
		return this.database.sql(statement).param("owner", this.owner.key()).param("thread", this.threadId);
	}

	private void requireSameThread(String id) {
		if (!id.equals(this.threadId)) {
			throw new IllegalArgumentException(
					"This writer changes the thread %s, not %s".formatted(this.threadId, id));
		}
	}

	private static void require(int rows) {
		if (rows == 0) {
			throw new NotFoundException();
		}
	}

}
