// Reads and changes the JSON of a widget: a tree of components.

/** The components in a component. Text among them stands for a component that shows it. */
export function childrenOf(node) {
  return [node.children ?? []].flat().map((child) => (typeof child === 'string') ? { type: 'Text', value: child } : child)
    .filter((child) => child && typeof child === 'object');
}

/** Changes the item as the update says. Updates that this console does not know change nothing. */
export function applyToWidget(item, update) {
  if (update.type === 'widget.root.updated') {
    item.widget = update.widget;
  } else if (update.type === 'widget.component.updated') {
    item.widget = replace(item.widget, update.component_id, () => update.component);
  } else if (update.type === 'widget.streaming_text.value_delta') {
    item.widget = replace(item.widget, update.component_id,
      (node) => ({ ...node, value: `${node.value ?? ''}${update.delta}`, streaming: !update.done }));
  }
}

/** The texts of a widget, for screen readers. */
export function wordsOf(node) {
  const words = [node.status?.text, node.value, node.label, node.alt, ...childrenOf(node).map(wordsOf)];
  return words.filter((word) => word && typeof word === 'string').join('. ');
}

function replace(node, id, change) {
  if (node.id === id) {
    return change(node);
  }
  return node.children ? { ...node, children: childrenOf(node).map((child) => replace(child, id, change)) } : node;
}
