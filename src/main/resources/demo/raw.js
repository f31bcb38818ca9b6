// Shows the last requests, answers and events as they went over the wire. Headers, and with them tokens, are not among them.

import { create } from './dom.js';

const KEPT = 200;
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export class RawEvents {

  constructor(details) {
    this.details = details;
    this.list = details.querySelector('ol');
    this.count = details.querySelector('.count');
    this.entries = [];
    details.addEventListener('toggle', () => this.#draw());
    details.querySelector('.clear').addEventListener('click', () => {
      this.entries = [];
      this.#draw();
    });
  }

  /** @param direction 'sent' or 'received' */
  record(direction, text) {
    this.entries.push({ direction, text, time: new Date() });
    this.entries = this.entries.slice(-KEPT);
    this.scheduled ??= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.scheduled = undefined;
    this.count.textContent = this.entries.length;
    const shown = this.details.open ? this.entries : [];
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 40;
    this.list.append(...shown.filter((entry) => !entry.element?.isConnected).map((entry) => entry.element ??= toElement(entry)));
    while (this.list.children.length > shown.length) {
      this.list.firstElementChild.remove();
    }
    if (atEnd) {
      this.list.scrollTop = this.list.scrollHeight;
    }
  }

}

function toElement({ direction, text, time }) {
  return create('li', direction, create('span', 'when', `${CLOCK.format(time)} ${direction}`), create('code', '', text));
}
