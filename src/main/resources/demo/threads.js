// The list of the visitor's threads: opens, renames and deletes them.

import { button, create, icon } from './dom.js';

const PAGE = 20;
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export const titleOf = (thread) => thread?.title || 'Untitled conversation';

export class Threads {

  /** @param events functions that are told that a thread was `renamed` or `deleted`, and that something `failed` */
  constructor(nav, endpoint, events) {
    this.nav = nav;
    this.list = nav.querySelector('ul');
    this.none = nav.querySelector('.none');
    this.more = nav.querySelector('.more');
    this.endpoint = endpoint;
    this.events = events;
    this.more.addEventListener('click', () => this.#attempt(() => this.#showMore()));
  }

  /** Shows the newest threads anew. */
  show(page) {
    this.list.replaceChildren();
    this.#add(page);
  }

  /** Shows a thread at the top, or changes what is shown of it. */
  put(thread) {
    const row = this.#row(thread);
    const old = this.#find(thread.id);
    if (!old?.querySelector('form')) { // The visitor is answering a question there
      old ? old.replaceWith(row) : this.list.prepend(row);
      this.mark(this.current);
    }
  }

  /** Marks the thread that is open. */
  mark(id) {
    this.current = id;
    for (const row of this.list.children) {
      row.firstElementChild.ariaCurrent = (row.dataset.thread === id) ? 'true' : null;
    }
    this.none.hidden = this.list.children.length > 0;
  }

  async #showMore() {
    this.#add(await this.endpoint.ask('threads.list', { limit: PAGE, order: 'desc', after: this.after }));
  }

  #add(page) {
    const rows = page.data.filter((thread) => !this.#find(thread.id)).map((thread) => this.#row(thread));
    this.list.append(...rows);
    this.after = page.after;
    this.more.hidden = !page.has_more;
    this.mark(this.current);
  }

  #find(id) {
    return [...this.list.children].find((row) => row.dataset.thread === id);
  }

  #row(thread) {
    const title = titleOf(thread);
    const date = new Date(thread.created_at);
    const format = (date.toDateString() === new Date().toDateString()) ? TIME : DAY;
    const time = Object.assign(create('time', '', format.format(date)), { dateTime: thread.created_at });
    const open = Object.assign(create('a', 'open', create('span', 'title', title), time), { href: `#chat/${thread.id}` });
    const rename = this.#action('rename', `Rename ${title}`, () => this.#askForTitle(row, thread));
    const remove = this.#action('delete', `Delete ${title}`, () => this.#confirm(row, thread));
    const row = create('li', '', open, rename, remove);
    row.dataset.thread = thread.id;
    return row;
  }

  #action(name, label, onClick) {
    const element = button(icon(name), `icon ${name}`, onClick);
    element.setAttribute('aria-label', label);
    element.title = label;
    return element;
  }

  #askForTitle(row, thread) {
    const field = Object.assign(create('input', ''), { value: thread.title ?? '', required: true, ariaLabel: 'Title' });
    this.#ask(row, thread, 'rename', [field], 'Save', async () => {
      const renamed = await this.endpoint.ask('threads.update', { thread_id: thread.id, title: field.value.trim() });
      this.#leave(renamed, 'rename');
      this.events.renamed(renamed);
    });
    field.select();
  }

  #confirm(row, thread) {
    this.#ask(row, thread, 'delete', [create('p', '', `Delete “${titleOf(thread)}”?`)], 'Delete', async () => {
      await this.endpoint.ask('threads.delete', { thread_id: thread.id });
      this.#find(thread.id).remove();
      this.mark(this.current);
      this.events.deleted(thread);
    });
  }

  /** Shows a question in the place of the row, until it is answered. */
  #ask(row, thread, name, content, label, work) {
    const submit = create('button', name === 'delete' ? 'danger' : '', label);
    const cancel = button('Cancel', 'quiet', () => this.#leave(thread, name));
    const form = create('form', 'question', ...content, create('div', 'row', submit, cancel));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#attempt(work);
    });
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.#leave(thread, name);
      }
    });
    row.replaceChildren(form);
    (form.querySelector('input') ?? submit).focus();
  }

  #leave(thread, name) {
    this.#find(thread.id).replaceChildren();
    this.put(thread);
    this.#find(thread.id).querySelector(`.${name}`).focus();
  }

  async #attempt(work) {
    try {
      await work();
    } catch (failure) {
      this.events.failed(failure);
    }
  }

}
