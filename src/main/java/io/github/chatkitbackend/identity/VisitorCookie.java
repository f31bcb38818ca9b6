package io.github.chatkitbackend.identity;

import java.time.Duration;
import java.util.UUID;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Recognizes an anonymous visitor by a cookie with a random UUID. The UUID gives access
 * to the visitor's conversations, so the cookie is not readable by scripts.
 */
@Component
class VisitorCookie {

	private static final String NAME = "chatkit_visitor";

	private static final Duration MAX_AGE = Duration.ofDays(30);

	private final CookieProperties properties;

	VisitorCookie(CookieProperties properties) {
		this.properties = properties;
	}

	/**
	 * Identify the visitor. Each call renews the cookie, so that it expires 30 days after
	 * the last visit.
	 */
	EndUser visitor(HttpServletRequest request, HttpServletResponse response) {
		UUID known = parse(WebUtils.getCookie(request, NAME));
		UUID visitor = (known != null) ? known : UUID.randomUUID();
		boolean crossSite = this.properties.sameSite().equals(SameSite.NONE);
		ResponseCookie cookie = ResponseCookie.from(NAME, visitor.toString())
			.httpOnly(true)
			.sameSite(this.properties.sameSite().value())
			.secure(crossSite || request.isSecure())
			.path("/")
			.maxAge(MAX_AGE)
			.build();
		response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
		return new EndUser(UserId.ofVisitor(visitor), EndUser.Source.COOKIE);
	}

	private static @Nullable UUID parse(@Nullable Cookie cookie) {
		if (cookie == null) {
			return null;
		}
		try {
			UUID uuid = UUID.fromString(cookie.getValue());
			return uuid.toString().equals(cookie.getValue()) ? uuid : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
