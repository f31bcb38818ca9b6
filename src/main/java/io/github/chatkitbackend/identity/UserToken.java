package io.github.chatkitbackend.identity;

/**
 * The verified bearer token of an end user, for services that act for this user. Its
 * string form does not contain the token.
 *
 * @param value the token
 */
public record UserToken(String value) {

	@Override
	public String toString() {
		return "UserToken[***]";
	}

}
