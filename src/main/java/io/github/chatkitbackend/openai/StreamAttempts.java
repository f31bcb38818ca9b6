package io.github.chatkitbackend.openai;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The connection of a stream, and a second one if the first fails before its first event.
 * One thread reads and releases; any thread may cancel.
 */
class StreamAttempts {

	private final Supplier<StreamConnection> connections;

	private final StreamRetry retry;

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile @Nullable StreamConnection connection;

	private volatile @Nullable String requestId;

	StreamAttempts(Supplier<StreamConnection> connections, StreamRetry retry) {
		this.connections = connections;
		this.retry = retry;
	}

	JsonNode next() {
		if (isEnded()) {
			throw new CancellationException();
		}
		StreamConnection current = this.connection;
		return (current != null) ? current.next() : first();
	}

	private JsonNode first() {
		try {
			return attempt();
		}
		catch (OpenAIException ex) {
			release();
			if (!this.retry.await(ex, this.ended)) {
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
		if (isEnded()) {
			attempt.cancel();
		}
		try {
			attempt.open();
		}
		finally {
			this.requestId = attempt.requestId();
		}
		return attempt.next();
	}

	@Nullable String requestId() {
		return this.requestId;
	}

	boolean isEnded() {
		return this.ended.getCount() == 0;
	}

	/**
	 * Nothing more is read.
	 */
	void end() {
		this.ended.countDown();
	}

	/**
	 * End a read at once, in whatever it waits for.
	 */
	void cancel() {
		end();
		StreamConnection current = this.connection;
		if (current != null) {
			current.cancel();
		}
	}

	void release() {
		StreamConnection current = this.connection;
		this.connection = null;
		if (current != null) {
			current.close();
		}
	}

}
