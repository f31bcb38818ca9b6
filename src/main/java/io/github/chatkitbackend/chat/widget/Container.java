package io.github.chatkitbackend.chat.widget;

import java.util.List;

/**
 * A component with children.
 *
 * @param <C> the type of the component
 * @param <T> the type of its children
 */
public abstract sealed class Container<C extends Container<C, T>, T extends Component<?>> extends Component<C>
		permits Card, ListView, ListViewItem, Row, Col, Form {

	Container(String type, List<T> children) {
		super(type);
		append(children);
	}

	/**
	 * Add a child.
	 * @param child the child
	 * @return this component
	 */
	public C add(T child) {
		return addAll(List.of(child));
	}

	/**
	 * Add children.
	 * @param children the children
	 * @return this component
	 */
	@SuppressWarnings("unchecked")
	public C addAll(Iterable<? extends T> children) {
		append(children);
		return (C) this;
	}

}
