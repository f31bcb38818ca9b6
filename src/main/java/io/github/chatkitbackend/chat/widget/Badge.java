package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A short label.
 */
public final class Badge extends Component<Badge> {

	private Badge(String label) {
		super("Badge");
		set("label", label);
	}

	/**
	 * A short label.
	 * @param label the label
	 * @return the component
	 */
	public static Badge of(String label) {
		return new Badge(label);
	}

	/**
	 * Set the color.
	 * @param color the color
	 * @return this component
	 */
	public Badge color(@Nullable BadgeColor color) {
		return set("color", color);
	}

	/**
	 * Set the size.
	 * @param size the size
	 * @return this component
	 */
	public Badge size(@Nullable BadgeSize size) {
		return set("size", size);
	}

	/**
	 * Round the ends.
	 * @param pill whether to
	 * @return this component
	 */
	public Badge pill(boolean pill) {
		return set("pill", pill);
	}

}
