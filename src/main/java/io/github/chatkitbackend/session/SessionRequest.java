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
 * What a frontend may say when it asks for a session: nothing, or who its user is and
 * which workflow it wants, each as a string or as an object with an {@code id}. Frontends
 * send much else, so a member that is not needed is not checked: the request remembers
 * what is wrong with its body until a member is read.
 *
 * @param body the body, missing if it is empty or invalid
 * @param problem what is wrong with the body as a whole, or {@code null}
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
					"The body is not valid JSON. Send a JSON object such as {\"user\": \"device-123\"}, or nothing.");
		}
	}

	private static SessionRequest invalid(String problem) {
		return new SessionRequest(MissingNode.getInstance(), problem);
	}

	/**
	 * The user as the caller names it.
	 */
	NamedUser user() {
		try {
			String user = text("user");
			if (user == null) {
				return NamedUser.NONE;
			}
			String problem = UserId.problem(user);
			return (problem != null) ? NamedUser.invalid("user " + problem + ". Leave it out for an anonymous visitor.")
					: NamedUser.of(new UserId(user));
		}
		catch (ApiException ex) {
			return NamedUser.invalid(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The name of the workflow that is asked for.
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
