package io.github.chatkitbackend.openai;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What a part of a request must look like, refused in the words of OpenAI's API if it
 * does not.
 */
interface Shape {

	/** Any JSON. */
	Shape ANY = (_, _) -> {
	};

	/** {@code true} or {@code false}. */
	Shape BOOLEAN = typed(JsonNode::isBoolean, "a boolean");

	/** Any string. */
	Shape STRING = typed(JsonNode::isString, "a string");

	/** Any object. */
	Shape MAP = typed(JsonNode::isObject, "an object");

	/**
	 * Check a part of a request.
	 * @param path where it is, such as {@code input[0].role}
	 * @param node the part
	 * @throws Refusal if OpenAI would refuse it
	 */
	void check(String path, JsonNode node);

	static Shape typed(Predicate<JsonNode> type, String expectation) {
		return (path, node) -> {
			if (!type.test(node)) {
				throw new Refusal(400, "invalid_type", path, "Invalid type for '%s': expected %s, but got %s instead."
					.formatted(path, expectation, node.getNodeType().name().toLowerCase()));
			}
		};
	}

	static Shape string(int max) {
		return STRING.and((path, node) -> {
			if (node.stringValue().length() > max) {
				throw new Refusal(400, "string_above_max_length", path,
						"Invalid '%s': string too long. Expected a string with maximum length %d, but got a string with length %d instead."
							.formatted(path, max, node.stringValue().length()));
			}
		});
	}

	static Shape pattern(String regex) {
		return STRING.and(value((node) -> Pattern.matches(regex, node.stringValue()),
				"Expected a string that matches the pattern '%s'.".formatted(regex)));
	}

	static Shape id(String prefix) {
		return STRING.and(value((node) -> node.stringValue().startsWith(prefix),
				"Expected an ID that begins with '%s'.".formatted(prefix)));
	}

	static Shape number(double min, double max) {
		return typed(JsonNode::isNumber, "a decimal").and(range(min, max, "decimal"));
	}

	static Shape integer(int min, int max) {
		return typed(JsonNode::isIntegralNumber, "an integer").and(range(min, max, "integer"));
	}

	private static Shape range(double min, double max, String kind) {
		return (path, node) -> {
			if (node.doubleValue() < min || node.doubleValue() > max) {
				boolean below = node.doubleValue() < min;
				throw new Refusal(400, kind + (below ? "_below_min_value" : "_above_max_value"), path,
						"Invalid '%s': %s %s value. Expected a value %s %s, but got %s instead.".formatted(path, kind,
								below ? "below minimum" : "above maximum", below ? ">=" : "<=", below ? min : max,
								node));
			}
		};
	}

	static Shape oneOf(String... values) {
		return STRING.and((path, node) -> {
			if (!Arrays.asList(values).contains(node.stringValue())) {
				throw new Refusal(400, "invalid_value", path, "Invalid value: '%s'. Supported values are: %s."
					.formatted(node.stringValue(), quoted(List.of(values))));
			}
		});
	}

	private static String quoted(List<String> values) {
		return values.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
	}

	/**
	 * A value of the right type that has to be sensible.
	 */
	static Shape value(Predicate<JsonNode> test, String expectation) {
		return (path, node) -> {
			if (!test.test(node)) {
				throw new Refusal(400, "invalid_value", path, "Invalid '%s'. %s".formatted(path, expectation));
			}
		};
	}

	static Shape list(Shape element) {
		return typed(JsonNode::isArray, "an array").and((path, node) -> {
			for (int i = 0; i < node.size(); i++) {
				element.check("%s[%d]".formatted(path, i), node.get(i));
			}
		});
	}

	static Shape stringOr(Shape other) {
		return (path, node) -> (node.isString() ? STRING : other).check(path, node);
	}

	static Shape nullable(Shape shape) {
		return (path, node) -> {
			if (!node.isNull()) {
				shape.check(path, node);
			}
		};
	}

	/**
	 * An object whose {@code type} says what it looks like.
	 */
	static Shape byType(Map<String, Shape> shapes) {
		Shape type = oneOf(shapes.keySet().stream().sorted().toArray(String[]::new));
		return MAP.and((path, node) -> {
			if (!node.has("type")) {
				throw Fields.missing(Fields.join(path, "type"));
			}
			type.check(Fields.join(path, "type"), node.get("type"));
			shapes.get(node.get("type").stringValue()).check(path, node);
		});
	}

	static Fields object() {
		return new Fields(Collections.emptyMap(), List.of());
	}

	default Shape and(Shape other) {
		return (path, node) -> {
			check(path, node);
			other.check(path, node);
		};
	}

}
