// The form in which the visitor writes: the text, files, the model, and the buttons that send and stop.

import { takeDrops } from './drop.js';
import { Limits } from './limits.js';
import { Tray } from './tray.js';

export class Composer {

  /** @param events functions that are called to `send` and to `stop` */
  constructor(root, endpoint, events) {
    const find = (selector) => root.querySelector(`.composer ${selector}`);
    this.message = find('#message');
    this.hint = find('.hint');
    this.sendButton = find('.send');
    this.stopButton = find('.stop');
    this.attachButton = find('.attach');
    this.picker = find('[type=file]');
    this.models = find('.models');
    this.tray = new Tray(find('.tray'), find('.problem'), endpoint,
      { changed: () => this.#update(), removed: () => this.focus() });
    this.open = false;
    this.#listen(root, events);
  }

  #listen(root, { send, stop }) {
    root.querySelector('.composer').addEventListener('submit', (event) => {
      event.preventDefault();
      send();
    });
    this.message.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      }
    });
    this.stopButton.addEventListener('click', stop);
    this.attachButton.addEventListener('click', () => this.picker.click());
    this.picker.addEventListener('change', () => {
      this.#attach([...this.picker.files]);
      this.picker.value = ''; // The same file can be chosen again
    });
    takeDrops(root, () => !this.attachButton.hidden && !this.attachButton.disabled, (files) => this.#attach(files));
  }

  /** Offers what the service is configured for. */
  configure({ attachments, models = [] } = {}) {
    this.tray.limits = new Limits(attachments);
    this.attachButton.hidden = !this.tray.limits.enabled;
    this.picker.accept = this.tray.limits.types.join();
    const select = this.models.querySelector('select');
    select.replaceChildren(...models.map((model) => new Option(model.label, model.id, model.default, model.default)));
    this.models.hidden = !models.length;
  }

  /** Takes what the visitor has written, or nothing if it cannot be sent now. */
  take() {
    const text = this.message.value.trim();
    if (!this.open || this.tray.uploading || !(text || this.tray.ready.length)) {
      return undefined;
    }
    const model = this.models.hidden ? undefined : this.models.querySelector('select').value;
    this.message.value = '';
    this.message.focus();
    return { text, model, files: this.tray.take() };
  }

  /** Shows again what the service has not taken. */
  restore({ text, files }) {
    this.message.value ||= text;
    this.tray.restore(files);
  }

  focus() {
    this.message.focus();
  }

  /** @param hint why the composer is not open */
  enable(open, hint) {
    this.open = open;
    this.message.disabled = !open;
    this.attachButton.disabled = !open;
    this.hint.classList.toggle('keys', open);
    this.closedHint = hint;
    this.#update();
  }

  showBusy(busy, cancellable) {
    this.sendButton.hidden = busy;
    this.stopButton.hidden = !busy || !cancellable;
  }

  #attach(files) {
    this.tray.add(files);
    this.message.focus();
  }

  #update() {
    const { uploading } = this.tray;
    this.sendButton.disabled = !this.open || uploading;
    this.hint.textContent = this.open ? (uploading ? 'The message can be sent when its files are uploaded.' : this.hint.dataset.keys)
      : this.closedHint;
  }

}
