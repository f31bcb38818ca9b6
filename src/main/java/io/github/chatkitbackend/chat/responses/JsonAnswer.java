package io.github.chatkitbackend.chat.responses;

import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIInvalidDataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads whole answers of OpenAI as trees.
 */
final class JsonAnswer {

	private static final JsonMapper JSON = new JsonMapper();

	private JsonAnswer() {
	}

	/**
	 * Read an answer.
	 * @throws OpenAIInvalidDataException if it is not JSON
	 */
	static JsonNode read(HttpResponse answer) {
		try {
			return JSON.readTree(answer.body());
		}
		catch (JacksonException ex) {
			throw new OpenAIInvalidDataException("The answer is not JSON");
		}
	}

}
