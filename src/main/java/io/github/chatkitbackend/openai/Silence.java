package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call when OpenAI sends nothing for too long. OkHttp's own read timeout belongs
 * to a client, not to a call, and looks like a failed attempt to connect.
 */
class Silence extends AsyncTimeout {

	private final Call call;

	private volatile boolean tooLong;

	Silence(Call call, Duration limit) {
		this.call = call;
		timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Take a step of the call.
	 */
	<T> T limit(ConnectionLanes.Use<T> step) throws IOException {
		enter();
		try {
			return step.of(this.call);
		}
		catch (IOException ex) {
			throw this.tooLong ? newTimeoutException(ex) : ex;
		}
		finally {
			exit();
		}
	}

	/**
	 * The body, with the limit for each read.
	 */
	InputStream body(Response response) {
		return Okio.buffer(source(response.body().source())).inputStream();
	}

	@Override
	protected void timedOut() {
		this.tooLong = true;
		this.call.cancel();
	}

	@Override
	protected IOException newTimeoutException(@Nullable IOException cause) {
		// Without the cause, which only says that the socket is closed
		return new InterruptedIOException("OpenAI was silent for too long");
	}

}
