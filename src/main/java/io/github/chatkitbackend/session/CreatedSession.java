package io.github.chatkitbackend.session;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;

import com.openai.errors.OpenAIInvalidDataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parses the three required fields of OpenAI's response. The SDK's own parser builds the
 * complete object with Kotlin reflection, which costs more than the rest of the call.
 */
final class CreatedSession {

	/** Visible ASCII only, because the id is logged. */
	private static final String ID = "[!-~]+";

	private CreatedSession() {
	}

	static Session parse(InputStream body, JsonMapper json) {
		try {
			JsonNode answer = json.readTree(body);
			String secret = text(answer, "client_secret");
			String id = text(answer, "id");
			JsonNode expiry = answer.path("expires_at");
			if (secret.isBlank() || !id.matches(ID) || !expiry.isIntegralNumber() || !expiry.canConvertToLong()) {
				throw new OpenAIInvalidDataException(
						"The client secret, the id or the expiry of the session is missing or invalid");
			}
			return new Session(secret, id, Instant.ofEpochSecond(expiry.longValue()));
		}
		catch (JacksonException | DateTimeException ex) {
			throw new OpenAIInvalidDataException("The response is not a session", ex);
		}
	}

	private static String text(JsonNode answer, String name) {
		JsonNode value = answer.path(name);
		return value.isString() ? value.stringValue() : "";
	}

}
