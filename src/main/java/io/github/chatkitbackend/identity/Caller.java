package io.github.chatkitbackend.identity;

import java.util.Map;

/**
 * Who sent a request, as security has established it. The set is closed: what depends on
 * the caller switches over it exhaustively, so that a new kind cannot be mistaken for an
 * existing one.
 */
public sealed interface Caller {

	/**
	 * An end user whose identity a token proves.
	 *
	 * @param id the user
	 * @param claims the verified claims of the token
	 */
	record User(UserId id, Map<String, Object> claims) implements Caller {

		@Override
		public String toString() {
			return "User[***]";
		}

	}

	/**
	 * One of the operator's own servers, or the operator. It may name its user.
	 */
	record Server() implements Caller {

	}

	/**
	 * Anyone who can reach the service.
	 */
	record Anyone() implements Caller {

	}

}
