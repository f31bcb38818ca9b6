package io.github.chatkitbackend.session;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a frontend may say when it asks for a session: nothing, or who its user is, as a
 * string or as an object with an {@code id}. Frontends send much else, which is ignored.
 *
 * @param user the user as the caller claims it
 */
record SessionRequest(@Nullable String user) {

	/** Longest user that OpenAI's list of threads can filter by. */
	private static final int MAX_USER_LENGTH = 512;

	private static final SessionRequest EMPTY = new SessionRequest(null);

	static SessionRequest parse(byte[] body, JsonMapper json) {
		JsonNode root = read(body, json);
		if (root.isMissingNode()) {
			return EMPTY;
		}
		if (!root.isObject()) {
			throw invalid("The body must be a JSON object such as {\"user\": \"device-123\"}, or empty.");
		}
		JsonNode user = root.path("user");
		return (user.isMissingNode() || user.isNull()) ? EMPTY
				: new SessionRequest(checkUser(user.isObject() ? user.path("id") : user));
	}

	private static JsonNode read(byte[] body, JsonMapper json) {
		try {
			return json.readTree(body);
		}
		catch (JacksonException ex) {
			throw invalid(
					"The body is not valid JSON. Send a JSON object such as {\"user\": \"device-123\"}, or nothing.");
		}
	}

	private static String checkUser(JsonNode node) {
		if (!node.isString()) {
			throw invalid("user must be a string, or an object whose id is a string.");
		}
		String user = node.stringValue();
		if (user.isBlank()) {
			throw invalid("user must not be blank. Leave it out for an anonymous visitor.");
		}
		if (user.codePointCount(0, user.length()) > MAX_USER_LENGTH) {
			throw invalid("user must not be longer than %d characters.".formatted(MAX_USER_LENGTH));
		}
		if (user.codePoints().anyMatch((c) -> Character.getType(c) == Character.SURROGATE)) {
			throw invalid("user must be valid Unicode.");
		}
		return user;
	}

	private static ApiException invalid(String detail) {
		return new ApiException(ErrorCode.INVALID_REQUEST, detail);
	}

}
