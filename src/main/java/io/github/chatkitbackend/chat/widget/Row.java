package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Components side by side.
 */
public final class Row extends Container<Row, Component<?>> {

	private Row(Component<?>... children) {
		super("Row", List.of(children));
	}

	/**
	 * Components side by side.
	 * @param children what is in it
	 * @return the component
	 */
	public static Row of(Component<?>... children) {
		return new Row(children);
	}

	/**
	 * Set the space between the children.
	 * @param gap the space
	 * @return this component
	 */
	public Row gap(int gap) {
		return set("gap", gap);
	}

	/**
	 * Set the space around the children.
	 * @param padding the space
	 * @return this component
	 */
	public Row padding(int padding) {
		return set("padding", padding);
	}

	/**
	 * Align the children across the direction.
	 * @param align how
	 * @return this component
	 */
	public Row align(@Nullable Align align) {
		return set("align", align);
	}

	/**
	 * Distribute the children along the direction.
	 * @param justify how
	 * @return this component
	 */
	public Row justify(@Nullable Justify justify) {
		return set("justify", justify);
	}

}
