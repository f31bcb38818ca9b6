package io.github.chatkitbackend.chat.widget;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A choice that shows all options.
 */
public final class RadioGroup extends Field<RadioGroup> {

	private RadioGroup(String name, Map<String, String> options) {
		super("RadioGroup", name);
		set("options", Options.of(options));
	}

	/**
	 * A choice that shows all options.
	 * @param name the name of its value in the payload; dots nest
	 * @param options labels by values, in order
	 * @return the component
	 */
	public static RadioGroup of(String name, Map<String, String> options) {
		return new RadioGroup(name, options);
	}

	/**
	 * Set the value to begin with.
	 * @param defaultValue the value
	 * @return this component
	 */
	public RadioGroup defaultValue(@Nullable String defaultValue) {
		return set("defaultValue", defaultValue);
	}

	/**
	 * Set what a change does.
	 * @param action the action
	 * @return this component
	 */
	public RadioGroup onChange(@Nullable ActionConfig action) {
		return set("onChangeAction", (action != null) ? action.json() : null);
	}

	/**
	 * Require a value.
	 * @param required whether to
	 * @return this component
	 */
	public RadioGroup required(boolean required) {
		return set("required", required);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public RadioGroup disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
