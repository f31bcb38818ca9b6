package io.github.chatkitbackend;

import java.net.http.HttpHeaders;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP response.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body
 */
public record Answer(int status, HttpHeaders headers, String body) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * The first value of a header.
	 * @param name the header
	 * @return its value, or {@code null}
	 */
	public String header(String name) {
		return this.headers.firstValue(name).orElse(null);
	}

	/**
	 * The body as JSON.
	 * @return the JSON
	 */
	public JsonNode json() {
		return JSON.readTree(this.body);
	}

	/**
	 * The stable code of an error.
	 * @return the code
	 */
	public String code() {
		return json().path("code").asString();
	}

}
