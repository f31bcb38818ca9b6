package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A button.
 */
public final class Button extends Component<Button> {

	private Button(String label) {
		super("Button");
		set("label", label);
	}

	/**
	 * A button.
	 * @param label its label
	 * @return the component
	 */
	public static Button of(String label) {
		return new Button(label);
	}

	/**
	 * A button that submits its form.
	 * @param label its label
	 * @return the component
	 */
	public static Button submit(String label) {
		return new Button(label).set("submit", true);
	}

	/**
	 * Set what a click does.
	 * @param action the action
	 * @return this component
	 */
	public Button onClick(@Nullable ActionConfig action) {
		return set("onClickAction", (action != null) ? action.json() : null);
	}

	/**
	 * Set the style.
	 * @param style the style
	 * @return this component
	 */
	public Button style(@Nullable ButtonStyle style) {
		return set("style", style);
	}

	/**
	 * Set the color.
	 * @param color the color
	 * @return this component
	 */
	public Button color(@Nullable ButtonColor color) {
		return set("color", color);
	}

	/**
	 * Set how it looks.
	 * @param variant how
	 * @return this component
	 */
	public Button variant(@Nullable Variant variant) {
		return set("variant", variant);
	}

	/**
	 * Show an icon before the label.
	 * @param iconStart name of the icon
	 * @return this component
	 */
	public Button iconStart(@Nullable String iconStart) {
		return set("iconStart", iconStart);
	}

	/**
	 * Show an icon behind the label.
	 * @param iconEnd name of the icon
	 * @return this component
	 */
	public Button iconEnd(@Nullable String iconEnd) {
		return set("iconEnd", iconEnd);
	}

	/**
	 * Use the whole width.
	 * @param block whether to
	 * @return this component
	 */
	public Button block(boolean block) {
		return set("block", block);
	}

	/**
	 * Refuse clicks.
	 * @param disabled whether to
	 * @return this component
	 */
	public Button disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
