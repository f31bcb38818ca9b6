package io.github.chatkitbackend.identity;

import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Decides who the end user of a request is. OpenAI shows every conversation of a user to
 * every session of the same user, so the order matters: what a token proves comes before
 * what a caller claims.
 */
@Component
public class Users {

	private final VisitorCookie cookie;

	Users(VisitorCookie cookie) {
		this.cookie = cookie;
	}

	/**
	 * Identify the end user: the verified token's user, else the claimed one, else an
	 * anonymous visitor, who is remembered with a cookie.
	 * @param claim the user that the caller named, not even looked at when a token proves
	 * another
	 * @param request the request, which may carry the visitor's cookie
	 * @param response the answer, which gets the cookie of an anonymous visitor
	 * @return the user
	 */
	public EndUser identify(Supplier<@Nullable String> claim, HttpServletRequest request,
			HttpServletResponse response) {
		if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
			return new EndUser(token.getName(), token.getTokenAttributes());
		}
		String claimed = claim.get();
		String id = (claimed != null) ? claimed : "anon-" + this.cookie.visitor(request, response);
		return new EndUser(id, Map.of());
	}

}
