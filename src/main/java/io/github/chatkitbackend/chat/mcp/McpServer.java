package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * A server that the operator has configured. All users share an access to it, unless it
 * gets to know them.
 */
class McpServer implements AutoCloseable {

	private static final int MAX_USERS = 1000;

	/** Longer than a turn. */
	private static final Duration MAX_IDLE = Duration.ofMinutes(90);

	private final String name;

	private final McpServerProperties properties;

	private final McpCalls calls;

	private final McpHttp http;

	private final @Nullable McpAccess shared;

	private final Cache<McpUser, McpAccess> users;

	McpServer(String name, McpServerProperties properties, McpCalls calls, McpHttp http) {
		this.name = name;
		this.properties = properties;
		this.calls = calls;
		this.http = http;
		this.shared = properties.forwardUser() ? null : access(Endpoint.of(properties));
		this.users = Caffeine.newBuilder()
			.maximumSize(MAX_USERS)
			.expireAfterAccess(MAX_IDLE)
			.executor(http::run)
			.<McpUser, McpAccess>evictionListener((_, access, _) -> close(access))
			.build();
	}

	private McpAccess access(Endpoint endpoint) {
		return new McpAccess(this.name, this.properties, this.calls, this.http, endpoint);
	}

	/**
	 * List the tools in the background. Those for a user are listed when the user comes.
	 */
	void start() {
		if (this.shared != null) {
			this.shared.tools().refreshIfNeeded();
		}
	}

	McpAccess access(EndUser user) {
		return (this.shared != null) ? this.shared
				: this.users.get(McpUser.of(user), (key) -> access(Endpoint.of(this.properties, key)));
	}

	private static void close(@Nullable McpAccess access) {
		if (access != null) {
			access.close();
		}
	}

	@Override
	public void close() {
		close(this.shared);
		this.users.asMap().values().forEach(McpServer::close);
	}

}
