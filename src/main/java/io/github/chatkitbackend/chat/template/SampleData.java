package io.github.chatkitbackend.chat.template;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data that fit a schema, unless it says more of values than their types, with which a
 * template is tried.
 *
 * @param root the schema
 * @param sparse whether lists are empty and conditions false
 */
record SampleData(JsonNode root, boolean sparse) {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final int MAX_DEPTH = 12;

	/**
	 * The data, as full and as empty as the schema allows.
	 */
	static List<JsonNode> of(JsonNode schema) {
		return List.of(new SampleData(schema, false).value(schema, 0), new SampleData(schema, true).value(schema, 0));
	}

	private JsonNode value(JsonNode schema, int depth) {
		JsonNode choices = schema.has("enum") ? schema.path("enum") : schema.path("const");
		if (depth > MAX_DEPTH) {
			return JSON.nullNode();
		}
		if (!choices.isMissingNode()) {
			return choices.isArray() ? choices.get(this.sparse ? choices.size() - 1 : 0) : choices;
		}
		if (schema.path("$ref").isString()) {
			return value(this.root.at(schema.path("$ref").stringValue().replaceFirst("^#", "")), depth + 1);
		}
		for (String union : List.of("anyOf", "oneOf")) {
			if (!schema.path(union).isEmpty()) {
				return value(schema.path(union).get(this.sparse ? schema.path(union).size() - 1 : 0), depth + 1);
			}
		}
		return typed(schema, depth);
	}

	private JsonNode typed(JsonNode schema, int depth) {
		JsonNode types = schema.path("type");
		JsonNode type = types.isArray() ? types.get(this.sparse ? types.size() - 1 : 0) : types;
		return switch (type.asString("")) {
			case "object" -> object(schema, depth);
			case "array" -> array(schema, depth);
			case "number", "integer" -> schema.path("minimum").isNumber() ? schema.path("minimum") : JSON.numberNode(1);
			case "boolean" -> JSON.booleanNode(!this.sparse);
			case "null" -> JSON.nullNode();
			default -> JSON.stringNode("text");
		};
	}

	private ObjectNode object(JsonNode schema, int depth) {
		ObjectNode object = JSON.objectNode();
		schema.path("properties")
			.properties()
			.forEach((property) -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
		return object;
	}

	private ArrayNode array(JsonNode schema, int depth) {
		ArrayNode array = JSON.arrayNode();
		int size = Math.max(schema.path("minItems").asInt(0), this.sparse ? 0 : 1);
		for (int i = 0; i < Math.min(size, MAX_DEPTH); i++) {
			array.add(value(schema.path("items"), depth + 1));
		}
		return array;
	}

}
