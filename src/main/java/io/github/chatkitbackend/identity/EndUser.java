package io.github.chatkitbackend.identity;

import java.util.Map;

/**
 * The person whose conversations a session shows.
 *
 * @param id the user, as OpenAI gets it
 * @param claims what a verified JWT says about them, empty without one
 */
public record EndUser(String id, Map<String, Object> claims) {

	@Override
	public String toString() {
		return "EndUser[***]";
	}

}
