package io.github.chatkitbackend.chat.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import tools.jackson.databind.JsonNode;

/**
 * The updates that lead from one state of a widget to the next: the text that was
 * appended, if nothing else has changed, or the whole widget.
 */
final class WidgetDifference {

	private static final Set<String> TEXTS = Set.of("Text", "Markdown");

	private final List<ItemUpdate> appended = new ArrayList<>();

	private WidgetDifference() {
	}

	/**
	 * Compare two states, neither of which contains nulls.
	 * @return the updates in the order of the document, none if the states are equal
	 */
	static List<ItemUpdate> between(JsonNode before, JsonNode after) {
		WidgetDifference difference = new WidgetDifference();
		return (difference.onlyAppends(before, after) && difference.isClear(after)) ? difference.appended
				: List.of(new ItemUpdate.WidgetRootUpdated(after));
	}

	/**
	 * Compare two components, and note what was appended.
	 * @return whether text was appended, and nothing else has changed
	 */
	private boolean onlyAppends(JsonNode before, JsonNode after) {
		if (!before.isObject() || !after.isObject()) {
			return before.equals(after);
		}
		Set<String> names = new HashSet<>(before.propertyNames());
		names.addAll(after.propertyNames());
		return names.stream().allMatch((name) -> switch (name) {
			case "value" -> appendsValue(before, after);
			case "children" -> childrenOnlyAppend(before.path(name), after.path(name));
			default -> before.path(name).equals(after.path(name));
		});
	}

	/**
	 * Components have several children, but a {@code Transition} has one.
	 */
	private boolean childrenOnlyAppend(JsonNode before, JsonNode after) {
		if (!before.isArray() || !after.isArray()) {
			return onlyAppends(before, after);
		}
		boolean appends = before.size() == after.size();
		for (int i = 0; i < after.size() && appends; i++) {
			appends = onlyAppends(before.get(i), after.get(i));
		}
		return appends;
	}

	private boolean appendsValue(JsonNode before, JsonNode after) {
		JsonNode old = before.path("value");
		JsonNode value = after.path("value");
		if (old.equals(value)) {
			return true;
		}
		String id = after.path("id").asString("");
		boolean grows = TEXTS.contains(after.path("type").asString("")) && !id.isEmpty() && old.isString()
				&& value.isString() && value.stringValue().startsWith(old.stringValue());
		if (grows) {
			this.appended
				.add(new ItemUpdate.WidgetTextDelta(id, value.stringValue().substring(old.stringValue().length()),
						!after.path("streaming").asBoolean(false)));
		}
		return grows;
	}

	/**
	 * Whether clients know which components are meant.
	 */
	private boolean isClear(JsonNode widget) {
		List<String> ids = widget.findValuesAsString("id");
		return this.appended.stream()
			.map((update) -> ((ItemUpdate.WidgetTextDelta) update).componentId())
			.allMatch((id) -> ids.indexOf(id) == ids.lastIndexOf(id));
	}

}
