package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.github.chatkitbackend.web.Deadline;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of one server, on behalf of one user or of nobody in particular.
 */
class McpClient implements AutoCloseable {

	private final McpConnection connection;

	private final McpSessions sessions;

	private final McpAnswers answers = new McpAnswers(this::take);

	private final Runnable toolsChanged;

	private final AtomicLong ids = new AtomicLong(RpcMessages.FIRST_ID);

	/**
	 * Create a client.
	 * @param connection the server
	 * @param toolsChanged called when the server may have other tools
	 * @param listens whether to keep a stream for announcements of other tools
	 */
	McpClient(McpConnection connection, Runnable toolsChanged, boolean listens) {
		this.connection = connection;
		this.toolsChanged = toolsChanged;
		this.sessions = new McpSessions(connection, this.answers, listens ? toolsChanged : null);
	}

	/**
	 * Send a request and wait for its answer. The server is told to stop when the time is
	 * over or this thread is interrupted.
	 * @param method the method
	 * @param params its parameters
	 * @param limit maximum time, beginning a session included
	 * @return the result
	 * @throws McpException if the server does not do what it was asked to do
	 * @throws InterruptedException if this thread was interrupted
	 */
	JsonNode request(String method, ObjectNode params, Duration limit) throws McpException, InterruptedException {
		try {
			return Deadline.<JsonNode, Exception>call(limit, (_) -> requestTwice(method, params, limit));
		}
		catch (McpException | InterruptedException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw failure(ex);
		}
	}

	private static McpException failure(Exception ex) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException("The call was cancelled");
		}
		return isTimeout(ex) ? McpException.timedOut() : McpException.unavailable(
				"it cannot be reached: " + Objects.requireNonNullElse(ex.getMessage(), ex.getClass().getSimpleName()));
	}

	private static boolean isTimeout(Exception ex) {
		return ex instanceof InterruptedIOException && "timeout".equals(ex.getMessage());
	}

	private JsonNode requestTwice(String method, ObjectNode params, Duration limit) throws Exception {
		McpSession session = this.sessions.get(limit);
		try {
			return request(session, method, params, limit);
		}
		catch (UnknownSessionException ex) {
			this.sessions.forget(session);
			return request(this.sessions.get(limit), method, params, limit);
		}
	}

	private JsonNode request(McpSession session, String method, ObjectNode params, Duration limit)
			throws IOException, McpException {
		long id = this.ids.incrementAndGet();
		try (Response response = this.connection.post(session, RpcMessages.request(id, method, params), limit)) {
			return this.answers.read(response, id);
		}
		catch (IOException ex) {
			stop(session, id, ex);
			throw ex;
		}
		catch (McpException ex) {
			if (ex.outcome() == McpException.Outcome.UNAVAILABLE) {
				this.sessions.forget(session);
			}
			throw ex;
		}
	}

	/**
	 * A server must not take a closed connection for the wish to stop.
	 */
	private void stop(McpSession session, long id, IOException ex) {
		if (Thread.currentThread().isInterrupted()) {
			this.connection.tell(session, RpcMessages.cancelled(id, "The user does not wait for the answer any more"));
		}
		else if (isTimeout(ex)) {
			this.connection.tell(session, RpcMessages.cancelled(id, "The time for the answer is over"));
		}
		else if (!(ex instanceof UnknownSessionException)) {
			this.sessions.forget(session);
		}
	}

	/**
	 * Take a message of the server that answers nothing.
	 */
	private void take(JsonNode message) {
		McpSession session = this.sessions.current();
		if (RpcMessages.isRequest(message) && session != null) {
			this.connection.tell(session, RpcMessages.answer(message));
		}
		else if (RpcMessages.announcesTools(message)) {
			this.toolsChanged.run();
		}
	}

	@Override
	public void close() {
		this.sessions.close();
	}

}
