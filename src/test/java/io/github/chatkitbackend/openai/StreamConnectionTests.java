package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

import com.openai.errors.OpenAIIoException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Streams over HTTP/2, which OpenAI speaks, and where they share a connection.
 */
class StreamConnectionTests {

	private static final List<Protocol> HTTP_2 = List.of(Protocol.H2_PRIOR_KNOWLEDGE);

	private final OkHttpClient client = OpenAIConfiguration.okHttpClient().newBuilder().protocols(HTTP_2).build();

	private final ConnectionLanes lanes = new ConnectionLanes(this.client, 1);

	private final MockWebServer server = new MockWebServer();

	private final CountDownLatch rest = new CountDownLatch(1);

	@BeforeEach
	void start() throws IOException {
		this.server.setProtocols(HTTP_2);
		this.server.start(InetAddress.getLoopbackAddress(), 0);
	}

	@AfterEach
	void stop() {
		this.rest.countDown();
		this.lanes.close();
		this.server.close();
	}

	@Test
	void eventsComeOneByOne() {
		try (StreamConnection connection = open(Duration.ofMinutes(1))) {
			assertThat(connection.next().path("n").intValue()).isOne();
			this.rest.countDown();
			assertThat(connection.next().path("n").intValue()).isEqualTo(2);
		}
	}

	@Test
	void cancellingOneLeavesTheOthersAlone() throws InterruptedException {
		StreamConnection other = open(Duration.ofMinutes(1));
		StreamConnection connection = open(Duration.ofMinutes(1));
		connection.next();
		CompletableFuture<JsonNode> read = CompletableFuture.supplyAsync(connection::next,
				(task) -> Thread.ofVirtual().start(task));
		connection.cancel();
		assertThat(read).failsWithin(Duration.ofSeconds(20))
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(OpenAIIoException.class);
		connection.close();
		this.rest.countDown();
		assertThat(other.next().path("n").intValue()).isOne();
		assertThat(other.next().path("n").intValue()).isEqualTo(2);
		other.close();
		assertThat(this.server.takeRequest().getConnectionIndex())
			.isEqualTo(this.server.takeRequest().getConnectionIndex());
	}

	@Test
	void silenceIsATimeout() {
		try (StreamConnection connection = open(Duration.ofSeconds(1))) {
			connection.next();
			assertThatExceptionOfType(OpenAIIoException.class).isThrownBy(connection::next)
				.withCauseExactlyInstanceOf(InterruptedIOException.class);
		}
	}

	private StreamConnection open(Duration silence) {
		this.server.enqueue(new MockResponse.Builder().setHeader("Content-Type", "text/event-stream")
			.body(new TwoEvents(this.rest))
			.build());
		Request request = new Request.Builder().url(this.server.url("/")).build();
		StreamConnection[] connection = new StreamConnection[1];
		connection[0] = new StreamConnection(this.lanes.enter(), () -> connection[0].send(request), silence,
				Duration.ofMinutes(1));
		connection[0].open();
		return connection[0];
	}

	/**
	 * Sends one event at once, and one when a test allows it.
	 */
	private record TwoEvents(CountDownLatch rest) implements MockResponseBody {

		@Override
		public long getContentLength() {
			return -1;
		}

		@Override
		public void writeTo(BufferedSink sink) throws IOException {
			sink.writeUtf8("data: {\"n\": 1}\n\n").flush();
			try {
				this.rest.await();
			}
			catch (InterruptedException ex) {
				throw new InterruptedIOException();
			}
			sink.writeUtf8("data: {\"n\": 2}\n\n").flush();
		}

	}

}
