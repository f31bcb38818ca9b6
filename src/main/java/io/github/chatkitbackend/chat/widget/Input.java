package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A field for one line.
 */
public final class Input extends Field<Input> {

	private Input(String name) {
		super("Input", name);
	}

	/**
	 * A field for one line.
	 * @param name the name of its value in the payload; dots nest
	 * @return the component
	 */
	public static Input of(String name) {
		return new Input(name);
	}

	/**
	 * Set what the field takes.
	 * @param type what it takes
	 * @return this component
	 */
	public Input type(@Nullable InputType type) {
		return set("inputType", type);
	}

	/**
	 * Show a hint while it is empty.
	 * @param placeholder the hint
	 * @return this component
	 */
	public Input placeholder(@Nullable String placeholder) {
		return set("placeholder", placeholder);
	}

	/**
	 * Set the value to begin with.
	 * @param defaultValue the value
	 * @return this component
	 */
	public Input defaultValue(@Nullable String defaultValue) {
		return set("defaultValue", defaultValue);
	}

	/**
	 * Set a regular expression for the value.
	 * @param pattern the expression
	 * @return this component
	 */
	public Input pattern(@Nullable String pattern) {
		return set("pattern", pattern);
	}

	/**
	 * Require a value.
	 * @param required whether to
	 * @return this component
	 */
	public Input required(boolean required) {
		return set("required", required);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public Input disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
