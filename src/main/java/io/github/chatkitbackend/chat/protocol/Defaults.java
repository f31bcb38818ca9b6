package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values of members that may be absent from JSON but never are in Java.
 */
final class Defaults {

	private Defaults() {
	}

	static <T> List<T> list(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

	static JsonNode object(@Nullable JsonNode node) {
		return (node == null || node.isNull() || node.isMissingNode()) ? JsonNodeFactory.instance.objectNode() : node;
	}

	/**
	 * A copy of a widget's tree without its nulls. The protocol has no nulls in widgets.
	 */
	static JsonNode withoutNulls(JsonNode node) {
		return switch (node) {
			case ObjectNode object -> {
				ObjectNode copy = JsonNodeFactory.instance.objectNode();
				object.properties()
					.stream()
					.filter((member) -> !member.getValue().isNull())
					.forEach((member) -> copy.set(member.getKey(), withoutNulls(member.getValue())));
				yield copy;
			}
			case ArrayNode array -> {
				ArrayNode copy = JsonNodeFactory.instance.arrayNode();
				array.values()
					.stream()
					.filter((element) -> !element.isNull())
					.forEach((element) -> copy.add(withoutNulls(element)));
				yield copy;
			}
			default -> node;
		};
	}

}
