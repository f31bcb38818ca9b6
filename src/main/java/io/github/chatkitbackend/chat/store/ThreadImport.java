package io.github.chatkitbackend.chat.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * Stores threads that come from elsewhere, each as a whole. A thread that was used or
 * deleted here after it was imported stays as it is.
 */
public class ThreadImport {

	/** Positions of imported threads begin here. Those of other threads are positive. */
	private static final long FIRST_POSITION = Long.MIN_VALUE / 2;

	/** Number of positions for threads of the same second. */
	private static final long POSITIONS = 1L << 20;

	private final Database database;

	ThreadImport(Database database) {
		this.database = database;
	}

	/**
	 * Place the threads that were begun here behind all imported ones.
	 */
	void placeOwnThreads() {
		this.database.call("place_threads",
				() -> this.database.sql(Sql.PLACE_OWN_THREADS).param("position", -FIRST_POSITION).update());
	}

	/**
	 * Store a thread and its items, or what is new in them.
	 * @param owner the owner
	 * @param thread the thread
	 * @param items all of its items, oldest first
	 * @param lastUsed when it was last used
	 * @return what was done
	 */
	public Outcome save(Owner owner, ThreadMetadata thread, List<ThreadItem> items, Instant lastUsed) {
		List<String> documents = items.stream().map(Documents::write).toList();
		String document = Documents.write(thread);
		MapSqlParameterSource parameters = new MapSqlParameterSource().addValue("thread", Database.id(thread.id()))
			.addValue("owner", owner.key())
			.addValue("now", lastUsed.toEpochMilli())
			.addValue("document", document)
			.addValue("digest", digest(document, documents));
		return this.database.transaction("import_thread", () -> {
			Outcome outcome = saveThread(parameters, thread.createdAt());
			if (outcome.isStored()) {
				saveItems(owner, items, documents);
				update(Sql.SAVE_IMPORTED, parameters);
			}
			return outcome;
		});
	}

	private Outcome saveThread(MapSqlParameterSource parameters, Instant createdAt) {
		Known known = this.database.sql(Sql.IMPORTED).paramSource(parameters).query(Known::of).optional().orElse(null);
		if (known == null) {
			long position = FIRST_POSITION + createdAt.getEpochSecond() * POSITIONS;
			parameters.addValue("position", position).addValue("end", position + POSITIONS);
			return (update(Sql.IMPORT_THREAD, parameters) == 1) ? Outcome.ADDED : Outcome.TAKEN;
		}
		Outcome outcome = known.outcome(String.valueOf(parameters.getValue("digest")));
		if (outcome == Outcome.UPDATED) {
			parameters.addValue("before", known.touchedAt());
			return (update(Sql.UPDATE_IMPORTED, parameters) == 1) ? outcome : Outcome.USED_HERE;
		}
		return outcome;
	}

	private int update(Sql statement, MapSqlParameterSource parameters) {
		return this.database.sql(statement).paramSource(parameters).update();
	}

	private void saveItems(Owner owner, List<ThreadItem> items, List<String> documents) {
		List<MapSqlParameterSource> rows = IntStream.range(0, items.size())
			.mapToObj((i) -> new MapSqlParameterSource().addValue("thread", Database.id(items.get(i).threadId()))
				.addValue("owner", owner.key())
				.addValue("item", Database.id(items.get(i).id()))
				.addValue("document", documents.get(i)))
			.toList();
		this.database.batch(Sql.SAVE_ITEM, rows);
	}

	private static String digest(String thread, List<String> items) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			Stream.concat(Stream.of(thread), items.stream())
				.forEach((document) -> digest.update((document + "\n").getBytes(StandardCharsets.UTF_8)));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is known about a thread that was imported before.
	 *
	 * @param touchedAt when it was last used, as of the import
	 * @param digest the digest of its content, as of the import
	 * @param touchedHere when it was last used, {@code null} if it was deleted
	 */
	private record Known(long touchedAt, String digest, @Nullable Long touchedHere) {

		static Known of(ResultSet row, int number) throws SQLException {
			long touchedHere = row.getLong("touched_here");
			@Nullable Long orNull = row.wasNull() ? null : (Long) touchedHere;
			return new Known(row.getLong("touched_at"), row.getString("digest"), orNull);
		}

		Outcome outcome(String digest) {
			if (this.touchedHere == null) {
				return Outcome.DELETED_HERE;
			}
			if (this.touchedHere != this.touchedAt) {
				return Outcome.USED_HERE;
			}
			return digest.equals(this.digest) ? Outcome.UNCHANGED : Outcome.UPDATED;
		}

	}

	/**
	 * What an import did with a thread.
	 */
	public enum Outcome {

		/** The thread is new. */
		ADDED,

		/** The thread has changed where it comes from since it was imported. */
		UPDATED,

		/** The thread is as it was when it was imported. */
		UNCHANGED,

		/** The thread was used here since it was imported, so it was left alone. */
		USED_HERE,

		/** The thread was deleted here since it was imported, so it was left out. */
		DELETED_HERE,

		/** Another thread has the same id, so this one was left out. */
		TAKEN;

		boolean isStored() {
			return this == ADDED || this == UPDATED;
		}

	}

}
