// Knows the fields of widgets: their names, what was entered, and their labels.

const fields = new WeakMap(); // element -> the field in it

let count = 0;

/** @param control what a label belongs to */
export function asField(element, { name, control, read }) {
  element.classList.add('w-field');
  control.id = `field-${++count}`;
  fields.set(element, { name, control, read });
  return element;
}

/** The payload of an action with what was entered: in the form around the control, or in the control itself. */
export function payloadWith(payload, control) {
  const form = control.closest('form');
  const entered = form ? fieldsIn(form) : [fields.get(control.closest('.w-field'))].filter((field) => field?.name);
  if (!entered.length || !(payload === undefined || isObject(payload))) {
    return payload;
  }
  return entered.reduce((all, { name, read }) => put(all, name.split('.'), read()), payload ?? {});
}

/** Labels name a field of the form that they are in. */
export function connectLabels(root) {
  root.querySelectorAll('label[data-field]').forEach((label) => {
    const field = fieldsIn(label.closest('form') ?? root).find(({ name }) => name === label.dataset.field);
    if (!field) {
      return;
    }
    label.id = `label-of-${field.control.id}`;
    label.htmlFor = field.control.id;
    field.control.removeAttribute('aria-label');
    field.control.setAttribute('aria-labelledby', label.id);
  });
}

function fieldsIn(root) {
  return [...root.querySelectorAll('.w-field')].map((element) => fields.get(element)).filter(({ name }) => name);
}

/** Names come from elsewhere, so this only ever defines properties of new objects. */
function put(object, [key, ...rest], value) {
  const known = Object.hasOwn(object, key) ? object[key] : undefined;
  const inner = rest.length ? put(isObject(known) ? known : {}, rest, value) : value;
  return Object.fromEntries([...Object.entries(object), [key, inner]]);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
