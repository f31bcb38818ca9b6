package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Takes readiness down when the database has not answered for ten seconds. A probe does
 * not wait for the database itself.
 */
class DatabaseHealthIndicator implements HealthIndicator {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseHealthIndicator.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Database database;

	private final InstantSource clock;

	private volatile Instant lastAnswer;

	private volatile boolean available = true;

	DatabaseHealthIndicator(Database database, InstantSource clock) {
		this.database = database;
		this.clock = clock;
		this.lastAnswer = clock.instant();
	}

	@Scheduled(fixedRate = 2, timeUnit = TimeUnit.SECONDS)
	void ask() {
		try {
			this.database.ping();
			this.lastAnswer = this.clock.instant();
			if (!this.available) {
				logger.info("The database answers again");
			}
			this.available = true;
		}
		catch (StoreUnavailableException ex) {
			if (this.available) {
				logger.warn("The database does not answer: threads can be neither read nor changed until it does", ex);
			}
			this.available = false;
		}
	}

	@Override
	public Health health() {
		boolean down = this.lastAnswer.plus(PATIENCE).isBefore(this.clock.instant());
		return (down ? Health.down() : Health.up()).build();
	}

}
