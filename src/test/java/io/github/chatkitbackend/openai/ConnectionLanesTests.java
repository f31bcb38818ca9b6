package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many connections there are, and that they are used again.
 */
class ConnectionLanesTests {

	private static final int CALLS = 3 * ConnectionLanes.WIDTH;

	private final ConnectionLanes lanes = new ConnectionLanes(new OkHttpClient(), CALLS);

	private final MockWebServer server = new MockWebServer();

	@BeforeEach
	void start() throws IOException {
		this.server.start(InetAddress.getLoopbackAddress(), 0);
	}

	@AfterEach
	void stop() {
		this.lanes.close();
		this.server.close();
	}

	@Test
	void callsOneAfterAnotherShareAConnection() throws Exception {
		this.server.setDispatcher(answerTogether(1));
		for (int exchange = 0; exchange < 3; exchange++) {
			assertThat(call()).isEqualTo(200);
			assertThat(this.server.takeRequest().getExchangeIndex()).isEqualTo(exchange);
		}
	}

	@Test
	void callsAtOnceHaveAConnectionEachAndTheNextOnesUseThemAgain() throws Exception {
		assertThat(exchangesOf(callsAtOnce(CALLS))).hasSize(CALLS).containsOnly(0);
		assertThat(exchangesOf(callsAtOnce(CALLS))).hasSize(CALLS).containsOnly(1);
	}

	@Test
	void moreCallsThanExpectedAreMadeAllTheSame() throws Exception {
		assertThat(callsAtOnce(CALLS + 10)).isEqualTo(CALLS + 10);
	}

	private int callsAtOnce(int calls) throws Exception {
		this.server.setDispatcher(answerTogether(calls));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Callable<Integer> call = this::call;
			for (Future<Integer> status : threads.invokeAll(Stream.generate(() -> call).limit(calls).toList())) {
				assertThat(status.get()).isEqualTo(200);
			}
		}
		return calls;
	}

	private List<Integer> exchangesOf(int calls) throws InterruptedException {
		Integer[] exchanges = new Integer[calls];
		for (int call = 0; call < calls; call++) {
			exchanges[call] = this.server.takeRequest().getExchangeIndex();
		}
		return List.of(exchanges);
	}

	private int call() throws IOException {
		Request request = new Request.Builder().url(this.server.url("/")).build();
		return this.lanes.call(request, (call) -> {
			try (Response response = call.execute()) {
				return response.code();
			}
		});
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
