package io.github.chatkitbackend.session;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.security.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a frontend may say when it asks for a session: nothing, or who its user is and
 * which workflow it wants, each as a string or as an object with an {@code id}. Frontends
 * send much else, which is ignored; so nothing is checked before it is asked for.
 *
 * @param body the body's JSON
 */
record SessionRequest(JsonNode body) {

	static SessionRequest parse(byte[] bytes, JsonMapper json) {
		try {
			JsonNode body = json.readTree(bytes);
			if (!body.isMissingNode() && !body.isObject()) {
				throw invalid("The body must be a JSON object such as {\"user\": \"device-123\"}, or empty.");
			}
			return new SessionRequest(body);
		}
		catch (JacksonException ex) {
			throw invalid(
					"The body is not valid JSON. Send a JSON object such as {\"user\": \"device-123\"}, or nothing.");
		}
	}

	/**
	 * The user as the caller claims it.
	 */
	@Nullable String user() {
		String user = text("user");
		String problem = (user != null) ? UserId.problem(user) : null;
		if (problem != null) {
			throw invalid("user " + problem + ". Leave it out for an anonymous visitor.");
		}
		return user;
	}

	/**
	 * The name of the workflow that is asked for.
	 */
	@Nullable String workflow() {
		return text("workflow");
	}

	private @Nullable String text(String name) {
		JsonNode node = this.body.path(name);
		if (node.isMissingNode() || node.isNull()) {
			return null;
		}
		JsonNode text = node.isObject() ? node.path("id") : node;
		if (!text.isString()) {
			throw invalid(name + " must be a string, or an object whose id is a string.");
		}
		return text.stringValue();
	}

	private static ApiException invalid(String detail) {
		return new ApiException(ErrorCode.INVALID_REQUEST, detail);
	}

}
