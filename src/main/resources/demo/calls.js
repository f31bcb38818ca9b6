// Shows calls of tools that the page runs. This page has none, so the visitor answers for it.

import { create, disclosure } from './dom.js';

/** @param answer is called with the item and what the visitor returns */
export function clientToolCall(first, { answer }) {
  const form = answerForm(first.name);
  const result = create('code', '');
  const output = disclosure('', 'Result', create('pre', '', result));
  const title = create('p', 'name');
  const input = create('code', '');
  const element = create('div', 'item call', title, scrollable(input), form, output);
  let current = first;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    readJson(form, (value) => answer(current, value));
  });
  return { element, draw: (item) => {
    current = item;
    const pending = (item.status === 'pending');
    title.textContent = pending ? `The model asks the page to run ${item.name}.` : `The page ran ${item.name}.`;
    input.textContent = JSON.stringify(item.arguments, null, 2);
    result.textContent = JSON.stringify(item.output, null, 2) ?? '';
    form.hidden = !pending;
    output.hidden = pending;
  } };
}

function scrollable(code) {
  return Object.assign(create('pre', '', code), { tabIndex: 0 });
}

function answerForm(name) {
  const field = Object.assign(create('textarea', ''), { rows: 2, value: '{"ok": true}', spellcheck: false });
  const label = create('label', '', `Result of ${name}, as JSON`, field);
  field.addEventListener('input', () => field.setCustomValidity(''));
  return create('form', '', label, create('button', '', 'Return result'));
}

function readJson(form, use) {
  const field = form.querySelector('textarea');
  let value;
  try {
    value = JSON.parse(field.value);
  } catch {
    field.setCustomValidity('This is not JSON.');
    field.reportValidity();
    return;
  }
  use(value);
}
