package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pause that OpenAI asks for. It applies to all calls, because they share the limit.
 */
class RateLimitPause {

	private static final Logger logger = LoggerFactory.getLogger(RateLimitPause.class);

	/** Maximum time without a successful call. */
	private static final Duration PATIENCE = Duration.ofMinutes(15);

	private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

	private long end = System.nanoTime();

	private long lastSuccess = System.nanoTime();

	void await() throws InterruptedException {
		long remaining = remaining();
		while (remaining > 0) {
			TimeUnit.NANOSECONDS.sleep(remaining);
			remaining = remaining();
		}
	}

	private synchronized long remaining() {
		return this.end - System.nanoTime();
	}

	synchronized void succeeded() {
		this.lastSuccess = System.nanoTime();
	}

	/**
	 * Begin a pause, or extend it.
	 * @return {@code false} if it would be too long
	 */
	synchronized boolean begin(Duration pause) {
		long newEnd = System.nanoTime() + pause.toNanos();
		if (newEnd - this.lastSuccess > PATIENCE.toNanos()) {
			return false;
		}
		if (newEnd - this.end >= WORTH_A_LINE.toNanos()) {
			logger.info("OpenAI limits the rate of calls. They go on in {} s", Math.ceilDiv(pause.toMillis(), 1000));
		}
		if (newEnd - this.end > 0) {
			this.end = newEnd;
		}
		return true;
	}

}
