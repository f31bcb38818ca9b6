package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes threads that nobody wrote to for a long time, once a day. Every replica does
 * so, and the later ones find nothing left.
 */
class ThreadRetention {

	private static final Logger logger = LoggerFactory.getLogger(ThreadRetention.class);

	private final Database database;

	private final InstantSource clock;

	private final Duration retention;

	ThreadRetention(Database database, InstantSource clock, Duration retention) {
		this.database = database;
		this.clock = clock;
		this.retention = retention;
	}

	@Scheduled(initialDelay = 1, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
	void deleteOldThreads() {
		long before = this.clock.instant().minus(this.retention).toEpochMilli();
		long deleted = 0;
		try {
			List<String> threads = oldThreads(before);
			while (!threads.isEmpty()) {
				deleted += delete(threads, before);
				threads = oldThreads(before);
			}
		}
		catch (StoreUnavailableException ex) {
			logger.warn("Old threads are not deleted before tomorrow, because the database is not available");
		}
		logger.info("Deleted {} threads that nobody wrote to for {} days", deleted, this.retention.toDays());
	}

	private List<String> oldThreads(long before) {
		return this.database.read("list_old_threads",
				() -> this.database.sql(Sql.UNTOUCHED_THREADS)
					.param("before", before)
					.param("limit", UserData.BATCH)
					.query(Database.ID)
					.list());
	}

	/**
	 * A thread may have been used since it was found.
	 */
	private int delete(List<String> threads, long before) {
		return this.database.call("delete_old_threads",
				() -> this.database.sql(Sql.DELETE_UNTOUCHED)
					.param("threads", threads)
					.param("before", before)
					.update());
	}

}
