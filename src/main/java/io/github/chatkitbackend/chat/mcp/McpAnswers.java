package io.github.chatkitbackend.chat.mcp;

import java.io.IOException;
import java.util.function.Consumer;

import io.github.chatkitbackend.web.ServerSentEvents;
import okhttp3.MediaType;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a server answers, in either form of Streamable HTTP: one JSON object, or a
 * stream of events that may contain other messages before the answer.
 */
class McpAnswers {

	/** Models pay for every word of an answer. */
	static final int MAX_BYTES = 1024 * 1024;

	private final Consumer<JsonNode> others;

	/**
	 * Read answers.
	 * @param others takes messages that are no answers
	 */
	McpAnswers(Consumer<JsonNode> others) {
		this.others = others;
	}

	/**
	 * Read the answer to a request.
	 * @param response the response, whose status is that of a success
	 * @param id the id of the request
	 * @return the result
	 * @throws McpException if the server refuses, or if its answer is too large or none
	 */
	JsonNode read(Response response, long id) throws IOException, McpException {
		if (isStream(response)) {
			return readStream(response, id);
		}
		byte[] body = response.body().byteStream().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw McpException.tooLarge();
		}
		JsonNode message = parse(body);
		if (!RpcMessages.answers(message, id)) {
			throw noAnswer();
		}
		return result(message);
	}

	private JsonNode readStream(Response response, long id) throws IOException, McpException {
		ServerSentEvents events = events(response);
		try {
			for (byte[] event = events.next(); event != null; event = events.next()) {
				JsonNode message = parse(event);
				if (RpcMessages.answers(message, id)) {
					return result(message);
				}
				this.others.accept(message);
			}
		}
		catch (ServerSentEvents.EventTooLongException ex) {
			throw McpException.tooLarge();
		}
		throw noAnswer();
	}

	/**
	 * Read a stream that answers nothing, to its end.
	 */
	void readOthers(Response response) throws IOException, McpException {
		ServerSentEvents events = events(response);
		for (byte[] event = events.next(); event != null; event = events.next()) {
			this.others.accept(parse(event));
		}
	}

	static boolean isStream(Response response) {
		MediaType type = response.body().contentType();
		return type != null && type.type().equals("text") && type.subtype().equals("event-stream");
	}

	private static ServerSentEvents events(Response response) {
		return new ServerSentEvents(response.body().byteStream(), MAX_BYTES);
	}

	private static JsonNode parse(byte[] json) throws McpException {
		try {
			return RpcMessages.JSON.readTree(json);
		}
		catch (JacksonException ex) {
			throw noAnswer();
		}
	}

	private static JsonNode result(JsonNode message) throws McpException {
		JsonNode error = message.path("error");
		if (error.isObject()) {
			throw McpException.refused(error.path("code").asInt(0), error.path("message").asString(""));
		}
		return message.path("result");
	}

	private static McpException noAnswer() {
		return McpException.unavailable("it sent something that is no answer of an MCP server");
	}

}
