package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A component of a widget. Properties that are not set, or set to {@code null}, are
 * absent from its JSON.
 *
 * @param <C> the type of the component
 */
public abstract sealed class Component<C extends Component<C>>
		permits Container, Text, Markdown, Button, Image, Badge, Field, Spacer {

	private final ObjectNode node = JsonNodeFactory.instance.objectNode();

	Component(String type) {
		this.node.put("type", type);
	}

	/**
	 * Identify the component, such as for text that is streamed.
	 * @param id the id, unique within the widget
	 * @return this component
	 */
	public C id(@Nullable String id) {
		return set("id", id);
	}

	/**
	 * Tell the component apart from its siblings.
	 * @param key the key
	 * @return this component
	 */
	public C key(@Nullable String key) {
		return set("key", key);
	}

	/**
	 * Set any property, such as one for which there is no method.
	 * @param name its name
	 * @param value a string, number, boolean, or JSON tree; an enum constant stands for
	 * its word
	 * @return this component
	 */
	@SuppressWarnings("unchecked")
	public C set(String name, @Nullable Object value) {
		if (value == null) {
			this.node.remove(name);
		}
		else {
			this.node.set(name, Values.json(value));
		}
		return (C) this;
	}

	final void append(Iterable<? extends Component<?>> children) {
		ArrayNode list = this.node.withArray("children");
		children.forEach((child) -> list.add(child.json()));
	}

	/**
	 * The component as JSON.
	 * @return a copy
	 */
	public JsonNode json() {
		return this.node.deepCopy();
	}

}
