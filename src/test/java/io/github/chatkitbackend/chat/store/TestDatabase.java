package io.github.chatkitbackend.chat.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/**
 * A migrated database, and the store on it.
 */
final class TestDatabase {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

	private final Database database;

	private final ThreadStore store;

	private final TurnLeases leases;

	private final DatabaseKind kind;

	TestDatabase(DataSource dataSource, DatabaseKind kind) {
		kind.configure(Flyway.configure()).dataSource(dataSource).load().migrate();
		InstantSource clock = this.now::get;
		this.kind = kind;
		this.database = new Database(dataSource);
		this.store = new ThreadStore(this.database, clock);
		this.leases = new TurnLeases(this.database, clock);
	}

	DatabaseKind kind() {
		return this.kind;
	}

	Database database() {
		return this.database;
	}

	ThreadStore store() {
		return this.store;
	}

	TurnLeases leases() {
		return this.leases;
	}

	InstantSource clock() {
		return this.now::get;
	}

	void setTime(Instant time) {
		this.now.set(time);
	}

}
