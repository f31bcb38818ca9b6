// Shows components of widgets. Components that are not known show what they are, and the components in them.

import { CONTROLS } from './controls.js';
import { create, disclosure, link } from './dom.js';
import { LAYOUT } from './layout.js';
import { render } from './markdown.js';

const IMAGES = /^(https:|data:image\/|\/(?!\/))/i;

/** @param widget what components need: a function `act` */
export function builder(widget) {
  return (node) => (COMPONENTS[node.type] ?? unknown)(node, widget);
}

/** @param usual the class of such texts */
function text(tag, usual) {
  return (node, widget) => {
    if (node.editable) {
      return CONTROLS.Input({ ...node.editable, defaultValue: node.value }, widget);
    }
    const element = create(tag, usual);
    const update = ({ value, color, weight, italic, lineThrough, textAlign }) => {
      const style = { 'w-muted': color === 'secondary' || color === 'tertiary', 'w-good': color === 'success',
        'w-bad': color === 'danger', 'w-strong': weight && weight !== 'normal', 'w-italic': italic, 'w-struck': lineThrough };
      Object.entries(style).forEach(([name, on]) => element.classList.toggle(name, Boolean(on)));
      element.style.textAlign = textAlign ?? '';
      element.textContent = value ?? '';
    };
    update(node);
    return { element, update };
  };
}

function Title(node, widget) {
  const title = text('p', 'w-title')(node, widget);
  Object.assign(title.element, { role: 'heading', ariaLevel: 3 });
  return title;
}

function Label({ value, fieldName }) {
  const element = create('label', '', value ?? '');
  element.dataset.field = fieldName ?? '';
  return { element };
}

function Markdown(node) {
  const element = create('div', 'markdown');
  const update = ({ value }) => render(element, value ?? '');
  update(node);
  return { element, update };
}

function Badge({ label, color }) {
  const known = ['success', 'danger', 'warning', 'info', 'discovery'].includes(color);
  return { element: create('span', `w-badge ${known ? color : ''}`, label ?? '') };
}

function Icon({ name }) {
  const element = create('span', 'w-icon', name ?? '');
  element.title = 'Icon';
  return { element };
}

/** The page's policy decides which images are loaded. */
function Image(node) {
  const element = create('div', 'w-image');
  const showLink = () => element.replaceChildren(create('span', 'hint', 'Image that this page does not load: ',
    link(node.src, node.alt || node.src) ?? (node.alt || 'no address')));
  if (!IMAGES.test(node.src)) {
    showLink();
    return { element };
  }
  const image = Object.assign(create('img', ''), { alt: node.alt ?? '' });
  Object.assign(image.style, { width: pixels(node.width ?? node.size), height: pixels(node.height ?? node.size), objectFit: node.fit ?? '' });
  image.addEventListener('error', showLink, { once: true });
  image.src = node.src;
  element.append(image);
  return { element };
}

function pixels(value) {
  return (typeof value === 'number') ? `${value}px` : (value ?? '');
}

function Divider() {
  return { element: create('hr', 'w-divider') };
}

function Spacer() {
  return { element: create('div', 'w-spacer') };
}

function Table() {
  const place = create('tbody', '');
  const element = Object.assign(create('div', 'table', create('table', '', place)), { tabIndex: 0 });
  return { element, place };
}

function unknown({ children, ...node }) {
  const json = create('pre', '', create('code', '', JSON.stringify(node, null, 2)));
  json.tabIndex = 0;
  const place = create('div', 'w-col');
  const name = create('code', '', String(node.type));
  return { element: create('div', 'w-unknown', disclosure('', name, json), place), place };
}

function cells(tag) {
  return ({ header }) => {
    const place = create(tag, header ? 'w-strong' : '');
    return { element: place, place };
  };
}

const COMPONENTS = { __proto__: null, ...LAYOUT, ...CONTROLS, Text: text('p', 'w-text'), Title, Caption: text('p', 'hint'), Label, Markdown,
  Badge, Icon, Image, Divider, Spacer, Table, 'Table.Row': cells('tr'), 'Table.Cell': cells('td') };
