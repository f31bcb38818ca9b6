package io.github.chatkitbackend.warmup;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Delays readiness until the JVM has compiled what answers requests, because the first
 * ones take many times as long. Runners are called before the service reports ready. An
 * application that contains the service has no warm-up: the rehearsal would start the
 * application's own components too.
 */
@Component
@ConditionalOnBean(name = "chatKitBackendApplication")
class WarmUp implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

	/**
	 * Longer than closing the rehearsal takes, even if its start has taken all the time.
	 */
	private static final Duration GRACE = Duration.ofSeconds(10);

	private final WarmUpProperties properties;

	WarmUp(WarmUpProperties properties) {
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (this.properties.warmUp().isPositive()) {
			warmUp();
		}
	}

	/**
	 * The rehearsal has a thread of its own, from which its other threads inherit their
	 * silence.
	 */
	private void warmUp() {
		long start = System.nanoTime();
		FutureTask<CallCounts> rehearsal = new FutureTask<>(
				() -> Rehearsal.perform(this.properties, start + this.properties.warmUp().toNanos()));
		Thread.ofPlatform().daemon().name("warm-up").start(rehearsal);
		try {
			CallCounts calls = rehearsal.get(this.properties.warmUp().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
			logger.info("Warmed up for {} ms with {}", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), calls);
		}
		catch (ExecutionException ex) {
			warn(NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
		catch (TimeoutException ex) {
			rehearsal.cancel(true);
			warn("it did not end in time");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			rehearsal.cancel(true);
			warn("it was interrupted");
		}
	}

	private static void warn(String reason) {
		logger.warn("The warm-up failed, so the first answers are slow: {}", reason.replaceAll("\\s+", " "));
	}

}
