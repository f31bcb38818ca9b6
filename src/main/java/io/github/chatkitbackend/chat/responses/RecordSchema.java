package io.github.chatkitbackend.chat.responses;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of a record, such that OpenAI can enforce it: all components are
 * required, those that may be absent may be null instead, and there are no others.
 */
final class RecordSchema {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Map<Class<?>, String> SIMPLE = Map.ofEntries(Map.entry(String.class, "string"),
			Map.entry(boolean.class, "boolean"), Map.entry(Boolean.class, "boolean"), Map.entry(int.class, "integer"),
			Map.entry(Integer.class, "integer"), Map.entry(long.class, "integer"), Map.entry(Long.class, "integer"),
			Map.entry(BigInteger.class, "integer"), Map.entry(double.class, "number"),
			Map.entry(Double.class, "number"), Map.entry(float.class, "number"), Map.entry(Float.class, "number"),
			Map.entry(BigDecimal.class, "number"));

	private static final Map<Class<?>, String> FORMATS = Map.of(LocalDate.class, "date", Instant.class, "date-time",
			OffsetDateTime.class, "date-time", UUID.class, "uuid");

	private RecordSchema() {
	}

	/**
	 * Describe a record. {@link JsonPropertyDescription} describes its components.
	 * @throws IllegalArgumentException if a component is of a type that has no schema
	 */
	static ObjectNode of(Class<?> type) {
		ObjectNode schema = JSON.createObjectNode().put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getType() == type) {
				throw unknown(type);
			}
			properties.set(name(component), property(component));
		}
		ArrayNode required = schema.putArray("required");
		properties.propertyNames().forEach(required::add);
		return schema.put("additionalProperties", false);
	}

	private static String name(RecordComponent component) {
		JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
		return (named != null && !named.value().isEmpty()) ? named.value() : component.getName();
	}

	private static ObjectNode property(RecordComponent component) {
		boolean optional = component.getType() == Optional.class;
		ObjectNode schema = of(optional ? argument(component.getGenericType()) : component.getGenericType());
		boolean nullable = optional || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
		ObjectNode property = nullable ? nullable(schema) : schema;
		JsonPropertyDescription description = component.getAccessor().getAnnotation(JsonPropertyDescription.class);
		return (description != null) ? property.put("description", description.value()) : property;
	}

	private static ObjectNode nullable(ObjectNode schema) {
		ObjectNode nullable = JSON.createObjectNode();
		nullable.putArray("anyOf").add(schema).addObject().put("type", "null");
		return nullable;
	}

	private static ObjectNode of(Type type) {
		Class<?> raw = (Class<?>) ((type instanceof ParameterizedType generic) ? generic.getRawType() : type);
		if (raw.isRecord()) {
			return of(raw);
		}
		ObjectNode schema = JSON.createObjectNode();
		if (Collection.class.isAssignableFrom(raw) && type instanceof ParameterizedType) {
			return schema.put("type", "array").set("items", of(argument(type)));
		}
		if (FORMATS.containsKey(raw)) {
			return schema.put("type", "string").put("format", FORMATS.get(raw));
		}
		return raw.isEnum() ? values(schema, raw) : simple(schema, raw);
	}

	private static Type argument(Type type) {
		return ((ParameterizedType) type).getActualTypeArguments()[0];
	}

	private static ObjectNode values(ObjectNode schema, Class<?> type) {
		ArrayNode values = schema.put("type", "string").putArray("enum");
		Arrays.stream(type.getEnumConstants()).forEach((value) -> values.add(JSON.<JsonNode>valueToTree(value)));
		return schema;
	}

	private static ObjectNode simple(ObjectNode schema, Class<?> type) {
		String name = SIMPLE.get(type);
		if (name == null) {
			throw unknown(type);
		}
		return schema.put("type", name);
	}

	private static IllegalArgumentException unknown(Class<?> type) {
		return new IllegalArgumentException(
				"%s cannot be a parameter of a tool. Use records, lists, enums, texts, numbers, booleans and times."
					.formatted(type.getName()));
	}

}
