package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Components one below the other.
 */
public final class Col extends Container<Col, Component<?>> {

	private Col(Component<?>... children) {
		super("Col", List.of(children));
	}

	/**
	 * Components one below the other.
	 * @param children what is in it
	 * @return the component
	 */
	public static Col of(Component<?>... children) {
		return new Col(children);
	}

	/**
	 * Set the space between the children.
	 * @param gap the space
	 * @return this component
	 */
	public Col gap(int gap) {
		return set("gap", gap);
	}

	/**
	 * Set the space around the children.
	 * @param padding the space
	 * @return this component
	 */
	public Col padding(int padding) {
		return set("padding", padding);
	}

	/**
	 * Align the children across the direction.
	 * @param align how
	 * @return this component
	 */
	public Col align(@Nullable Align align) {
		return set("align", align);
	}

	/**
	 * Distribute the children along the direction.
	 * @param justify how
	 * @return this component
	 */
	public Col justify(@Nullable Justify justify) {
		return set("justify", justify);
	}

}
