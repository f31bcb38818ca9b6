package io.github.chatkitbackend.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts JSON to the values that templates work with, and back.
 */
final class TemplateValues {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private TemplateValues() {
	}

	static Object of(JsonNode node) {
		return switch (node) {
			case ObjectNode object -> map(object);
			case ArrayNode array -> array.valueStream().map(TemplateValues::of).toList();
			default -> scalar(node);
		};
	}

	static Map<String, Object> map(ObjectNode object) {
		Map<String, Object> map = new LinkedHashMap<>();
		object.properties().forEach((member) -> map.put(member.getKey(), of(member.getValue())));
		return map;
	}

	private static Object scalar(JsonNode node) {
		if (node.isNull()) {
			return JsonNull.VALUE;
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		if (node.isIntegralNumber() && node.canConvertToLong()) {
			return node.longValue();
		}
		if (node.isNumber()) {
			return node.doubleValue();
		}
		return node.asString();
	}

	/**
	 * The JSON of a value.
	 * @throws IllegalArgumentException if there is no value
	 */
	static JsonNode json(@Nullable Object value) {
		return switch (value) {
			case null -> throw new IllegalArgumentException("a value that does not exist is written as JSON");
			case JsonNull _ -> JSON.nullNode();
			case Boolean flag -> JSON.booleanNode(flag);
			case Long number -> JSON.numberNode(number);
			case Integer number -> JSON.numberNode(number);
			case Number number -> JSON.numberNode(number.doubleValue());
			case Map<?, ?> map -> object(map);
			case List<?> list -> array(list);
			default -> JSON.stringNode(value.toString());
		};
	}

	private static JsonNode object(Map<?, ?> map) {
		ObjectNode object = JSON.objectNode();
		map.forEach((name, value) -> object.set(String.valueOf(name), json(value)));
		return object;
	}

	private static JsonNode array(List<?> list) {
		List<JsonNode> elements = new ArrayList<>();
		list.forEach((element) -> elements.add(json(element)));
		return JSON.arrayNode().addAll(elements);
	}

}
