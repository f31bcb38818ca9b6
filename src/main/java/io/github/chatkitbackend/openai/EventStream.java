package io.github.chatkitbackend.openai;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import io.github.chatkitbackend.error.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer that OpenAI streams, event by event. One thread at a time reads it, on a
 * virtual thread, which may be interrupted. Any thread may close it.
 */
public final class EventStream implements AutoCloseable {

	private static final Set<String> LAST = Set.of("response.completed", "response.incomplete");

	private final Supplier<StreamConnection> connections;

	private final StreamRetry retry;

	private final Function<OpenAIException, ApiException> failures;

	private final StreamRecord record;

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ReentrantLock reading = new ReentrantLock();

	private volatile @Nullable StreamConnection connection;

	private volatile @Nullable String requestId;

	private boolean completed;

	EventStream(Supplier<StreamConnection> connections, StreamRetry retry,
			Function<OpenAIException, ApiException> failures, StreamRecord record) {
		this.connections = connections;
		this.retry = retry;
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
			releaseIfClosed();
		}
	}

	/**
	 * The id that OpenAI gave the request.
	 * @return the id, or {@code null} if OpenAI has not answered or gives none
	 */
	public @Nullable String requestId() {
		return this.requestId;
	}

	private JsonNode read() {
		try {
			if (isClosed()) {
				throw new CancellationException();
			}
			StreamConnection current = this.connection;
			JsonNode event = (current != null) ? current.next() : first();
			this.record.event(event);
			if (LAST.contains(event.path("type").asString(""))) {
				this.completed = true;
				this.record.succeed();
				this.closed.countDown();
			}
			return event;
		}
		catch (RuntimeException ex) {
			throw failure(ex);
		}
	}

	private JsonNode first() {
		try {
			return attempt();
		}
		catch (OpenAIException ex) {
			release();
			if (isCancelled() || !this.retry.await(ex, this.closed)) {
				throw ex;
			}
			return secondAttempt(ex);
		}
	}

	private JsonNode secondAttempt(OpenAIException first) {
		try {
			return attempt();
		}
		catch (OpenAIIoException ex) {
			// An answer, even an earlier one, says more than a broken connection
			throw (first instanceof OpenAIServiceException) ? first : ex;
		}
	}

	private JsonNode attempt() {
		StreamConnection attempt = this.connections.get();
		this.connection = attempt;
		if (isClosed()) {
			attempt.cancel();
		}
		attempt.open();
		this.requestId = attempt.requestId();
		return attempt.next();
	}

	private RuntimeException failure(RuntimeException ex) {
		RuntimeException failure;
		if (isCancelled()) {
			failure = new CancellationException("The stream is closed");
			this.record.cancel();
		}
		else {
			failure = (ex instanceof OpenAIException upstream) ? this.failures.apply(upstream) : ex;
			this.record.fail(failure);
		}
		this.closed.countDown();
		return failure;
	}

	private boolean isCancelled() {
		return isClosed() || Thread.currentThread().isInterrupted();
	}

	private boolean isClosed() {
		return this.closed.getCount() == 0;
	}

	/**
	 * Close the connection at once, so that OpenAI stops working, and have
	 * {@link #next()} throw if it is waiting.
	 */
	@Override
	public void close() {
		this.closed.countDown();
		StreamConnection current = this.connection;
		if (current != null) {
			current.cancel();
		}
		releaseIfClosed();
	}

	/**
	 * If a thread is reading, the connection is for that thread to release.
	 */
	private void releaseIfClosed() {
		if (isClosed() && this.reading.tryLock()) {
			try {
				release();
				this.record.cancel();
			}
			finally {
				this.reading.unlock();
			}
		}
	}

	private void release() {
		StreamConnection current = this.connection;
		this.connection = null;
		if (current != null) {
			current.close();
		}
	}

}
