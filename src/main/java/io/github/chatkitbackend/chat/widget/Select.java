package io.github.chatkitbackend.chat.widget;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A choice from a menu.
 */
public final class Select extends Field<Select> {

	private Select(String name, Map<String, String> options) {
		super("Select", name);
		set("options", Options.of(options));
	}

	/**
	 * A choice from a menu.
	 * @param name the name of its value in the payload; dots nest
	 * @param options labels by values, in order
	 * @return the component
	 */
	public static Select of(String name, Map<String, String> options) {
		return new Select(name, options);
	}

	/**
	 * Show a hint while it is empty.
	 * @param placeholder the hint
	 * @return this component
	 */
	public Select placeholder(@Nullable String placeholder) {
		return set("placeholder", placeholder);
	}

	/**
	 * Set the value to begin with.
	 * @param defaultValue the value
	 * @return this component
	 */
	public Select defaultValue(@Nullable String defaultValue) {
		return set("defaultValue", defaultValue);
	}

	/**
	 * Set what a change does.
	 * @param action the action
	 * @return this component
	 */
	public Select onChange(@Nullable ActionConfig action) {
		return set("onChangeAction", (action != null) ? action.json() : null);
	}

	/**
	 * Allow to choose nothing.
	 * @param clearable whether to
	 * @return this component
	 */
	public Select clearable(boolean clearable) {
		return set("clearable", clearable);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public Select disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
