package io.github.chatkitbackend.chat.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import io.micrometer.observation.ObservationRegistry;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A migrated database, and the store on it.
 */
final class TestDatabase {

	private static final Map<String, Object> PARAMETERS = Map.ofEntries(Map.entry("thread", "thr_1"),
			Map.entry("threads", List.of("thr_1", "thr_2")), Map.entry("owner", "user:1"), Map.entry("item", "msg_1"),
			Map.entry("items", List.of("msg_1", "msg_2")), Map.entry("feedback", "POSITIVE"),
			Map.entry("attachment", "atc_1"), Map.entry("name", "a.png"), Map.entry("type", "image/png"),
			Map.entry("image", 1), Map.entry("size", 1L), Map.entry("expires", 1L), Map.entry("value", "key"),
			Map.entry("cursor", "msg_1"), Map.entry("turn", "tsk_1"), Map.entry("document", "{}"), Map.entry("now", 1L),
			Map.entry("before", 1L), Map.entry("end", 2L), Map.entry("digest", "0"), Map.entry("position", 1L),
			Map.entry("limit", 1));

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

	private final Database database;

	private final ThreadStore store;

	private final TurnLeases leases;

	private final Drafts drafts;

	private final DatabaseKind kind;

	private final JdbcClient jdbc;

	TestDatabase(DataSource dataSource, DatabaseKind kind) {
		kind.configure(Flyway.configure()).dataSource(dataSource).load().migrate();
		InstantSource clock = this.now::get;
		this.kind = kind;
		this.jdbc = JdbcClient.create(dataSource);
		this.database = new Database(dataSource, kind, ObservationRegistry.NOOP);
		this.store = new ThreadStore(this.database, clock);
		this.leases = new TurnLeases(this.database, clock);
		this.drafts = new Drafts(this.database, clock);
	}

	Database database() {
		return this.database;
	}

	ThreadStore store() {
		return this.store;
	}

	Drafts drafts() {
		return this.drafts;
	}

	TurnLeases leases() {
		return this.leases;
	}

	/**
	 * How the database executes a statement.
	 */
	List<String> plan(String statement) {
		boolean postgreSQL = this.kind == DatabaseKind.POSTGRESQL;
		return this.database.transaction("explain", () -> {
			if (postgreSQL) {
				// The tables are small
				this.jdbc.sql("set local enable_seqscan = off").update();
			}
			return this.jdbc.sql((postgreSQL ? "explain " : "explain query plan ") + statement)
				.params(PARAMETERS)
				.query((row, _) -> row.getString(postgreSQL ? 1 : 4))
				.list();
		});
	}

	InstantSource clock() {
		return this.now::get;
	}

	void setTime(Instant time) {
		this.now.set(time);
	}

}
