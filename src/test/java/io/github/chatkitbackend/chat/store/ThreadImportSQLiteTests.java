package io.github.chatkitbackend.chat.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports into the embedded database.
 */
class ThreadImportSQLiteTests extends ThreadImportContract {

	@Override
	TestDatabase database() {
		return Databases.sqlite();
	}

	@Test
	void threadsThatWereBegunAfterAnImportAreNewerThanTheNextOne(@TempDir Path directory) throws Exception {
		Owner owner = new Owner("user:1");
		try (BasicDataSource dataSource = EmbeddedDatabase.open(directory)) {
			TestDatabase fresh = new TestDatabase(dataSource, DatabaseKind.SQLITE);
			ThreadImport threads = new ThreadImport(fresh.database());
			save(threads, owner, "first", 1);
			fresh.store().saveThread(owner, new ThreadMetadata("own", Instant.EPOCH));
			save(threads, owner, "second", 2);
			threads.placeOwnThreads();
			fresh.store().saveThread(owner, new ThreadMetadata("later", Instant.EPOCH));
			assertThat(fresh.store().threads(owner, new PageRequest(10, Order.DESC, null)).data())
				.extracting(ThreadMetadata::id)
				.containsExactly("later", "own", "second", "first");
		}
	}

	private static void save(ThreadImport threads, Owner owner, String id, int second) {
		Instant time = Instant.ofEpochSecond(second);
		threads.save(owner, new ThreadMetadata(id, time), List.of(), time);
	}

}
