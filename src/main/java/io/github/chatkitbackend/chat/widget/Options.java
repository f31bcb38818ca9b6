package io.github.chatkitbackend.chat.widget;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The options of a choice.
 */
final class Options {

	private Options() {
	}

	static JsonNode of(Map<String, String> labels) {
		ArrayNode options = JsonNodeFactory.instance.arrayNode();
		labels.forEach((value, label) -> options.addObject().put("value", value).put("label", label));
		return options;
	}

}
