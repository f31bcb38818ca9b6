package io.github.chatkitbackend.chat.tool;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.WidgetTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model reads of a call.
 *
 * @param content texts, images and widgets, in order
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
	 * The widgets among the content.
	 * @return the widgets, in order
	 */
	public List<Widget> widgets() {
		return this.content.stream().filter(Widget.class::isInstance).map(Widget.class::cast).toList();
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
	 * A widget that the user sees. The model does not read it as part of the result. If
	 * an action of a widget has called the function, it replaces that widget.
	 *
	 * @param tree the widget's tree
	 * @param copyText what the copy button puts on the clipboard
	 */
	public record Widget(JsonNode tree, @Nullable String copyText) implements Content {

		/**
		 * Create a widget.
		 * @throws IllegalArgumentException if the tree is not a widget
		 */
		public Widget {
			WidgetTree.checked(tree);
		}

	}

	/**
	 * An image.
	 *
	 * @param url an https or data URL
	 */
	public record Image(String url) implements Content {

	}

}
