// Tells screen readers what streams in: whole sentences, from time to time.

import { create } from './dom.js';

const PAUSE_MILLIS = 2_000;
const KEPT = 5;

export class Announcer {

  constructor(region) {
    this.region = region;
    this.pending = '';
  }

  say(text) {
    if (text.trim()) {
      this.region.append(create('p', '', text));
      while (this.region.children.length > KEPT) {
        this.region.firstElementChild.remove();
      }
    }
  }

  add(delta) {
    this.pending += delta;
    this.timer ??= setTimeout(() => this.#sayWholeSentences(), PAUSE_MILLIS);
  }

  /** Says what is left. */
  finish() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.say(this.pending);
    this.pending = '';
  }

  /** Forgets what is left. */
  clear() {
    this.pending = '';
    this.finish();
    this.region.replaceChildren();
  }

  #sayWholeSentences() {
    this.timer = undefined;
    const [sentences] = /^[^]*(?:[.!?:]\s|\n)/.exec(this.pending) ?? [''];
    this.say(sentences);
    this.pending = this.pending.slice(sentences.length);
  }

}
