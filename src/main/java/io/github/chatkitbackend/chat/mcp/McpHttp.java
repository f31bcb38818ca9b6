package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.web.TimeLimitedDns;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/**
 * The HTTP client for all servers, and the threads for what nobody waits for.
 */
class McpHttp implements AutoCloseable {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

	/** Time for a message that nobody waits for, such as the end of a session. */
	private static final Duration MESSAGE_LIMIT = Duration.ofSeconds(2);

	private static final int MAX_IDLE = 32;

	/**
	 * Shorter than what servers keep, such as the 5 seconds of Node.js. A call on a
	 * connection that the server has just closed would fail, because it must not be
	 * repeated.
	 */
	private static final Duration KEEP_ALIVE = Duration.ofSeconds(3);

	private final OkHttpClient client = new OkHttpClient.Builder().dns(new TimeLimitedDns(CONNECT_TIMEOUT))
		.connectTimeout(CONNECT_TIMEOUT)
		// The deadline of each call applies instead
		.readTimeout(Duration.ZERO)
		.writeTimeout(Duration.ZERO)
		// A tool must not run twice, and another host must not get the token
		.retryOnConnectionFailure(false)
		.followRedirects(false)
		// An interrupted call closes its connection, which no other call may share
		.protocols(List.of(Protocol.HTTP_1_1))
		.connectionPool(new ConnectionPool(MAX_IDLE, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
		.build();

	private final ExecutorService work = threads("mcp-");

	private final ExecutorService messages = threads("mcp-message-");

	private static ExecutorService threads(String name) {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name, 0).factory());
	}

	Call newCall(Request request, Duration limit) {
		Call call = this.client.newCall(request);
		call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
		return call;
	}

	/**
	 * Run something in the background until the service stops.
	 */
	void run(Runnable task) {
		start(this.work, task);
	}

	/**
	 * Send a message that nobody waits for.
	 */
	void send(Request request) {
		start(this.messages, () -> {
			try {
				newCall(request, MESSAGE_LIMIT).execute().close();
			}
			catch (IOException ex) {
				// The server will find out by itself
			}
		});
	}

	private static void start(ExecutorService threads, Runnable task) {
		try {
			threads.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// The service stops
		}
	}

	/**
	 * End what runs in the background, and wait for the last messages.
	 */
	@Override
	public void close() {
		this.work.shutdownNow();
		this.messages.shutdown();
		try {
			if (!this.messages.awaitTermination(MESSAGE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
				this.messages.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.client.connectionPool().evictAll();
	}

}
