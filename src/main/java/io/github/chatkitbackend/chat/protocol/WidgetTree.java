package io.github.chatkitbackend.chat.protocol;

import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The form that the tree of a widget must have. Components and their properties are not
 * checked, because clients learn new ones before this service does.
 */
public final class WidgetTree {

	private static final Set<String> ROOTS = Set.of("Card", "ListView", "Basic");

	private static final String LIST = "ListView";

	private static final String LIST_ITEM = "ListViewItem";

	private WidgetTree() {
	}

	/**
	 * Check a widget.
	 * @param root its tree
	 * @return the tree
	 * @throws IllegalArgumentException if it is not a widget, with a message that names
	 * the place
	 */
	public static JsonNode checked(JsonNode root) {
		if (!root.isObject() || !ROOTS.contains(type(root))) {
			throw new IllegalArgumentException(
					"The root of a widget must be an object of the type Card, ListView or Basic");
		}
		check(root, "", "");
		return root;
	}

	private static void check(JsonNode node, String parent, String path) {
		if (!node.isObject() || type(node).isEmpty()) {
			throw new IllegalArgumentException("The component at %s must be an object with a type".formatted(path));
		}
		if (type(node).equals(LIST_ITEM) && !parent.equals(LIST)) {
			throw new IllegalArgumentException(
					"The component at %s must not be a ListViewItem: these belong directly below a ListView"
						.formatted(path));
		}
		checkChildren(node, path);
	}

	private static void checkChildren(JsonNode node, String path) {
		JsonNode children = node.path("children");
		if (children.isObject()) {
			check(children, type(node), path + "/children");
		}
		else if (children.isArray()) {
			for (int i = 0; i < children.size(); i++) {
				check(children.get(i), type(node), path + "/children/" + i);
			}
		}
		else if (!children.isMissingNode() && !children.isNull()) {
			throw new IllegalArgumentException("The children at %s/children must be components".formatted(path));
		}
	}

	private static String type(JsonNode node) {
		return node.path("type").asString("");
	}

}
