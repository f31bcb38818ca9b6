package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A form, whose values become part of the payload of its action.
 */
public final class Form extends Container<Form, Component<?>> {

	private Form(Component<?>... children) {
		super("Form", List.of(children));
	}

	/**
	 * A form, whose values become part of the payload of its action.
	 * @param children what is in it
	 * @return the component
	 */
	public static Form of(Component<?>... children) {
		return new Form(children);
	}

	/**
	 * Set what submitting does.
	 * @param action the action
	 * @return this component
	 */
	public Form onSubmit(@Nullable ActionConfig action) {
		return set("onSubmitAction", (action != null) ? action.json() : null);
	}

	/**
	 * Set the space between the children.
	 * @param gap the space
	 * @return this component
	 */
	public Form gap(int gap) {
		return set("gap", gap);
	}

}
