package io.github.chatkitbackend.chat.agent;

import java.time.Instant;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WidgetTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows a widget while it comes into being. Each state is a whole tree; the client gets
 * what has changed. Text that grows in a {@code Text} or {@code Markdown} component with
 * an id is streamed. Closing the writer completes the widget; a writer that is not closed
 * leaves it incomplete, and it is not stored.
 */
public final class WidgetWriter implements AutoCloseable {

	private final Turn turn;

	private final String id;

	private final Instant createdAt = Instant.now();

	private @Nullable WidgetItem shown;

	private @Nullable String copyText;

	private boolean done;

	WidgetWriter(Turn turn, String id) {
		this.turn = turn;
		this.id = id;
	}

	/**
	 * The id of the widget's item.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Show a state.
	 * @param state the widget's tree
	 * @return this writer
	 * @throws IllegalArgumentException if it is not a widget
	 * @throws IllegalStateException if the widget is complete
	 */
	public WidgetWriter show(JsonNode state) {
		if (this.done) {
			throw new IllegalStateException(
					"The widget %s is complete. Replace it with turn.replace(item)".formatted(this.id));
		}
		WidgetItem before = this.shown;
		WidgetItem after = item(WidgetTree.checked(state));
		this.shown = after;
		if (before == null) {
			this.turn.send(new ThreadEvent.ItemAdded(after));
		}
		else {
			WidgetDifference.between(before.widget(), after.widget())
				.forEach((update) -> this.turn.send(new ThreadEvent.ItemUpdated(this.id, update)));
		}
		return this;
	}

	/**
	 * Offer a text to copy.
	 * @param text what the copy button of the complete widget puts on the clipboard
	 * @return this writer
	 */
	public WidgetWriter copyText(@Nullable String text) {
		this.copyText = text;
		return this;
	}

	/**
	 * Complete the widget. Does nothing if no state was shown.
	 */
	@Override
	public void close() {
		if (!this.done && this.shown != null) {
			this.done = true;
			this.turn.add(item(this.shown.widget()));
		}
	}

	private WidgetItem item(JsonNode widget) {
		return new WidgetItem(this.id, this.turn.thread().id(), this.createdAt, widget, this.copyText);
	}

}
