package io.github.chatkitbackend.identity;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, as determined by authentication. The set is closed: code that
 * depends on the caller switches over it exhaustively, so that a new kind cannot be
 * mistaken for an existing one.
 */
public sealed interface Caller {

	/**
	 * An end user whose identity a token proves.
	 *
	 * @param id the user
	 * @param claims the verified claims of the token
	 * @param token the token, or {@code null} if it is not known
	 */
	record User(UserId id, Map<String, Object> claims, @Nullable UserToken token) implements Caller {

		/**
		 * A user whose token is not known.
		 * @param id the user
		 * @param claims the verified claims
		 */
		public User(UserId id, Map<String, Object> claims) {
			this(id, claims, null);
		}

		@Override
		public String toString() {
			return "User[***]";
		}

	}

	/**
	 * One of the operator's servers, or the operator. It may name the user of a request.
	 */
	record Server() implements Caller {

	}

	/**
	 * Anyone who can reach the service.
	 */
	record Anyone() implements Caller {

	}

}
