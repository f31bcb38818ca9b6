package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;

/**
 * Watches the turns while the service runs, and ends them when it stops. It stops before
 * the web server, so that the streams end well.
 */
class TurnsLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TurnsLifecycle.class);

	/** Time for storing and sending what is left, within the same phase. */
	private static final Duration RESERVE = Duration.ofSeconds(3);

	private final Turns turns;

	private final Duration grace;

	private List<ScheduledExecutorService> watchers = List.of();

	TurnsLifecycle(Turns turns, @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration phase) {
		this.turns = turns;
		this.grace = phase.minus(RESERVE);
	}

	@Override
	public void start() {
		ScheduledExecutorService checks = watcher("turns");
		schedule(checks, this.turns::watch, Turns.WATCH_INTERVAL);
		schedule(checks, this.turns::save, Turns.SAVE_INTERVAL);
		// On a thread of its own, because the checks may wait for the database
		ScheduledExecutorService readers = watcher("readers");
		schedule(readers, this.turns::wakeReaders, Turns.WAKE_INTERVAL);
		this.watchers = List.of(checks, readers);
	}

	private static ScheduledExecutorService watcher(String name) {
		return Executors.newSingleThreadScheduledExecutor(java.lang.Thread.ofVirtual().name(name).factory());
	}

	/**
	 * The database may be away for a time.
	 */
	private static void schedule(ScheduledExecutorService watcher, Runnable check, Duration interval) {
		watcher.scheduleWithFixedDelay(() -> {
			try {
				check.run();
			}
			catch (RuntimeException ex) {
				logger.debug("The turns could not be checked", ex);
			}
			catch (Error ex) {
				// Thrown on, it would end the regular check for good
				logger.error("The turns could not be checked", ex);
			}
		}, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.turns.stop(this.grace);
		this.watchers.forEach(ScheduledExecutorService::shutdownNow);
		this.watchers = List.of();
	}

	@Override
	public boolean isRunning() {
		return !this.watchers.isEmpty();
	}

}
