package io.github.chatkitbackend.chat.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.dbcp2.BasicDataSource;
import org.flywaydb.core.Flyway;

/**
 * Stores items in the working directory until it is killed, and prints each that the
 * database has acknowledged.
 */
final class CommitLoop {

	static final Owner OWNER = new Owner("user:loop");

	static final String THREAD = "thr_loop";

	/**
	 * Not static, because {@code spring-boot:test-run} needs to find a single static
	 * method of this name.
	 */
	void main() {
		BasicDataSource dataSource = EmbeddedDatabase.open(Path.of("."));
		DatabaseKind.SQLITE.configure(Flyway.configure()).dataSource(dataSource).load().migrate();
		ThreadStore store = new ThreadStore(new Database(dataSource, DatabaseKind.SQLITE, ObservationRegistry.NOOP),
				InstantSource.system());
		store.saveThread(OWNER, new ThreadMetadata(THREAD, Instant.EPOCH));
		for (int i = 0; i < Integer.MAX_VALUE; i++) {
			store.saveItem(OWNER, new EndOfTurn("i" + i, THREAD, Instant.EPOCH));
			System.out.println("stored " + i);
		}
	}

}
