package io.github.chatkitbackend.chat.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * What is known about attached files. A message that is stored takes its files with it
 * ({@link ThreadWriter#sendAttachment}).
 */
public class AttachmentStore {

	private static final int BATCH = 1_000;

	private final Database database;

	private final boolean shared;

	AttachmentStore(Database database, boolean shared) {
		this.database = database;
		this.shared = shared;
	}

	/**
	 * Whether other instances may use the same database.
	 * @return whether they may
	 */
	public boolean isShared() {
		return this.shared;
	}

	/**
	 * Store a file that is announced.
	 * @param owner whose file it is
	 * @param attachment the file
	 * @param expires when it is deleted unless it was sent
	 */
	public void create(Owner owner, StoredAttachment attachment, Instant expires) {
		call("create_attachment",
				() -> sql(Sql.CREATE_ATTACHMENT, attachment.id()).param("owner", owner.key())
					.param("name", attachment.name())
					.param("type", attachment.type())
					.param("image", attachment.image() ? 1 : 0)
					.param("expires", expires.toEpochMilli())
					.update());
	}

	/**
	 * Find a file of a user.
	 * @param owner the user
	 * @param id the attachment
	 * @return the file, or {@code null} if the user has none of this id
	 */
	public @Nullable StoredAttachment find(Owner owner, String id) {
		return find(() -> sql(Sql.ATTACHMENT_OF_OWNER, id).param("owner", owner.key()));
	}

	/**
	 * Find a file of anybody.
	 * @param id the attachment
	 * @return the file, or {@code null} if there is none
	 */
	public @Nullable StoredAttachment find(String id) {
		return find(() -> sql(Sql.ATTACHMENT, id));
	}

	private @Nullable StoredAttachment find(Supplier<StatementSpec> statement) {
		return this.database.read("find_attachment", () -> statement.get().query(AttachmentStore::read).optional())
			.orElse(null);
	}

	/**
	 * Count the files of a user that were not sent.
	 * @param owner the user
	 * @return how many there are
	 */
	public long countUnsent(Owner owner) {
		return this.database.read("count_attachments",
				() -> this.database.sql(Sql.COUNT_UNSENT).param("owner", owner.key()).query(Long.class).single());
	}

	/**
	 * Store that the bytes of a file have arrived.
	 * @param attachment the file
	 * @return {@code false} if they had arrived before, or the file was deleted
	 */
	public boolean saveUpload(StoredAttachment attachment) {
		return call("save_upload",
				() -> sql(Sql.SAVE_UPLOAD, attachment.id()).param("type", attachment.type())
					.param("size", attachment.size())
					.update()) == 1;
	}

	/**
	 * Delete what is stored about a file, if it exists.
	 * @param id the attachment
	 */
	public void delete(String id) {
		call("delete_attachment", () -> sql(Sql.DELETE_ATTACHMENT, id).update());
	}

	/**
	 * Have a file deleted that was not sent, by {@link #expired}.
	 * @param id the attachment
	 */
	public void expire(String id) {
		call("expire_attachment", () -> sql(Sql.EXPIRE_ATTACHMENT, id).update());
	}

	/**
	 * Find files that belong to no thread any more, or were not sent in time.
	 * @param now the time
	 * @return ids of attachments
	 */
	public List<String> expired(Instant now) {
		return this.database.poll(() -> this.database.sql(Sql.EXPIRED_ATTACHMENTS)
			.param("now", now.toEpochMilli())
			.param("limit", BATCH)
			.query(Database.ID)
			.list());
	}

	private <T> T call(String operation, Supplier<T> statement) {
		return this.database.call(operation, statement);
	}

	private StatementSpec sql(Sql statement, String id) {
		return this.database.sql(statement).param("attachment", Database.id(id));
	}

	static StoredAttachment read(ResultSet row, int number) throws SQLException {
		long size = row.getLong("size");
		@Nullable Long known = row.wasNull() ? null : (Long) size;
		return new StoredAttachment(row.getString("id"), row.getString("thread_id"), row.getString("name"),
				row.getString("type"), row.getInt("image") != 0, known);
	}

}
