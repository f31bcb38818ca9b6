package io.github.chatkitbackend.openai;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a stream that has not begun is tried once more, as other calls are: by
 * the same failures, and within the same deadline. A model that was silent is not asked
 * again, because the user has waited for long enough.
 */
class StreamRetry {

	private static final Duration PAUSE = Duration.ofMillis(250);

	private final long deadline;

	private final Counter retries;

	StreamRetry(Duration deadline, Counter retries) {
		this.deadline = System.nanoTime() + deadline.toNanos();
		this.retries = retries;
	}

	/**
	 * Wait as long as the failure asks for.
	 * @param failure how the first attempt ended
	 * @param closed ends the wait
	 * @return whether there is a second attempt
	 */
	boolean await(OpenAIException failure, CountDownLatch closed) {
		Duration pause = pause(failure);
		if (pause == null || pause.toNanos() >= this.deadline - System.nanoTime()) {
			return false;
		}
		try {
			if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
				return false;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		this.retries.increment();
		return true;
	}

	private static @Nullable Duration pause(OpenAIException failure) {
		Duration usual = PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
		if (failure instanceof OpenAIServiceException answer && BufferedResponse.isRetryable(answer.statusCode())) {
			Duration asked = RetryAfter.parse(answer.headers(), Clock.systemUTC());
			return (asked != null) ? asked : usual;
		}
		return (failure instanceof OpenAIIoException io && !OpenAIFailures.isTimeout(io)) ? usual : null;
	}

}
