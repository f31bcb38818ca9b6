package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks for drafts of processes that have died, and makes items of them.
 */
class AbandonedDrafts {

	private static final Logger logger = LoggerFactory.getLogger(AbandonedDrafts.class);

	/** Drafts are renewed every second. The clocks of replicas may differ a little. */
	private static final Duration AGE = Duration.ofSeconds(10);

	private final Drafts drafts;

	private Duration age;

	/**
	 * Create a new instance.
	 * @param drafts the drafts
	 * @param shared whether other processes use the same database. Without any, all
	 * drafts that exist at the start are abandoned
	 */
	AbandonedDrafts(Drafts drafts, boolean shared) {
		this.drafts = drafts;
		this.age = shared ? AGE : Duration.ZERO;
	}

	@Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
	void keep() {
		try {
			int kept = this.drafts.keepAbandoned(this.age);
			if (kept > 0) {
				logger.info("Kept {} incomplete answers of a process that has died", kept);
			}
			this.age = AGE;
		}
		catch (StoreUnavailableException ex) {
			logger.debug("Abandoned drafts are looked for again in some seconds", ex);
		}
	}

}
