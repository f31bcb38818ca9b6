package io.github.chatkitbackend.openai;

import java.util.Map;

import mockwebserver3.RecordedRequest;
import okio.ByteString;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to an operation, with the checks that OpenAI's operations have in common.
 *
 * @param recorded the request as it came
 * @param variables the values of the path's segments in braces
 */
record ApiRequest(RecordedRequest recorded, Map<String, String> variables) {

	private static final JsonMapper JSON = new JsonMapper();

	void checkApiKey(String expected) {
		String authorization = header("Authorization");
		if (!authorization.startsWith("Bearer ")) {
			throw new Refusal(401, null, null, "You didn't provide an API key.");
		}
		String key = authorization.substring("Bearer ".length());
		if (!key.equals(expected)) {
			throw new Refusal(401, "invalid_api_key", null,
					"Incorrect API key provided: %s. You can find your API key at https://platform.openai.com/account/api-keys."
						.formatted(mask(key)));
		}
	}

	private static String mask(String key) {
		return (key.length() < 12) ? "***" : key.substring(0, 8) + "*****" + key.substring(key.length() - 4);
	}

	void checkChatKitBeta() {
		if (!header("OpenAI-Beta").equals("chatkit_beta=v1")) {
			throw new Refusal(400, "invalid_beta", null,
					"You must provide the 'OpenAI-Beta' header to access the ChatKit API: 'OpenAI-Beta: chatkit_beta=v1'.");
		}
	}

	/**
	 * The body, which must be JSON and say so.
	 */
	JsonNode json() {
		if (!header("Content-Type").startsWith("application/json")) {
			throw new Refusal(400, "unsupported_content_type", null, "Invalid Content-Type header.");
		}
		try {
			return json(this.recorded);
		}
		catch (JacksonException ex) {
			throw new Refusal(400, null, null, "We could not parse the JSON body of your request.");
		}
	}

	static JsonNode json(RecordedRequest request) {
		ByteString body = request.getBody();
		return JSON.readTree((body != null) ? body.utf8() : "");
	}

	private String header(String name) {
		return String.valueOf(this.recorded.getHeaders().get(name));
	}

}
