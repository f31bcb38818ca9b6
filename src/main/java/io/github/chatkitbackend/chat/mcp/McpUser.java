package io.github.chatkitbackend.chat.mcp;

import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.identity.UserToken;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a server is called. Each has sessions of its own, also after the token
 * was renewed.
 *
 * @param id the user
 * @param source how the user is known
 * @param token the user's token, or {@code null} without one
 */
record McpUser(UserId id, EndUser.Source source, @Nullable UserToken token) {

	static McpUser of(EndUser user) {
		return new McpUser(user.id(), user.source(), user.token());
	}

}
