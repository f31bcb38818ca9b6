package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A widget that changes.
 */
class PendingWidget {

	private final WidgetItem begun;

	private JsonNode tree;

	PendingWidget(WidgetItem begun) {
		this.begun = begun;
		this.tree = begun.widget().deepCopy();
	}

	void update(ItemUpdate update) {
		switch (update) {
			case ItemUpdate.WidgetRootUpdated root -> this.tree = root.widget().deepCopy();
			case ItemUpdate.WidgetTextDelta text -> {
				ObjectNode component = find(this.tree, text.componentId());
				component.put("value", component.path("value").asString("") + text.delta());
			}
			case ItemUpdate.WidgetComponentUpdated updated ->
				find(this.tree, updated.componentId()).removeAll().setAll((ObjectNode) updated.component().deepCopy());
			default -> {
			}
		}
	}

	/**
	 * The component of an id.
	 * @return the component, or one outside the widget if there is none
	 */
	private static ObjectNode find(JsonNode widget, String id) {
		return widget.findParents("id")
			.stream()
			.filter((component) -> component.path("id").asString("").equals(id) && component.has("type"))
			.map(ObjectNode.class::cast)
			.findFirst()
			.orElseGet(() -> JsonNodeFactory.instance.objectNode());
	}

	WidgetItem current() {
		return this.begun.with(this.tree);
	}

}
