package io.github.chatkitbackend.chat.tool;

import java.util.List;

/**
 * What a model reads of a call.
 *
 * @param content texts and images, in order
 */
public record ToolResult(List<Content> content) {

	/**
	 * A result that is one text.
	 * @param text the text
	 * @return the result
	 */
	public static ToolResult text(String text) {
		return new ToolResult(List.of(new Text(text)));
	}

	/**
	 * A part of a result.
	 */
	public sealed interface Content {

	}

	/**
	 * A text, which may be JSON.
	 *
	 * @param text the text
	 */
	public record Text(String text) implements Content {

	}

	/**
	 * An image.
	 *
	 * @param url an https or data URL
	 */
	public record Image(String url) implements Content {

	}

}
