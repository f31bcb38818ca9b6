package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A choice of a date.
 */
public final class DatePicker extends Field<DatePicker> {

	private DatePicker(String name) {
		super("DatePicker", name);
	}

	/**
	 * A choice of a date.
	 * @param name the name of its value in the payload; dots nest
	 * @return the component
	 */
	public static DatePicker of(String name) {
		return new DatePicker(name);
	}

	/**
	 * Show a hint while it is empty.
	 * @param placeholder the hint
	 * @return this component
	 */
	public DatePicker placeholder(@Nullable String placeholder) {
		return set("placeholder", placeholder);
	}

	/**
	 * Set the value to begin with.
	 * @param defaultValue the value
	 * @return this component
	 */
	public DatePicker defaultValue(@Nullable String defaultValue) {
		return set("defaultValue", defaultValue);
	}

	/**
	 * Set the first date.
	 * @param min in ISO 8601
	 * @return this component
	 */
	public DatePicker min(@Nullable String min) {
		return set("min", min);
	}

	/**
	 * Set the last date.
	 * @param max in ISO 8601
	 * @return this component
	 */
	public DatePicker max(@Nullable String max) {
		return set("max", max);
	}

	/**
	 * Set what a change does.
	 * @param action the action
	 * @return this component
	 */
	public DatePicker onChange(@Nullable ActionConfig action) {
		return set("onChangeAction", (action != null) ? action.json() : null);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public DatePicker disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
