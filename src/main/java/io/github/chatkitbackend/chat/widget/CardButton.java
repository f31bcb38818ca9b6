package io.github.chatkitbackend.chat.widget;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A button of a card itself.
 */
final class CardButton {

	private CardButton() {
	}

	static JsonNode of(String label, ActionConfig action) {
		return JsonNodeFactory.instance.objectNode().put("label", label).set("action", action.json());
	}

}
