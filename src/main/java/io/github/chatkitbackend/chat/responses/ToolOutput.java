package io.github.chatkitbackend.chat.responses;

import java.util.List;

import io.github.chatkitbackend.chat.tool.ToolResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the model reads of a call: a text, or a list of texts and images.
 */
final class ToolOutput {

	/** More would leave no room for the conversation. */
	private static final int MAX_LENGTH = 100_000;

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private ToolOutput() {
	}

	static JsonNode text(String text) {
		return JSON.stringNode(cut(text));
	}

	static JsonNode of(ToolResult result) {
		List<ToolResult.Content> read = result.content()
			.stream()
			.filter((content) -> !(content instanceof ToolResult.Widget))
			.toList();
		if (read.size() == 1 && read.getFirst() instanceof ToolResult.Text text) {
			return text(text.text());
		}
		ArrayNode parts = JSON.arrayNode();
		read.forEach((content) -> parts.add(part(content)));
		return parts.isEmpty() ? text("") : parts;
	}

	private static ObjectNode part(ToolResult.Content content) {
		ObjectNode part = JSON.objectNode();
		return switch (content) {
			case ToolResult.Text text -> part.put("type", "input_text").put("text", cut(text.text()));
			case ToolResult.Image image ->
				part.put("type", "input_image").put("detail", "auto").put("image_url", image.url());
			case ToolResult.Widget _ -> part.put("type", "input_text").put("text", "");
		};
	}

	private static String cut(String text) {
		return (text.length() <= MAX_LENGTH) ? text : "%s\n(Only the first %d of %d characters are shown.)"
			.formatted(text.substring(0, MAX_LENGTH), MAX_LENGTH, text.length());
	}

}
