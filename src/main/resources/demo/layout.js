// Shows those components of widgets that contain others.

import { button, create } from './dom.js';

const ALIGNMENTS = { start: 'flex-start', center: 'center', end: 'flex-end', baseline: 'baseline', stretch: 'stretch',
  between: 'space-between', around: 'space-around', evenly: 'space-evenly' };

function Card(node, { act }) {
  const run = (card, container) => card && act(card.action, container.querySelector('.w-confirm'), 'container');
  const place = create('div', 'w-col');
  const element = create(node.asForm ? 'form' : 'div', 'w-card', ...statusOf(node));
  element.append(node.collapsed ? create('details', '', create('summary', '', 'Show the content'), place) : place);
  element.append(...cardButtons(node, element, act));
  if (node.asForm) {
    onSubmit(element, () => run(node.confirm, element));
  }
  place.style.gap = spacing(node.gap);
  return { element, place };
}

function cardButtons({ asForm, confirm, cancel }, element, act) {
  const press = (card, className) => {
    const pressed = button(card.label, className, () => pressed.type === 'button' && act(card.action, pressed, 'container'));
    return pressed;
  };
  const buttons = [...(confirm ? [press(confirm, 'w-confirm')] : []), ...(cancel ? [press(cancel, 'quiet')] : [])];
  if (asForm && confirm) {
    buttons[0].type = 'submit';
  }
  return buttons.length ? [create('div', 'w-row w-end', ...buttons)] : [];
}

function ListView(node) {
  const place = Object.assign(create('ul', 'w-list'), { role: 'list' });
  const more = button('', 'quiet w-block', () => {
    more.hidden = true;
    [...place.children].forEach((item) => item.hidden = false);
    place.children[node.limit]?.querySelector('[tabindex]')?.focus();
  });
  more.hidden = true;
  let opened = false;
  more.addEventListener('click', () => opened = true);
  const finish = ({ limit }) => {
    const rest = opened || !(limit > 0) ? [] : [...place.children].slice(limit);
    rest.forEach((item) => item.hidden = true);
    more.hidden = !rest.length;
    more.textContent = `Show ${rest.length} more`;
  };
  return { element: create('div', 'w-card', ...statusOf(node), place, more), place, finish };
}

/** An item with an action is used like a button. Buttons in it are used on their own. */
function ListViewItem(node, { act }) {
  const place = layout(create('div', 'w-row'), { align: 'center', ...node });
  if (node.onClickAction) {
    const own = (target) => target.closest('button, a, input, select, textarea, label, [role=button]') === place;
    const run = (event) => own(event.target) && act(node.onClickAction, place, 'self');
    Object.assign(place, { tabIndex: 0, role: 'button' });
    place.addEventListener('click', run);
    place.addEventListener('keydown', (event) => {
      if (event.target === place && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        run(event);
      }
    });
  }
  return { element: create('li', '', place), place };
}

function Form(node, { act }) {
  const element = box('form', node, (node.direction === 'row') ? 'w-row' : 'w-col');
  onSubmit(element, (submitter) => node.onSubmitAction && act(node.onSubmitAction, submitter ?? element, 'container'));
  return { element, place: element };
}

function onSubmit(form, submit) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(event.submitter);
  });
}

function container(usual) {
  return (node) => {
    const element = box('div', node, (node.direction === 'row') ? 'w-row' : usual);
    return { element, place: element };
  };
}

function statusOf({ status }) {
  return status?.text ? [create('p', 'w-status', status.text)] : [];
}

/** Colours are those of the page, so that everything can be read. */
function box(tag, node, className) {
  const element = layout(create(tag, className), node);
  element.classList.toggle('w-border', Boolean(node.border));
  element.style.padding = (typeof node.padding === 'object') ? '' : spacing(node.padding);
  return element;
}

function layout(element, { gap, align, justify, wrap, flex }) {
  Object.assign(element.style, { gap: spacing(gap), alignItems: ALIGNMENTS[align] ?? '', flex: flex ?? '', flexWrap: wrap ?? '',
    justifyContent: ALIGNMENTS[justify] ?? '' });
  return element;
}

/** Numbers count quarters of an em. */
function spacing(value) {
  return (typeof value === 'number') ? `${value / 4}rem` : (value ?? '');
}

export const LAYOUT = { Card, ListView, ListViewItem, Form, Basic: container('w-col'), Box: container('w-col'), Row: container('w-row'),
  Col: container('w-col'), Transition: container('w-col') };
