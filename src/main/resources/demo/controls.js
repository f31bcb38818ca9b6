// Shows those components of widgets that visitors use.

import { button, create } from './dom.js';
import { asField } from './fields.js';

const TEXT_TYPES = ['text', 'email', 'number', 'password', 'tel', 'url'];
const QUIET = ['outline', 'soft', 'ghost'];

let groups = 0;

function Button(node, { act }) {
  const label = node.label ?? node.iconStart ?? node.iconEnd ?? node.type;
  const quiet = node.style === 'secondary' || node.color === 'secondary' || QUIET.includes(node.variant);
  const element = button(label, (node.color === 'danger') ? 'danger' : (quiet ? 'quiet' : ''), () => {
    if (node.onClickAction && !(node.submit && element.form)) {
      act(node.onClickAction, element, 'self');
    }
  });
  element.type = node.submit ? 'submit' : 'button';
  element.disabled = Boolean(node.disabled);
  element.classList.toggle('w-block', Boolean(node.block));
  return { element };
}

function Input(node) {
  const element = create('input', '');
  element.type = TEXT_TYPES.includes(node.inputType) ? node.inputType : 'text';
  return { element: text(element, node) };
}

function Textarea(node) {
  const element = Object.assign(create('textarea', ''), { rows: node.rows ?? 3 });
  return { element: text(element, node) };
}

function DatePicker(node, { act }) {
  const day = (time) => (time ?? '').slice(0, 10);
  const element = Object.assign(create('input', ''), { type: 'date', min: day(node.min), max: day(node.max) });
  text(element, { ...node, defaultValue: day(node.defaultValue) });
  return { element: onChange(element, node, act) };
}

function Select(node, { act }) {
  const element = create('select', '');
  const empty = (node.placeholder || node.clearable || node.defaultValue === undefined)
    ? [new Option(node.placeholder ?? '', '')] : [];
  const options = (node.options ?? []).map(({ label, value, disabled = false }) =>
    Object.assign(new Option(label, value), { disabled, defaultSelected: value === node.defaultValue }));
  element.append(...empty, ...options);
  return { element: onChange(text(element, node, element.value), node, act) };
}

function Checkbox(node, { act }) {
  const { box, element } = choice('checkbox', node.label, node);
  box.checked = Boolean(node.defaultChecked);
  box.ariaLabel = node.label ? null : node.name;
  asField(element, { name: node.name, control: box, read: () => box.checked });
  return { element: onChange(element, node, act) };
}

function RadioGroup(node, { act }) {
  const group = `group-${++groups}`;
  const choices = (node.options ?? []).map((option) => {
    const { box, element } = choice('radio', option.label, { ...node, disabled: node.disabled || option.disabled });
    Object.assign(box, { name: group, value: option.value, checked: option.value === node.defaultValue });
    return element;
  });
  const element = create('div', `w-radios ${node.direction === 'row' ? 'w-row' : 'w-col'}`, ...choices);
  element.role = 'radiogroup';
  element.ariaLabel = node.ariaLabel ?? node.name;
  const read = () => element.querySelector(':checked')?.value ?? '';
  return { element: onChange(asField(element, { name: node.name, control: element, read }), node, act) };
}

/** A box to tick, or one of several, and its label. */
export function choice(type, label, { disabled, required }) {
  const box = Object.assign(create('input', ''), { type, disabled: Boolean(disabled), required: Boolean(required) });
  return { box, element: create('label', 'w-choice', box, create('span', '', label ?? '')) };
}

/** Properties that a control does not have do nothing. */
function text(control, node, value = node.defaultValue ?? '') {
  Object.assign(control, { value, placeholder: node.placeholder ?? '', required: Boolean(node.required),
    disabled: Boolean(node.disabled), autocomplete: 'off', ariaLabel: node.placeholder || node.name });
  if (node.pattern) {
    control.pattern = node.pattern;
  }
  return asField(control, { name: node.name, control, read: () => control.value });
}

function onChange(element, { onChangeAction }, act) {
  if (onChangeAction) {
    element.addEventListener('change', () => act(onChangeAction, element, 'none'));
  }
  return element;
}

export const CONTROLS = { Button, Input, Textarea, DatePicker, Select, Checkbox, RadioGroup };
