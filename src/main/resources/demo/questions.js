// Shows questions to the visitor as a form, and what was answered.

import { choice } from './controls.js';
import { button, create } from './dom.js';
import { keepFocus } from './focus.js';

let groups = 0;

/** @param submit is called with the item and the answers */
export function questions(first, { submit }) {
  const element = Object.assign(create('article', 'item w-item'), { tabIndex: -1 });
  let current = first;
  const send = async (input) => {
    const restoreFocus = keepFocus(element);
    element.inert = true;
    await submit(current, input);
    requestAnimationFrame(() => { // The answers are drawn in this frame
      element.inert = false;
      restoreFocus();
    });
  };
  const form = toForm(first.inputs, send);
  return { element, draw: (item) => {
    current = item;
    const pending = (item.status === 'pending');
    if (!pending || !form.isConnected) {
      element.replaceChildren(create('span', 'unseen', 'Questions:'), pending ? form : answersOf(item));
    }
  } };
}

function toForm(inputs, send) {
  const fields = inputs.map(toField);
  const skip = button('Skip', 'quiet', () => send({ status: 'skipped', answers: {} }));
  const form = create('form', 'w-card', ...fields.map((field) => field.element),
    create('div', 'w-row w-end', create('button', '', 'Answer'), skip));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const answers = Object.fromEntries(fields.map(({ id, read }) => [id, { values: read(), skipped: !read().length }]));
    send({ status: 'answered', answers });
  });
  return form;
}

function toField({ type, id, question, description, options = [], multiple = false }) {
  const group = `question-${++groups}`;
  const boxes = options.map(({ value }) => {
    const { box, element } = choice(multiple ? 'checkbox' : 'radio', value, {});
    Object.assign(box, { name: group, value });
    return element;
  });
  const own = Object.assign(create(boxes.length ? 'input' : 'textarea', ''), { ariaLabel: boxes.length ? 'Another answer' : question,
    placeholder: boxes.length ? 'Another answer' : '', autocomplete: 'off' });
  const element = create('fieldset', 'w-col', create('legend', '', question ?? type),
    ...(description ? [create('p', 'hint', description)] : []), ...boxes, own);
  return { id, element, read: () => {
    const chosen = [...element.querySelectorAll(':checked')].map((box) => box.value);
    const written = own.value.trim();
    return multiple ? [...chosen, written].filter(Boolean) : [written || chosen[0]].filter(Boolean);
  } };
}

function answersOf({ inputs }) {
  return create('dl', 'w-card', ...inputs.flatMap(({ question, answer }) => [create('dt', '', question),
    create('dd', '', answer?.values?.length ? answer.values.join(', ') : 'Skipped')]));
}
