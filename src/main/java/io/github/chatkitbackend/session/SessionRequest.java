package io.github.chatkitbackend.session;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.NamedUser;
import io.github.chatkitbackend.identity.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request for a session. The body is empty, or an object with the optional members
 * {@code user} and {@code workflow}, each a string or an object with an {@code id}.
 * Frontends send many other members, so only the members in use are validated. An invalid
 * body is reported when a member is read.
 *
 * @param body the body, missing if it is empty or invalid
 * @param problem the error message for an invalid body, or {@code null}
 */
record SessionRequest(JsonNode body, @Nullable String problem) {

	static SessionRequest parse(byte[] bytes, JsonMapper json) {
		try {
			JsonNode body = json.readTree(bytes);
			return (body.isMissingNode() || body.isObject()) ? new SessionRequest(body, null)
					: invalid("The body must be a JSON object such as {\"user\": \"device-123\"}, or empty.");
		}
		catch (JacksonException ex) {
			return invalid(
					"The body is not valid JSON. Send a JSON object such as {\"user\": \"device-123\"}, or an empty body.");
		}
	}

	private static SessionRequest invalid(String problem) {
		return new SessionRequest(MissingNode.getInstance(), problem);
	}

	/**
	 * The user that the caller names.
	 */
	NamedUser user() {
		try {
			String user = text("user");
			if (user == null) {
				return NamedUser.NONE;
			}
			String problem = UserId.problem(user);
			return (problem != null) ? NamedUser.invalid("user " + problem + ". Omit it for an anonymous visitor.")
					: NamedUser.of(new UserId(user));
		}
		catch (ApiException ex) {
			return NamedUser.invalid(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The name of the requested workflow.
	 * @throws ApiException with {@code invalid_request} if it, or the body, is invalid
	 */
	@Nullable String workflow() {
		return text("workflow");
	}

	private @Nullable String text(String name) {
		if (this.problem != null) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, this.problem);
		}
		JsonNode node = this.body.path(name);
		if (node.isMissingNode() || node.isNull()) {
			return null;
		}
		JsonNode text = node.isObject() ? node.path("id") : node;
		if (!text.isString()) {
			throw new ApiException(ErrorCode.INVALID_REQUEST,
					name + " must be a string, or an object whose id is a string.");
		}
		return text.stringValue();
	}

}
