package io.github.chatkitbackend.chat.widget;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Converts values of properties to JSON.
 */
final class Values {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private Values() {
	}

	static JsonNode json(Object value) {
		return switch (value) {
			case JsonNode json -> json;
			case Word word -> JSON.stringNode(word.word());
			case Boolean flag -> JSON.booleanNode(flag);
			case Integer number -> JSON.numberNode(number);
			case Long number -> JSON.numberNode(number);
			case Number number -> JSON.numberNode(number.doubleValue());
			case CharSequence text -> JSON.stringNode(text.toString());
			default -> throw new IllegalArgumentException(
					"A property must be a string, number, boolean or JSON tree, not " + value.getClass().getName());
		};
	}

}
