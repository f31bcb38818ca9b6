package io.github.chatkitbackend.chat.protocol;

import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads requests, and says in the protocol's own words what is wrong with one.
 */
public final class RequestParser {

	private static final Map<String, Class<? extends ChatRequest>> OPERATIONS = Map.ofEntries(
			Map.entry("threads.create", ChatRequest.CreateThread.class),
			Map.entry("threads.add_user_message", ChatRequest.AddUserMessage.class),
			Map.entry("threads.add_client_tool_output", ChatRequest.AddClientToolOutput.class),
			Map.entry("threads.add_structured_input", ChatRequest.AddStructuredInput.class),
			Map.entry("threads.retry_after_item", ChatRequest.RetryAfterItem.class),
			Map.entry("threads.custom_action", ChatRequest.CustomAction.class),
			Map.entry("threads.sync_custom_action", ChatRequest.SyncCustomAction.class),
			Map.entry("threads.get_by_id", ChatRequest.GetThread.class),
			Map.entry("threads.list", ChatRequest.ListThreads.class),
			Map.entry("threads.update", ChatRequest.UpdateThread.class),
			Map.entry("threads.delete", ChatRequest.DeleteThread.class),
			Map.entry("items.list", ChatRequest.ListItems.class),
			Map.entry("items.feedback", ChatRequest.GiveFeedback.class),
			Map.entry("attachments.create", ChatRequest.CreateAttachment.class),
			Map.entry("attachments.delete", ChatRequest.DeleteAttachment.class),
			Map.entry("input.transcribe", ChatRequest.Transcribe.class));

	private RequestParser() {
	}

	/**
	 * Read a request.
	 * @param body its JSON
	 * @return the request
	 * @throws InvalidRequestException if it is not what the protocol demands
	 */
	public static ParsedRequest parse(byte[] body) {
		JsonNode json = tree(body);
		String type = json.path("type").stringValue("");
		Class<? extends ChatRequest> operation = OPERATIONS.get(type);
		if (operation == null) {
			throw new InvalidRequestException(
					"type must be one of " + String.join(", ", OPERATIONS.keySet().stream().sorted().toList()) + ".");
		}
		return new ParsedRequest(params(json.path("params"), operation), metadata(json.path("metadata")));
	}

	/**
	 * Find out what a long request is before all of it is read.
	 * @param beginning the beginning of its JSON
	 * @return whether it is known to be {@code input.transcribe}
	 */
	public static boolean isTranscription(byte[] beginning) {
		try (JsonParser json = ProtocolJson.mapper().createParser(beginning)) {
			json.nextToken();
			while (json.nextToken() == JsonToken.PROPERTY_NAME) {
				String name = json.currentName();
				json.nextToken();
				if (name.equals("type")) {
					return "input.transcribe".equals(json.getString());
				}
				json.skipChildren();
			}
		}
		catch (JacksonException ex) {
			// The beginning ends, or is malformed
		}
		return false;
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
		throw new InvalidRequestException("The body must be a JSON object with type and params.");
	}

	private static ChatRequest params(JsonNode params, Class<? extends ChatRequest> operation) {
		if (!params.isObject()) {
			throw new InvalidRequestException("params must be an object.");
		}
		try {
			return ProtocolJson.mapper().treeToValue(params, operation);
		}
		catch (DatabindException ex) {
			throw new InvalidRequestException(path(ex) + " is missing or is not what the operation takes.");
		}
	}

	private static ObjectNode metadata(JsonNode metadata) {
		return switch (metadata) {
			case ObjectNode object -> object;
			case JsonNode node when node.isMissingNode() -> JsonNodeFactory.instance.objectNode();
			default -> throw new InvalidRequestException("metadata must be an object. Leave it out if there is none.");
		};
	}

	private static String path(DatabindException failure) {
		StringBuilder path = new StringBuilder("params");
		for (JacksonException.Reference step : failure.getPath()) {
			path.append((step.getPropertyName() != null) ? "." + step.getPropertyName() : "[" + step.getIndex() + "]");
		}
		return path.toString();
	}

}
