// Shows widgets, and passes their actions on with what was entered.

import { builder } from './components.js';
import { button, create } from './dom.js';
import { connectLabels, payloadWith } from './fields.js';
import { keepFocus } from './focus.js';
import { draw } from './tree.js';

/** @param act is called with the item and an action, and returns a promise that is settled when the action has ended */
export function widget(first, { act }) {
  const root = Object.assign(create('div', 'w-root'), { tabIndex: -1 });
  const copy = create('p', 'w-copy');
  const element = create('article', 'item w-item', create('span', 'unseen', 'Widget:'), root, copy);
  let current = first;
  const build = builder({ act: (action, control, usual) => run(root, control, action.loadingBehavior, usual,
    () => act(current, { ...action, payload: payloadWith(action.payload, control) })) });
  return { element, draw: (item) => {
    current = item;
    const restoreFocus = keepFocus(root);
    draw(root, [item.widget ?? {}], build);
    connectLabels(root);
    restoreFocus();
    showCopy(copy, item.copy_text);
  } };
}

/** What shows that it is loading cannot be used meanwhile. */
async function run(root, control, behavior, usual, work) {
  const place = { none: undefined, self: control, container: root };
  const loading = place[Object.hasOwn(place, behavior) ? behavior : usual];
  const restoreFocus = keepFocus(root);
  const show = (on) => loading && Object.assign(loading, { inert: on, ariaBusy: on });
  show(true);
  try {
    await work();
  } finally {
    requestAnimationFrame(() => { // The changes are drawn in this frame
      show(false);
      restoreFocus();
    });
  }
}

function showCopy(place, text) {
  place.hidden = !text;
  if (text && place.dataset.text !== text) {
    place.dataset.text = text;
    const state = create('span', 'hint');
    state.role = 'status';
    place.replaceChildren(button('Copy', 'quiet', async () => {
      state.textContent = await copied(text) ? 'Copied.' : 'The browser does not allow this page to copy.';
    }), state);
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // Without permission, or without HTTPS
  }
}
