package io.github.chatkitbackend.openai;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;

/**
 * Ends a call when OpenAI sends nothing for too long. OkHttp's own read timeout belongs
 * to a client, not to a call, and looks like a failed attempt to connect. There is one
 * timer for a call and not one for each read, of which there are thousands a second.
 */
class Silence implements AutoCloseable {

	private static final long NOT_WAITING = 0;

	private final Call call;

	private final Duration limit;

	/** Since when OpenAI has been silent, in the time of {@link System#nanoTime()}. */
	private volatile long since = NOT_WAITING;

	private volatile boolean tooLong;

	private Timer timer;

	private boolean closed;

	Silence(Call call, Duration limit) {
		this.call = call;
		this.limit = limit;
		this.timer = new Timer(limit.toNanos());
	}

	/**
	 * Take a step of the call.
	 */
	<T> T limit(ConnectionLanes.Use<T> step) throws IOException {
		// Never NOT_WAITING
		this.since = System.nanoTime() | 1;
		try {
			return step.of(this.call);
		}
		catch (IOException ex) {
			// Without the cause, which only says that the socket is closed
			throw this.tooLong ? new InterruptedIOException("OpenAI was silent for too long") : ex;
		}
		finally {
			this.since = NOT_WAITING;
		}
	}

	/**
	 * The body, with the limit for each read of several bytes.
	 */
	InputStream body(Response response) {
		return new FilterInputStream(response.body().byteStream()) {

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				return limit((_) -> this.in.read(bytes, offset, length));
			}

		};
	}

	/**
	 * End the call if the silence is too long. Otherwise, look again when it can be.
	 */
	private synchronized void look() {
		if (this.closed) {
			return;
		}
		long since = this.since;
		long left = this.limit.toNanos() - ((since == NOT_WAITING) ? 0 : System.nanoTime() - since);
		if (left <= 0) {
			this.tooLong = true;
			this.call.cancel();
		}
		else {
			this.timer = new Timer(left);
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.timer.exit();
	}

	/**
	 * One wait in the queue of Okio's watchdog thread.
	 */
	private final class Timer extends AsyncTimeout {

		Timer(long nanos) {
			timeout(nanos, TimeUnit.NANOSECONDS);
			enter();
		}

		@Override
		protected void timedOut() {
			look();
		}

	}

}
