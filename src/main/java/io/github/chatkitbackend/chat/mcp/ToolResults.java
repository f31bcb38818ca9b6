package io.github.chatkitbackend.chat.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.chatkitbackend.chat.tool.ToolResult;
import tools.jackson.databind.JsonNode;

/**
 * Converts the result of a call to what a model can read.
 */
final class ToolResults {

	static final String ERROR = "The tool reports an error: ";

	/** What OpenAI's models can see. */
	private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

	private ToolResults() {
	}

	static boolean isError(JsonNode result) {
		return result.path("isError").asBoolean(false);
	}

	static ToolResult of(JsonNode result) {
		List<ToolResult.Content> content = new ArrayList<>();
		if (isError(result)) {
			content.add(new ToolResult.Text(ERROR.strip()));
		}
		result.path("content").forEach((part) -> content.add(part(part)));
		JsonNode structured = result.path("structuredContent");
		if (!structured.isMissingNode() && !structured.isNull() && !hasText(result)) {
			content.add(new ToolResult.Text(structured.toString()));
		}
		if (content.isEmpty()) {
			content.add(new ToolResult.Text("The tool is done and returned nothing."));
		}
		return new ToolResult(List.copyOf(content));
	}

	private static boolean hasText(JsonNode result) {
		return result.path("content").valueStream().anyMatch((part) -> type(part).equals("text"));
	}

	private static ToolResult.Content part(JsonNode part) {
		return switch (type(part)) {
			case "text" -> text(part.path("text").asString(""));
			case "image" -> image(part, part.path("data").asString(""));
			case "audio" -> text("(The tool also returned audio, which you cannot hear.)");
			case "resource" -> resource(part.path("resource"));
			case "resource_link" -> link(part);
			default -> text("(The tool also returned something that you cannot read.)");
		};
	}

	private static String type(JsonNode part) {
		return part.path("type").asString("");
	}

	private static ToolResult.Text text(String text) {
		return new ToolResult.Text(text);
	}

	private static ToolResult.Content image(JsonNode part, String data) {
		String type = part.path("mimeType").asString("");
		return IMAGES.contains(type) ? new ToolResult.Image("data:" + type + ";base64," + data)
				: text("(The tool also returned an image of a type that you cannot see.)");
	}

	private static ToolResult.Content resource(JsonNode resource) {
		if (resource.has("text")) {
			return text(resource.path("text").asString(""));
		}
		boolean image = IMAGES.contains(resource.path("mimeType").asString(""));
		return image ? image(resource, resource.path("blob").asString("")) : text(
				"(The tool also returned a file that you cannot read: " + resource.path("uri").asString("") + ")");
	}

	private static ToolResult.Text link(JsonNode link) {
		StringBuilder text = new StringBuilder("Link to a resource: ").append(link.path("uri").asString(""));
		for (String name : List.of("name", "title", "description", "mimeType")) {
			String value = link.path(name).asString("");
			if (!value.isEmpty()) {
				text.append("\n").append(name).append(": ").append(value);
			}
		}
		return text(text.toString());
	}

}
