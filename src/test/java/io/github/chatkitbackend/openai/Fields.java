package io.github.chatkitbackend.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * An object with known fields. Others are refused.
 *
 * @param shapes the fields
 * @param required those that must be there
 */
record Fields(Map<String, Shape> shapes, List<String> required) implements Shape {

	Fields required(String name, Shape shape) {
		return new Fields(with(name, shape), Stream.concat(this.required.stream(), Stream.of(name)).toList());
	}

	/**
	 * A field that may be absent or {@code null}.
	 */
	Fields optional(String name, Shape shape) {
		return new Fields(with(name, Shape.nullable(shape)), this.required);
	}

	private Map<String, Shape> with(String name, Shape shape) {
		Map<String, Shape> shapes = new LinkedHashMap<>(this.shapes);
		shapes.put(name, shape);
		return shapes;
	}

	@Override
	public void check(String path, JsonNode node) {
		MAP.check(path, node);
		node.properties().forEach((field) -> checkField(join(path, field.getKey()), field));
		for (String name : this.required) {
			if (!node.has(name)) {
				throw missing(join(path, name));
			}
		}
	}

	private void checkField(String path, Map.Entry<String, JsonNode> field) {
		Shape shape = this.shapes.get(field.getKey());
		if (shape == null) {
			throw new Refusal(400, "unknown_parameter", path, "Unknown parameter: '%s'.".formatted(path));
		}
		shape.check(path, field.getValue());
	}

	static Refusal missing(String path) {
		return new Refusal(400, "missing_required_parameter", path,
				"Missing required parameter: '%s'.".formatted(path));
	}

	static String join(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}

}
