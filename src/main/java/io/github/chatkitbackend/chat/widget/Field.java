package io.github.chatkitbackend.chat.widget;

/**
 * A component with a value that becomes part of a payload.
 *
 * @param <C> the type of the component
 */
public abstract sealed class Field<C extends Field<C>> extends Component<C>
		permits Input, Textarea, Checkbox, Select, RadioGroup, DatePicker {

	Field(String type, String name) {
		super(type);
		set("name", name);
	}

}
