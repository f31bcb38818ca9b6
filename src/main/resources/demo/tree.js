// Draws components, and draws them again with as few changes as possible, so that focus and entered text are kept.

import { childrenOf } from './nodes.js';

const drawn = new WeakMap(); // element -> what it shows

/**
 * Shows the components in the place of those that it showed before.
 *
 * @param build returns an element for a component and, if it has them: a `place` for the components in it, a function
 * that can `update` the element, and one that can `finish` it when the components in it are drawn
 */
export function draw(place, nodes, build) {
  const old = [...place.children].map((element) => drawn.get(element)).filter(Boolean);
  const take = (fits) => {
    const index = old.findIndex(fits);
    return (index < 0) ? undefined : old.splice(index, 1)[0];
  };
  const unchanged = nodes.map((node) => take((view) => view.source === sourceOf(node)));
  const views = nodes.map((node, index) => unchanged[index] ?? renew(take((view) => view.kind === kindOf(node)), node, build));
  arrange(place, views.map((view) => view.element));
  views.forEach((view, index) => {
    if (view.place) {
      draw(view.place, childrenOf(nodes[index]), build);
      view.finish?.(nodes[index]);
    }
  });
}

/** A new element takes over the components in its predecessor. */
function renew(old, node, build) {
  const source = sourceOf(node);
  if (old?.update) {
    old.update(node);
    return Object.assign(old, { source });
  }
  const view = { ...build(node), source, kind: kindOf(node) };
  if (old?.place && view.place) {
    view.place.append(...old.place.children);
  }
  drawn.set(view.element, view);
  return view;
}

function arrange(place, elements) {
  elements.forEach((element, index) => {
    if (place.children[index] !== element) {
      place.insertBefore(element, place.children[index] ?? null);
    }
  });
  while (place.children.length > elements.length) {
    place.lastElementChild.remove();
  }
}

function sourceOf(node) {
  return JSON.stringify({ ...node, children: undefined });
}

function kindOf({ type, editable }) {
  return `${type} ${Boolean(editable)}`;
}
