package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A card, which can be a widget.
 */
public final class Card extends Container<Card, Component<?>> {

	private Card(Component<?>... children) {
		super("Card", List.of(children));
	}

	/**
	 * A card, which can be a widget.
	 * @param children what is in it
	 * @return the component
	 */
	public static Card of(Component<?>... children) {
		return new Card(children);
	}

	/**
	 * Set the width.
	 * @param size the width
	 * @return this component
	 */
	public Card size(@Nullable CardSize size) {
		return set("size", size);
	}

	/**
	 * Let the card be a form, whose values become part of the payload of its actions.
	 * @param asForm whether to
	 * @return this component
	 */
	public Card asForm(boolean asForm) {
		return set("asForm", asForm);
	}

	/**
	 * Show a line above the card.
	 * @param text the line
	 * @return this component
	 */
	public Card status(String text) {
		return set("status", JsonNodeFactory.instance.objectNode().put("text", text));
	}

	/**
	 * Show a button that confirms.
	 * @param label its label
	 * @param action what it does
	 * @return this component
	 */
	public Card confirm(String label, ActionConfig action) {
		return set("confirm", CardButton.of(label, action));
	}

	/**
	 * Show a button that cancels.
	 * @param label its label
	 * @param action what it does
	 * @return this component
	 */
	public Card cancel(String label, ActionConfig action) {
		return set("cancel", CardButton.of(label, action));
	}

	/**
	 * Set the theme.
	 * @param theme the theme
	 * @return this component
	 */
	public Card theme(@Nullable Theme theme) {
		return set("theme", theme);
	}

}
