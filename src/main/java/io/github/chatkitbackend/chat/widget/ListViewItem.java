package io.github.chatkitbackend.chat.widget;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a list.
 */
public final class ListViewItem extends Container<ListViewItem, Component<?>> {

	private ListViewItem(Component<?>... children) {
		super("ListViewItem", List.of(children));
	}

	/**
	 * An entry of a list.
	 * @param children what is in it
	 * @return the component
	 */
	public static ListViewItem of(Component<?>... children) {
		return new ListViewItem(children);
	}

	/**
	 * Set what a click does.
	 * @param action the action
	 * @return this component
	 */
	public ListViewItem onClick(@Nullable ActionConfig action) {
		return set("onClickAction", (action != null) ? action.json() : null);
	}

	/**
	 * Set the space between the children.
	 * @param gap the space
	 * @return this component
	 */
	public ListViewItem gap(int gap) {
		return set("gap", gap);
	}

	/**
	 * Align the children across the direction.
	 * @param align how
	 * @return this component
	 */
	public ListViewItem align(@Nullable Align align) {
		return set("align", align);
	}

}
