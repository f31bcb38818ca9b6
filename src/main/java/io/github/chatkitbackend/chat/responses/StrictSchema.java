package io.github.chatkitbackend.chat.responses;

import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Knows which schemas OpenAI can enforce: objects say that there are no other properties
 * and require all they have, and only some keywords are used.
 */
final class StrictSchema {

	private static final Set<String> KEYWORDS = Set.of("type", "description", "title", "enum", "const", "items",
			"anyOf", "properties", "required", "additionalProperties", "format", "$ref", "$defs");

	private StrictSchema() {
	}

	static boolean qualifies(JsonNode parameters) {
		return parameters.path("type").asString("").equals("object") && isStrict(parameters);
	}

	private static boolean isStrict(JsonNode schema) {
		return schema.isObject() && KEYWORDS.containsAll(schema.propertyNames())
				&& (!isObject(schema.path("type")) || isClosed(schema)) && areStrict(schema.path("anyOf"))
				&& areStrict(schema.path("properties")) && areStrict(schema.path("$defs"))
				&& (!schema.has("items") || isStrict(schema.path("items")));
	}

	private static boolean isObject(JsonNode type) {
		return type.asString("").equals("object")
				|| type.valueStream().anyMatch((name) -> name.asString("").equals("object"));
	}

	private static boolean isClosed(JsonNode schema) {
		return !schema.path("additionalProperties").asBoolean(true) && schema.path("properties")
			.propertyNames()
			.stream()
			.allMatch((name) -> schema.path("required").valueStream().anyMatch((one) -> one.asString("").equals(name)));
	}

	private static boolean areStrict(JsonNode schemas) {
		return schemas.valueStream().allMatch(StrictSchema::isStrict);
	}

}
