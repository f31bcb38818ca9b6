package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.chatkitbackend.http.TimeLimitedDns;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the one client is built.
 */
class OpenAIConfigurationTests {

	@Test
	void limitsWhatNoDeadlineOfACallReaches() {
		OkHttpClient client = OpenAIConfiguration.okHttpClient();
		assertThat(client.connectTimeoutMillis()).isEqualTo(2_000);
		assertThat(client.dns()).isInstanceOf(TimeLimitedDns.class);
		assertThat(client.pingIntervalMillis()).isEqualTo(2_000);
		assertThat(client.retryOnConnectionFailure()).isFalse();
		assertThat(client.followRedirects()).isFalse();
	}

	@Test
	void keepsMoreConnectionsThanOkHttpDoesByItself() throws Exception {
		int calls = 20;
		OkHttpClient client = OpenAIConfiguration.okHttpClient();
		try (MockWebServer server = new MockWebServer();
				ExecutorService threads = Executors.newFixedThreadPool(calls)) {
			server.start(InetAddress.getLoopbackAddress(), 0);
			Callable<Integer> call = () -> call(client, server);
			for (int round = 1; round <= 2; round++) {
				server.setDispatcher(answerTogether(calls));
				threads.invokeAll(Stream.generate(() -> call).limit(calls).toList());
			}
			assertThat(client.connectionPool().connectionCount()).isEqualTo(calls);
			List<Integer> exchanges = Stream.generate(() -> take(server))
				.limit(2L * calls)
				.map(RecordedRequest::getExchangeIndex)
				.toList();
			assertThat(exchanges).filteredOn((index) -> index == 1).hasSize(calls);
		}
	}

	private static int call(OkHttpClient client, MockWebServer server) throws IOException {
		try (Response response = client.newCall(new Request.Builder().url(server.url("/")).build()).execute()) {
			return response.code();
		}
	}

	private static RecordedRequest take(MockWebServer server) {
		try {
			return server.takeRequest();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Answers no call before all of them have come, so that each needs a connection.
	 */
	private static Dispatcher answerTogether(int calls) {
		CountDownLatch all = new CountDownLatch(calls);
		return new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
				all.countDown();
				all.await();
				return new MockResponse.Builder().build();
			}

		};
	}

}
