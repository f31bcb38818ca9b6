package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The transport for {@link PatientClient}: one attempt, which may take a minute, and
 * large responses.
 */
class PatientHttpClient implements HttpClient {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	/** A hundred items, each with a large widget. */
	private static final long MAX_BYTES = 64L * 1024 * 1024;

	private final OkHttpClient client;

	PatientHttpClient(int connections) {
		this.client = OpenAIConfiguration.okHttpClient()
			.newBuilder()
			.connectionPool(new ConnectionPool(connections, 1, TimeUnit.MINUTES))
			.build();
	}

	@Override
	public HttpResponse execute(HttpRequest request, RequestOptions options) {
		Call call = this.client.newCall(OkHttpRequests.from(request));
		call.timeout().timeout(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		try (Response response = call.execute()) {
			return BufferedResponse.read(response, MAX_BYTES);
		}
		catch (IOException ex) {
			throw new OpenAIIoException("The call to OpenAI failed", ex);
		}
	}

	/**
	 * Not offered: every call runs on a virtual thread of its own.
	 */
	@Override
	public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
		throw new UnsupportedOperationException("Call the blocking client from a virtual thread");
	}

	@Override
	public void close() {
		this.client.connectionPool().evictAll();
	}

}
