package io.github.chatkitbackend.identity;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.identity.EndUser.Source;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;

/**
 * Determines the end user of a request. Conversations belong to this user, so a verified
 * token takes precedence over a name in the request.
 */
@Component
public class Users {

	private final VisitorCookie cookie;

	Users(VisitorCookie cookie) {
		this.cookie = cookie;
	}

	/**
	 * Identify the end user: the user of a verified token, otherwise the named user,
	 * otherwise an anonymous visitor, who is recognized by a cookie.
	 * @param caller who sent the request
	 * @param named the user that the request names, ignored if a token proves the user
	 * @param request the request, which may carry the visitor's cookie
	 * @param response the response, which gets the cookie of an anonymous visitor
	 * @return the user
	 * @throws ApiException with {@code invalid_request} if the name is needed and invalid
	 */
	public EndUser identify(Caller caller, NamedUser named, HttpServletRequest request, HttpServletResponse response) {
		return switch (caller) {
			case Caller.User user -> new EndUser(user.id(), Source.TOKEN, user.claims(), user.token());
			case Caller.Server _ -> named(named, Source.SERVER, request, response);
			case Caller.Anyone _ -> named(named, Source.CLAIM, request, response);
		};
	}

	private EndUser named(NamedUser named, Source source, HttpServletRequest request, HttpServletResponse response) {
		UserId id = named.orThrow();
		return (id != null) ? new EndUser(id, source) : this.cookie.visitor(request, response);
	}

}
