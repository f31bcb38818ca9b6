package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A widget.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param widget the widget's tree, without nulls
 * @param copyText what the copy button puts on the clipboard
 */
@JsonTypeName("widget")
public record WidgetItem(String id, String threadId, Instant createdAt, JsonNode widget,
		@Nullable String copyText) implements ThreadItem {

	/**
	 * Create a widget.
	 */
	public WidgetItem {
		widget = Defaults.withoutNulls(widget);
	}

	/**
	 * The same item with another tree.
	 * @param widget the tree
	 * @return the item
	 */
	public WidgetItem with(JsonNode widget) {
		return new WidgetItem(this.id, this.threadId, this.createdAt, widget, this.copyText);
	}

}
