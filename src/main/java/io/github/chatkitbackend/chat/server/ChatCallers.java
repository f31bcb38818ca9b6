package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.NamedUser;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.identity.Users;
import io.github.chatkitbackend.ratelimit.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose conversations a request is about, and limits messages.
 */
class ChatCallers {

	private final Users users;

	private final RateLimit messageLimit;

	private final RateLimit attachmentLimit;

	ChatCallers(Users users, RateLimit messageLimit, RateLimit attachmentLimit) {
		this.users = users;
		this.messageLimit = messageLimit;
		this.attachmentLimit = attachmentLimit;
	}

	/**
	 * Identify the end user.
	 * @param runsAgent whether the request counts as a message
	 */
	EndUser identify(Caller caller, boolean runsAgent, HttpServletRequest request, HttpServletResponse response) {
		return identify(caller, named(caller, request), runsAgent ? this.messageLimit : null, request, response);
	}

	/**
	 * Identify the end user of a file.
	 */
	EndUser identifyUploader(Caller caller, HttpServletRequest request, HttpServletResponse response) {
		return identify(caller, named(caller, request), this.attachmentLimit, request, response);
	}

	/**
	 * Identify the end user of a message whose path names its user. The path of a server
	 * is believed, the path of anybody else has to be right.
	 */
	EndUser identify(Caller caller, String path, HttpServletRequest request, HttpServletResponse response) {
		boolean unnamed = request.getHeader("ChatKit-User") == null;
		EndUser user = (unnamed && caller instanceof Caller.Server)
				? identify(caller, named(caller, path, "user in the path"), this.messageLimit, request, response)
				: identify(caller, true, request, response);
		if (!user.id().value().equals(path)) {
			throw new ApiException(ErrorCode.FORBIDDEN, "The user in the path is somebody else.");
		}
		return user;
	}

	private EndUser identify(Caller caller, NamedUser named, @Nullable RateLimit limit, HttpServletRequest request,
			HttpServletResponse response) {
		if (limit != null) {
			limit.count(caller, named.id(), request, response);
		}
		return this.users.identify(caller, named, request, response);
	}

	private static NamedUser named(Caller caller, HttpServletRequest request) {
		return named(caller, request.getHeader("ChatKit-User"), "header ChatKit-User");
	}

	/**
	 * The user whom one of the operator's servers names. Nobody else is believed.
	 */
	private static NamedUser named(Caller caller, @Nullable String name, String where) {
		if (!(caller instanceof Caller.Server) || name == null) {
			return NamedUser.NONE;
		}
		String problem = UserId.problem(name);
		return (problem != null) ? NamedUser.invalid("The %s %s.".formatted(where, problem))
				: NamedUser.of(new UserId(name));
	}

}
