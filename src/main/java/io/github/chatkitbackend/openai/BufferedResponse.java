package io.github.chatkitbackend.openai;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * A response whose body has been read completely, so that parsing it does not wait for
 * OpenAI.
 */
record BufferedResponse(int statusCode, Headers headers, byte[] bytes) implements HttpResponse {

	/**
	 * The maximum size of a body, which is larger than any valid response to a call of
	 * the service. A longer body is truncated, and parsing it fails.
	 */
	private static final long MAX_BYTES = 1024 * 1024;

	static BufferedResponse read(Response response) throws IOException {
		return read(response, MAX_BYTES);
	}

	static BufferedResponse read(Response response, long maxBytes) throws IOException {
		BufferedSource source = response.body().source();
		source.request(maxBytes);
		byte[] bytes = source.getBuffer().readByteArray();
		return new BufferedResponse(response.code(), headers(response), bytes);
	}

	static Headers headers(Response response) {
		Headers.Builder headers = Headers.builder();
		response.headers().forEach((header) -> headers.put(header.getFirst(), header.getSecond()));
		return headers.build();
	}

	boolean isRetryable() {
		return isRetryable(this.statusCode);
	}

	static boolean isRetryable(int status) {
		return status == 408 || status == 409 || status == 429 || status >= 500;
	}

	@Nullable Duration retryAfter() {
		return RetryAfter.parse(this.headers, Clock.systemUTC());
	}

	@Override
	public InputStream body() {
		return new ByteArrayInputStream(this.bytes);
	}

	@Override
	public void close() {
		// Nothing to release: the connection has already been returned to the pool
	}

}
