package io.github.chatkitbackend.chat.server;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessageInput;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A message of the simple API.
 *
 * @param message what the user wrote
 * @param conversationId the conversation, or {@code null} to begin one
 */
record SimpleRequest(String message, @Nullable String conversationId) {

	static SimpleRequest parse(byte[] body) {
		JsonNode json = tree(body);
		String message = json.path("message").stringValue("");
		if (message.isBlank()) {
			throw invalid("message must be a text that is not empty.");
		}
		return new SimpleRequest(message, conversation(json.path("conversation_id")));
	}

	private static JsonNode tree(byte[] body) {
		try {
			JsonNode json = ProtocolJson.mapper().readTree(body);
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// Answered below; the parser's message may quote the body
		}
		throw invalid("The body must be a JSON object with message.");
	}

	/**
	 * Frontends of other services have numbers as ids. None of our threads has one.
	 */
	private static @Nullable String conversation(JsonNode id) {
		if (id.isMissingNode() || id.isNull()) {
			return null;
		}
		if (!id.isString() && !id.isNumber()) {
			throw invalid("conversation_id must be a string or a number. Leave it out to begin a conversation.");
		}
		return id.asString();
	}

	private static ApiException invalid(String detail) {
		return new ApiException(ErrorCode.INVALID_REQUEST, detail);
	}

	/**
	 * The same as an operation of the protocol.
	 */
	ChatRequest.Streaming operation() {
		UserMessageInput input = new UserMessageInput(List.of(new UserContent.Text(this.message)), List.of(), null,
				InferenceOptions.NONE);
		return (this.conversationId != null) ? new ChatRequest.AddUserMessage(this.conversationId, input)
				: new ChatRequest.CreateThread(input);
	}

}
