package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A list, which can be a widget.
 */
public final class ListView extends Container<ListView, ListViewItem> {

	private ListView(ListViewItem... children) {
		super("ListView", List.of(children));
	}

	/**
	 * A list, which can be a widget.
	 * @param children what is in it
	 * @return the component
	 */
	public static ListView of(ListViewItem... children) {
		return new ListView(children);
	}

	/**
	 * Show only the first entries at first.
	 * @param entries how many
	 * @return this component
	 */
	public ListView limit(int entries) {
		return set("limit", entries);
	}

	/**
	 * Show a line above the list.
	 * @param text the line
	 * @return this component
	 */
	public ListView status(String text) {
		return set("status", JsonNodeFactory.instance.objectNode().put("text", text));
	}

	/**
	 * Set the theme.
	 * @param theme the theme
	 * @return this component
	 */
	public ListView theme(@Nullable Theme theme) {
		return set("theme", theme);
	}

}
