package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.time.Duration;

import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stream on which a server announces changes, if the server has one. A server
 * that comes back may have other tools, or may have forgotten the session.
 */
class McpListener implements Runnable, AutoCloseable {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private final McpConnection connection;

	private final McpSession session;

	private final McpAnswers answers;

	private final Runnable cameBack;

	private final Runnable lost;

	private volatile boolean closed;

	private volatile @Nullable Call call;

	private boolean connected;

	private Duration pause = FIRST_PAUSE;

	/**
	 * Create a listener.
	 * @param connection the server
	 * @param session the session
	 * @param answers takes the messages
	 * @param cameBack called when the stream was interrupted and works again
	 * @param lost called when the server does not know the session any more
	 */
	McpListener(McpConnection connection, McpSession session, McpAnswers answers, Runnable cameBack, Runnable lost) {
		this.connection = connection;
		this.session = session;
		this.answers = answers;
		this.cameBack = cameBack;
		this.lost = lost;
	}

	@Override
	public void run() {
		try {
			while (!this.closed && listen()) {
				Thread.sleep(this.pause);
				this.pause = longer(this.pause);
			}
		}
		catch (InterruptedException ex) {
			// The service stops
		}
	}

	private static Duration longer(Duration pause) {
		Duration twice = pause.multipliedBy(2);
		return (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
	}

	/**
	 * Listen until the stream ends.
	 * @return whether to try again
	 */
	private boolean listen() {
		Call call = this.connection.listen(this.session);
		this.call = call;
		if (this.closed) {
			return false;
		}
		try (Response response = call.execute()) {
			return response.isSuccessful() ? read(response) : retries(response.code());
		}
		catch (IOException | McpException ex) {
			return true;
		}
	}

	private boolean read(Response response) throws IOException, McpException {
		if (!McpAnswers.isStream(response)) {
			return false;
		}
		if (this.connected) {
			this.cameBack.run();
		}
		this.connected = true;
		this.pause = FIRST_PAUSE;
		this.answers.readOthers(response);
		return true;
	}

	/**
	 * A server without a stream answers 405.
	 */
	private boolean retries(int status) {
		if (status >= 500) {
			return true;
		}
		if (this.connected || status == 404) {
			this.lost.run();
		}
		return false;
	}

	@Override
	public void close() {
		this.closed = true;
		Call call = this.call;
		if (call != null) {
			call.cancel();
		}
	}

}
