package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.chatkitbackend.web.Deadline;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Begins a session when one is needed, and another when the server has lost it.
 */
class McpSessions implements AutoCloseable {

	private final McpConnection connection;

	private final McpAnswers answers;

	private final @Nullable Runnable toolsChanged;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable McpSession session;

	private @Nullable McpListener listener;

	/**
	 * Create sessions.
	 * @param connection the server
	 * @param answers reads what it sends
	 * @param toolsChanged called when the server may have other tools, or {@code null}
	 * not to listen for announcements
	 */
	McpSessions(McpConnection connection, McpAnswers answers, @Nullable Runnable toolsChanged) {
		this.connection = connection;
		this.answers = answers;
		this.toolsChanged = toolsChanged;
	}

	/**
	 * The session, if there is one.
	 */
	@Nullable McpSession current() {
		return this.session;
	}

	McpSession get(Duration limit) throws IOException, McpException, InterruptedException {
		McpSession known = this.session;
		if (known != null) {
			return known;
		}
		if (!this.lock.tryLock(Deadline.remaining(limit).toNanos(), TimeUnit.NANOSECONDS)) {
			throw McpException.timedOut();
		}
		try {
			McpSession begun = (this.session != null) ? this.session : begin(limit);
			this.session = begun;
			return begun;
		}
		finally {
			this.lock.unlock();
		}
	}

	private McpSession begin(Duration limit) throws IOException, McpException {
		McpSession begun;
		try (Response response = this.connection.post(null, RpcMessages.initialize(), limit)) {
			String version = this.answers.read(response, RpcMessages.FIRST_ID).path("protocolVersion").asString("");
			begun = McpSession.of(response.header("Mcp-Session-Id"), version);
		}
		this.connection.post(begun, RpcMessages.notification("notifications/initialized", null), limit).close();
		if (this.toolsChanged != null) {
			listen(begun, this.toolsChanged);
		}
		return begun;
	}

	private void listen(McpSession session, Runnable toolsChanged) {
		McpListener begun = new McpListener(this.connection, session, this.answers, toolsChanged, () -> {
			forget(session);
			toolsChanged.run();
		});
		this.listener = begun;
		this.connection.run(begun);
	}

	/**
	 * Have the next request begin a new session.
	 */
	void forget(McpSession lost) {
		this.lock.lock();
		try {
			if (lost.equals(this.session)) {
				clear();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void clear() {
		this.session = null;
		if (this.listener != null) {
			this.listener.close();
			this.listener = null;
		}
	}

	/**
	 * End the session.
	 */
	@Override
	public void close() {
		McpSession last = this.session;
		if (last != null) {
			forget(last);
			this.connection.end(last);
		}
	}

}
