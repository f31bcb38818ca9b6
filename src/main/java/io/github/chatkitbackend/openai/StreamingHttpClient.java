package io.github.chatkitbackend.openai;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;

/**
 * The SDK's transport for streams: it hands each request to the connection that the
 * current thread opens. The SDK builds the request and throws if OpenAI refuses it. It
 * does not read the events.
 */
class StreamingHttpClient implements HttpClient {

	private static final ScopedValue<StreamConnection> CONNECTION = ScopedValue.newInstance();

	/**
	 * Have the SDK send a request over a connection.
	 * @param connection the connection
	 * @param request calls the SDK
	 */
	static void send(StreamConnection connection, Supplier<HttpResponse> request) {
		ScopedValue.where(CONNECTION, connection).call(request::get);
	}

	@Override
	public HttpResponse execute(HttpRequest request, RequestOptions options) {
		return CONNECTION.get().send(OkHttpRequests.from(request));
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
		// Connections are closed by those who open them
	}

}
