package io.github.chatkitbackend.chat.mcp;

import java.nio.charset.StandardCharsets;

import io.github.chatkitbackend.identity.EndUser;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a server is, and who calls it.
 *
 * @param url the server's URL
 * @param authorization the bearer token, or {@code null} without one
 * @param user the name of the end user, or {@code null} if the server must not know it
 */
record Endpoint(String url, @Nullable String authorization, @Nullable String user) {

	private static final MediaType JSON = MediaType.get("application/json");

	/**
	 * The endpoint for calls on behalf of nobody in particular.
	 */
	static Endpoint of(McpServerProperties server) {
		McpToken token = server.token();
		return new Endpoint(String.valueOf(server.url()), (token != null) ? token.value() : null, null);
	}

	/**
	 * The endpoint for calls on behalf of a user. The id of an anonymous visitor gives
	 * access to the visitor's conversations, so it is not passed on.
	 */
	static Endpoint of(McpServerProperties server, McpUser user) {
		Endpoint fixed = of(server);
		String token = (user.token() != null) ? user.token().value() : fixed.authorization;
		boolean visitor = user.source() == EndUser.Source.COOKIE;
		return new Endpoint(fixed.url, token, visitor ? null : encode(user.id().value()));
	}

	Request post(@Nullable McpSession session, ObjectNode message) {
		return request(session).header("Accept", "application/json, text/event-stream")
			.post(RequestBody.create(RpcMessages.JSON.writeValueAsBytes(message), JSON))
			.build();
	}

	Request get(McpSession session) {
		return request(session).header("Accept", "text/event-stream").get().build();
	}

	Request delete(McpSession session) {
		return request(session).delete().build();
	}

	private Request.Builder request(@Nullable McpSession session) {
		Request.Builder request = new Request.Builder().url(this.url).header("User-Agent", "chatkit-backend");
		if (this.authorization != null) {
			request.header("Authorization", "Bearer " + this.authorization);
		}
		if (this.user != null) {
			request.header("ChatKit-User", this.user);
		}
		if (session != null) {
			request.header("MCP-Protocol-Version", session.protocolVersion());
			if (session.id() != null) {
				request.header("Mcp-Session-Id", session.id());
			}
		}
		return request;
	}

	/**
	 * Percent-encode what a header cannot contain, line ends in particular.
	 */
	private static String encode(String user) {
		StringBuilder encoded = new StringBuilder();
		for (byte next : user.getBytes(StandardCharsets.UTF_8)) {
			if (next > ' ' && next < 0x7F && next != '%') {
				encoded.append((char) next);
			}
			else {
				encoded.append("%%%02X".formatted(next));
			}
		}
		return encoded.toString();
	}

	@Override
	public String toString() {
		return "Endpoint[***]";
	}

}
