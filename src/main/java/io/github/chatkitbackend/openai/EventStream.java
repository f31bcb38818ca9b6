package io.github.chatkitbackend.openai;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import com.openai.errors.OpenAIException;
import io.github.chatkitbackend.error.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer that OpenAI streams, event by event. One thread at a time reads it, on a
 * virtual thread, which may be interrupted. Any thread may close it.
 */
public final class EventStream implements AutoCloseable {

	private static final Set<String> LAST = Set.of("response.completed", "response.incomplete");

	private final StreamAttempts attempts;

	private final Function<OpenAIException, ApiException> failures;

	private final StreamRecord record;

	private final ReentrantLock reading = new ReentrantLock();

	private boolean completed;

	EventStream(StreamAttempts attempts, Function<OpenAIException, ApiException> failures, StreamRecord record) {
		this.attempts = attempts;
		this.failures = failures;
		this.record = record;
	}

	/**
	 * Wait for the next event. The first call sends the request, and repeats it once if
	 * that may help.
	 * @return the event's data, or {@code null} after the last event, which is
	 * {@code response.completed} or {@code response.incomplete}
	 * @throws ApiException if OpenAI refuses, fails, falls silent or breaks off. The
	 * events {@code response.failed} and {@code error} become such exceptions
	 * @throws CancellationException if the stream was closed or this thread interrupted
	 */
	public @Nullable JsonNode next() {
		this.reading.lock();
		try {
			return this.completed ? null : read();
		}
		finally {
			this.reading.unlock();
			releaseIfEnded();
		}
	}

	/**
	 * The id that OpenAI gave the request.
	 * @return the id, or {@code null} if OpenAI has not answered or gives none
	 */
	public @Nullable String requestId() {
		return this.attempts.requestId();
	}

	private JsonNode read() {
		try {
			JsonNode event = this.attempts.next();
			this.record.event(event);
			if (LAST.contains(event.path("type").asString(""))) {
				this.completed = true;
				this.record.succeed();
				this.attempts.end();
			}
			return event;
		}
		catch (RuntimeException ex) {
			throw failure(ex);
		}
	}

	private RuntimeException failure(RuntimeException ex) {
		RuntimeException failure;
		if (this.attempts.isEnded() || Thread.currentThread().isInterrupted()) {
			failure = new CancellationException("The stream is closed");
			this.record.cancel();
		}
		else {
			failure = (ex instanceof OpenAIException upstream) ? this.failures.apply(upstream) : ex;
			this.record.fail(failure);
		}
		this.attempts.end();
		return failure;
	}

	/**
	 * Close the connection at once, so that OpenAI stops working, and have
	 * {@link #next()} throw if it is waiting.
	 */
	@Override
	public void close() {
		this.attempts.cancel();
		releaseIfEnded();
	}

	/**
	 * If a thread is reading, the connection is for that thread to release.
	 */
	private void releaseIfEnded() {
		if (this.attempts.isEnded() && this.reading.tryLock()) {
			try {
				this.attempts.release();
				this.record.cancel();
			}
			finally {
				this.reading.unlock();
			}
		}
	}

}
