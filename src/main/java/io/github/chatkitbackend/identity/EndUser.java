package io.github.chatkitbackend.identity;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The person whose conversations a request may see.
 *
 * @param id the user
 * @param source how the user is known
 * @param claims the claims of a verified token, empty without one
 * @param token the verified token, or {@code null} without one
 */
public record EndUser(UserId id, Source source, Map<String, Object> claims, @Nullable UserToken token) {

	/**
	 * A user without a token.
	 * @param id the user
	 * @param source how the user is known
	 * @param claims the claims
	 */
	public EndUser(UserId id, Source source, Map<String, Object> claims) {
		this(id, source, claims, null);
	}

	EndUser(UserId id, Source source) {
		this(id, source, Map.of());
	}

	@Override
	public String toString() {
		return "EndUser[%s]".formatted(this.source);
	}

	/**
	 * How an end user is known.
	 */
	public enum Source {

		/** A verified token proves the user. */
		TOKEN,

		/** One of the operator's servers names the user. */
		SERVER,

		/**
		 * An unauthenticated caller names the user. Only an open service accepts this.
		 */
		CLAIM,

		/** A cookie recognizes an anonymous visitor. */
		COOKIE

	}

}
