package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A field for several lines.
 */
public final class Textarea extends Field<Textarea> {

	private Textarea(String name) {
		super("Textarea", name);
	}

	/**
	 * A field for several lines.
	 * @param name the name of its value in the payload; dots nest
	 * @return the component
	 */
	public static Textarea of(String name) {
		return new Textarea(name);
	}

	/**
	 * Show a hint while it is empty.
	 * @param placeholder the hint
	 * @return this component
	 */
	public Textarea placeholder(@Nullable String placeholder) {
		return set("placeholder", placeholder);
	}

	/**
	 * Set the value to begin with.
	 * @param defaultValue the value
	 * @return this component
	 */
	public Textarea defaultValue(@Nullable String defaultValue) {
		return set("defaultValue", defaultValue);
	}

	/**
	 * Set the number of lines.
	 * @param rows the number
	 * @return this component
	 */
	public Textarea rows(int rows) {
		return set("rows", rows);
	}

	/**
	 * Require a value.
	 * @param required whether to
	 * @return this component
	 */
	public Textarea required(boolean required) {
		return set("required", required);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public Textarea disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
