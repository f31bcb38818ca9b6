// Shows the items of one thread and what else a stream tells.

import { button, create } from './dom.js';
import { apply, viewOf } from './items.js';
import { render } from './markdown.js';

const NEAR_END = 60; // pixels

export class Conversation {

  /** @param page what the page does for items */
  constructor(log, announcer, page) {
    this.log = log;
    this.page = page;
    this.list = log.querySelector('.items');
    this.earlier = log.querySelector('.earlier');
    this.progress = log.querySelector('.progress');
    this.announcer = announcer;
    this.entries = new Map();
    this.changed = new Set();
    this.#followResizes();
  }

  clear() {
    this.entries.clear();
    this.list.replaceChildren();
    this.earlier.hidden = true;
    this.showProgress(undefined);
    this.announcer.clear();
  }

  get empty() {
    return !this.list.children.length;
  }

  /** Shows the item at the end, or in the place of its predecessor with the same id. */
  put(item, live = false) {
    const old = this.entries.get(item.id);
    if (old?.item.type === item.type) {
      Object.assign(old, { item, live });
      return this.#redraw(old);
    }
    const entry = { item, live, view: viewOf(item, this.page) };
    this.entries.set(item.id, entry);
    old ? old.view.element.replaceWith(entry.view.element) : this.append(entry.view.element);
    this.#redraw(entry);
  }

  /** Shows earlier items, and keeps what the visitor reads where it is. */
  prepend(items) {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    const entries = items.filter((item) => !this.entries.has(item.id)).map((item) => ({ item, live: false, view: viewOf(item, this.page) }));
    entries.forEach((entry) => entry.view.draw(entry.item, false));
    this.entries = new Map([...entries.map((entry) => [entry.item.id, entry]), ...this.entries]);
    this.list.prepend(...entries.map((entry) => entry.view.element));
    this.log.scrollTop = this.log.scrollHeight - fromEnd;
  }

  update(id, update) {
    const entry = this.entries.get(id);
    if (entry) {
      apply(entry.item, update);
      this.#redraw(entry);
    }
  }

  remove(id) {
    this.entries.get(id)?.view.element.remove();
    this.entries.delete(id);
  }

  /** Removes what came after the item, as the service does before it answers again. */
  keepUntil(id) {
    const { element } = this.entries.get(id).view;
    while (element.nextElementSibling) {
      element.nextElementSibling.remove();
    }
    this.entries.forEach((entry, key) => entry.view.element.isConnected || this.entries.delete(key));
  }

  lastUserMessage() {
    return [...this.entries.values()].findLast((entry) => entry.item.type === 'user_message')?.item.id;
  }

  /** Whatever was in progress is not any more. */
  settle() {
    this.showProgress(undefined);
    this.announcer.finish();
    this.entries.forEach((entry) => {
      if (entry.live) {
        entry.live = false;
        this.#redraw(entry);
      }
    });
  }

  showNotice({ level, title, message }) {
    const text = create('div', 'markdown');
    render(text, message);
    this.append(create('div', `notice ${level}`, ...(title ? [create('p', 'heading', title)] : []), text));
    this.announcer.say([title, message].filter(Boolean).join(': '));
  }

  /** @param retry what the button does, if there is one */
  showError(message, retry) {
    const box = create('div', 'notice danger error', create('p', '', message));
    if (retry) {
      box.append(button('Try again', 'quiet retry', retry));
    }
    this.append(box);
    this.announcer.say(message);
  }

  /** To try an earlier message again would delete what came after it. */
  withdrawRetries() {
    this.list.querySelectorAll('.retry').forEach((element) => element.remove());
  }

  showRemark(text) {
    this.append(create('p', 'remark', text));
    this.announcer.say(text);
  }

  showProgress(text) {
    this.progress.hidden = (text === undefined);
    this.progress.querySelector('.text').textContent = text ?? '';
    this.#follow(() => {});
  }

  append(element) {
    this.#follow(() => this.list.append(element));
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Deltas come faster than the screen changes, so changed items are drawn once a frame. */
  #redraw(entry) {
    this.changed.add(entry);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.#follow(() => this.changed.forEach(({ view, item, live }) => view.draw(item, live)));
      this.changed.clear();
    });
  }

  #followResizes() {
    let following = true;
    let height;
    this.log.addEventListener('scroll', () => { // Resizing scrolls too
      following = (height === this.log.clientHeight) ? this.#atEnd() : following;
    });
    this.list.addEventListener('load', () => following && this.toEnd(), true); // Images have no height before
    new ResizeObserver(() => {
      height = this.log.clientHeight;
      following && this.toEnd();
    }).observe(this.log);
  }

  /** Stays at the end while the conversation grows, unless the visitor has scrolled away from it. */
  #follow(change) {
    const following = this.#atEnd();
    change();
    if (following) {
      this.toEnd();
    }
  }

  #atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

}
