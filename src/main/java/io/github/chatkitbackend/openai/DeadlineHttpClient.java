package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import io.github.chatkitbackend.web.Deadline;
import io.micrometer.core.instrument.Counter;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of the SDK. A single deadline covers all steps of a request: name
 * resolution, connecting, sending, reading the response, the pause, and the second
 * attempt. The SDK's own timeouts apply to each attempt only, and the server determines
 * the length of its pauses. Timeouts in {@link RequestOptions} are ignored.
 */
class DeadlineHttpClient implements HttpClient {

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofMillis(250);

	private final ConnectionLanes lanes;

	private final Duration deadline;

	private final Counter retries;

	DeadlineHttpClient(ConnectionLanes lanes, Duration deadline, Counter retries) {
		this.lanes = lanes;
		this.deadline = deadline;
		this.retries = retries;
	}

	@Override
	public HttpResponse execute(HttpRequest request, RequestOptions options) {
		Request okHttpRequest = OkHttpRequests.from(request);
		try {
			Duration patience = patience(options);
			return (patience != null)
					? Deadline.call(patience, (deadline) -> attemptTwice(okHttpRequest, patience, deadline)) : Deadline
						.call(this.deadline, (deadline) -> attemptTwice(okHttpRequest, ATTEMPT_TIMEOUT, deadline));
		}
		catch (IOException ex) {
			throw new OpenAIIoException("The call to OpenAI failed", ex);
		}
	}

	/**
	 * How long a call may take that takes longer than others, {@code null} for all
	 * others.
	 */
	private static @Nullable Duration patience(RequestOptions options) {
		Timeout timeout = options.getTimeout();
		return (timeout != null && !timeout.request().equals(Timeout.builder().build().request())) ? timeout.request()
				: null;
	}

	private BufferedResponse attemptTwice(Request request, Duration timeout, Deadline deadline) throws IOException {
		BufferedResponse first;
		try {
			first = attempt(request, timeout);
		}
		catch (IOException ex) {
			if (!deadline.pause(pause(null))) {
				throw ex;
			}
			this.retries.increment();
			return attempt(request, timeout);
		}
		if (!first.isRetryable() || !deadline.pause(pause(first))) {
			return first;
		}
		this.retries.increment();
		try {
			return attempt(request, timeout);
		}
		catch (IOException ex) {
			// The first response is more informative than a connection failure
			return first;
		}
	}

	private BufferedResponse attempt(Request request, Duration timeout) throws IOException {
		return this.lanes.call(request, (call) -> {
			call.timeout().timeout(Deadline.remaining(timeout).toNanos(), TimeUnit.NANOSECONDS);
			try (Response response = call.execute()) {
				return BufferedResponse.read(response);
			}
		});
	}

	private static Duration pause(@Nullable BufferedResponse response) {
		Duration asked = (response != null) ? response.retryAfter() : null;
		return (asked != null) ? asked : PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
	}

	/**
	 * Not supported, because every request runs on its own virtual thread.
	 */
	@Override
	public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
		throw new UnsupportedOperationException("Call the blocking client from a virtual thread");
	}

	@Override
	public void close() {
		// The lanes are closed by themselves
	}

}
