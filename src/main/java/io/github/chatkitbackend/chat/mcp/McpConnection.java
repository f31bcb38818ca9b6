package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.time.Duration;

import io.github.chatkitbackend.web.Deadline;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends messages to one endpoint.
 */
class McpConnection {

	private final McpHttp http;

	private final Endpoint endpoint;

	McpConnection(McpHttp http, Endpoint endpoint) {
		this.http = http;
		this.endpoint = endpoint;
	}

	/**
	 * Send a message.
	 * @param session the session, or {@code null} to begin one
	 * @param message the message
	 * @param limit maximum time, unless the current deadline passes earlier
	 * @return the response, whose status is that of a success and which has to be closed
	 * @throws UnknownSessionException if the session has to be begun again
	 */
	Response post(@Nullable McpSession session, ObjectNode message, Duration limit) throws IOException, McpException {
		Request request = this.endpoint.post(session, message);
		Response response = this.http.newCall(request, Deadline.remaining(limit)).execute();
		if (response.isSuccessful()) {
			return response;
		}
		response.close();
		if (response.code() == 404 && session != null && session.id() != null) {
			throw new UnknownSessionException();
		}
		throw McpException.unavailable("it answered with status " + response.code());
	}

	/**
	 * Send a message that nobody waits for.
	 */
	void tell(McpSession session, ObjectNode message) {
		this.http.send(this.endpoint.post(session, message));
	}

	/**
	 * Tell the server that its session is not needed any more.
	 */
	void end(McpSession session) {
		if (session.id() != null) {
			this.http.send(this.endpoint.delete(session));
		}
	}

	/**
	 * Open the stream on which a server sends what answers nothing.
	 */
	Call listen(McpSession session) {
		return this.http.newCall(this.endpoint.get(session), Duration.ZERO);
	}

	void run(Runnable task) {
		this.http.run(task);
	}

}
