package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * Plain text.
 */
public final class Text extends Component<Text> {

	private Text(String value) {
		super("Text");
		set("value", value);
	}

	/**
	 * Plain text.
	 * @param value the text
	 * @return the component
	 */
	public static Text of(String value) {
		return new Text(value);
	}

	/**
	 * Show that more text follows.
	 * @param streaming whether it does
	 * @return this component
	 */
	public Text streaming(boolean streaming) {
		return set("streaming", streaming);
	}

	/**
	 * Set the size.
	 * @param size the size
	 * @return this component
	 */
	public Text size(@Nullable TextSize size) {
		return set("size", size);
	}

	/**
	 * Set the weight.
	 * @param weight the weight
	 * @return this component
	 */
	public Text weight(@Nullable Weight weight) {
		return set("weight", weight);
	}

	/**
	 * Set the color.
	 * @param color a color of the theme, such as {@code secondary}, or of CSS
	 * @return this component
	 */
	public Text color(@Nullable String color) {
		return set("color", color);
	}

	/**
	 * Cut long text off.
	 * @param truncate whether to
	 * @return this component
	 */
	public Text truncate(boolean truncate) {
		return set("truncate", truncate);
	}

	/**
	 * Limit the number of lines.
	 * @param maxLines the number
	 * @return this component
	 */
	public Text maxLines(int maxLines) {
		return set("maxLines", maxLines);
	}

}
