package io.github.chatkitbackend.openai;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Responses in the form of OpenAI's API.
 */
final class ApiResponse {

	private ApiResponse() {
	}

	static MockResponse.Builder json(int status, JsonNode body) {
		return new MockResponse.Builder().code(status)
			.setHeader("Content-Type", "application/json")
			.setHeader("x-request-id", id("req_", 16))
			.body(body.toString());
	}

	static MockResponse.Builder error(Refusal refusal) {
		ObjectNode body = new JsonMapper().createObjectNode();
		body.putObject("error")
			.put("message", refusal.getMessage())
			.put("type", (refusal.status() < 500) ? "invalid_request_error" : "server_error")
			.put("param", refusal.param())
			.put("code", refusal.code());
		return json(refusal.status(), body);
	}

	/**
	 * A random id.
	 */
	static String id(String prefix, int bytes) {
		byte[] random = new byte[bytes];
		ThreadLocalRandom.current().nextBytes(random);
		return prefix + HexFormat.of().formatHex(random);
	}

}
