package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
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

	private @Nullable ScheduledExecutorService watcher;

	TurnsLifecycle(Turns turns, @Value("${spring.lifecycle.timeout-per-shutdown-phase}") Duration phase) {
		this.turns = turns;
		this.grace = phase.minus(RESERVE);
	}

	@Override
	public void start() {
		ScheduledExecutorService watcher = Executors
			.newSingleThreadScheduledExecutor(java.lang.Thread.ofVirtual().name("turns").factory());
		schedule(watcher, this.turns::watch, Turns.WATCH_INTERVAL);
		schedule(watcher, this.turns::save, Turns.SAVE_INTERVAL);
		this.watcher = watcher;
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
		}, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.turns.stop(this.grace);
		ScheduledExecutorService watcher = this.watcher;
		if (watcher != null) {
			watcher.shutdownNow();
		}
		this.watcher = null;
	}

	@Override
	public boolean isRunning() {
		return this.watcher != null;
	}

}
