package io.github.chatkitbackend.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's transport, with one deadline over everything that a request does: resolving,
 * connecting, sending, reading the whole answer, pausing, and trying once more. The SDK's
 * own limits hold for each attempt only, and its pauses follow the server's wishes.
 * Timeouts in {@link RequestOptions} are not looked at.
 */
class DeadlineHttpClient implements HttpClient {

	private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

	private static final int ATTEMPTS = 2;

	private static final Duration PAUSE = Duration.ofMillis(250);

	private final OkHttpClient client;

	private final Duration deadline;

	DeadlineHttpClient(OkHttpClient client, Duration deadline) {
		this.client = client;
		this.deadline = deadline;
	}

	@Override
	public HttpResponse execute(HttpRequest request, RequestOptions options) {
		Request okHttpRequest = toOkHttp(request);
		long deadlineNanos = System.nanoTime() + this.deadline.toNanos();
		for (int attempt = 1;; attempt++) {
			BufferedResponse response = null;
			OpenAIIoException failure = null;
			try {
				response = attempt(okHttpRequest, remaining(deadlineNanos));
			}
			catch (IOException ex) {
				failure = new OpenAIIoException("The call to OpenAI failed", ex);
			}
			if (attempt == ATTEMPTS || (response != null && !response.isRetryable())
					|| !pause(response, remaining(deadlineNanos))) {
				return outcome(response, failure);
			}
		}
	}

	private BufferedResponse attempt(Request request, Duration remaining) throws IOException {
		Call call = this.client.newCall(request);
		Duration limit = (remaining.compareTo(ATTEMPT_TIMEOUT) < 0) ? remaining : ATTEMPT_TIMEOUT;
		call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
		try (Response response = call.execute()) {
			return BufferedResponse.read(response);
		}
	}

	/**
	 * Wait before the next attempt, unless the deadline would pass meanwhile.
	 */
	private static boolean pause(@Nullable BufferedResponse response, Duration remaining) {
		Duration asked = (response != null) ? response.retryAfter() : null;
		Duration pause = (asked != null) ? asked
				: PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
		if (pause.compareTo(remaining) >= 0) {
			return false;
		}
		try {
			Thread.sleep(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static HttpResponse outcome(@Nullable BufferedResponse response, @Nullable OpenAIIoException failure) {
		if (response != null) {
			return response;
		}
		throw (failure != null) ? failure : new IllegalStateException("An attempt has neither answer nor failure");
	}

	private static Duration remaining(long deadlineNanos) {
		return Duration.ofNanos(deadlineNanos - System.nanoTime());
	}

	private static Request toOkHttp(HttpRequest request) {
		Request.Builder builder = new Request.Builder().url(request.url())
			.method(request.method().name(), body(request));
		for (String name : request.headers().names()) {
			for (String value : request.headers().values(name)) {
				builder.addHeader(name, value);
			}
		}
		return builder.build();
	}

	private static @Nullable RequestBody body(HttpRequest request) {
		HttpRequestBody body = request.body();
		if (body == null) {
			return null;
		}
		try (body) {
			String contentType = body.contentType();
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			body.writeTo(bytes);
			return RequestBody.create(bytes.toByteArray(), (contentType != null) ? MediaType.get(contentType) : null);
		}
	}

	/**
	 * Not offered: every caller of this service runs on a virtual thread of its own.
	 */
	@Override
	public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
		throw new UnsupportedOperationException("Call the blocking client from a virtual thread");
	}

	@Override
	public void close() {
		this.client.dispatcher().executorService().shutdown();
		this.client.connectionPool().evictAll();
	}

}
