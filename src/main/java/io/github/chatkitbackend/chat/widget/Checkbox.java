package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * A box to check.
 */
public final class Checkbox extends Field<Checkbox> {

	private Checkbox(String name) {
		super("Checkbox", name);
	}

	/**
	 * A box to check.
	 * @param name the name of its value in the payload; dots nest
	 * @return the component
	 */
	public static Checkbox of(String name) {
		return new Checkbox(name);
	}

	/**
	 * Set the label.
	 * @param label the label
	 * @return this component
	 */
	public Checkbox label(@Nullable String label) {
		return set("label", label);
	}

	/**
	 * Begin with a checked box.
	 * @param defaultChecked whether to
	 * @return this component
	 */
	public Checkbox defaultChecked(boolean defaultChecked) {
		return set("defaultChecked", defaultChecked);
	}

	/**
	 * Set what a change does.
	 * @param action the action
	 * @return this component
	 */
	public Checkbox onChange(@Nullable ActionConfig action) {
		return set("onChangeAction", (action != null) ? action.json() : null);
	}

	/**
	 * Require a value.
	 * @param required whether to
	 * @return this component
	 */
	public Checkbox required(boolean required) {
		return set("required", required);
	}

	/**
	 * Refuse changes.
	 * @param disabled whether to
	 * @return this component
	 */
	public Checkbox disabled(boolean disabled) {
		return set("disabled", disabled);
	}

}
