// The files of the message that is being written: uploads them, and shows what becomes of each.

import { button, create, icon } from './dom.js';
import { formatSize } from './files.js';
import { Limits } from './limits.js';
import { Disconnection, Refusal } from './protocol.js';

const STATES = { uploading: 'uploading …', ready: 'ready', failed: 'failed' };

export class Tray {

  /** @param events functions that are called when what is shown has `changed`, and when the last file was `removed` */
  constructor(list, problem, endpoint, { changed, removed }) {
    this.list = list;
    this.problem = problem;
    this.endpoint = endpoint;
    this.changed = changed;
    this.removed = removed;
    this.limits = new Limits();
    this.entries = [];
  }

  get uploading() {
    return this.entries.some((entry) => entry.state === 'uploading');
  }

  get ready() {
    return this.entries.filter((entry) => entry.state === 'ready');
  }

  /** Uploads the files that the service takes, and says why it does not take the others. */
  add(files) {
    const problems = [];
    for (const file of files) {
      const refusal = (this.entries.length >= this.limits.maxCount) ? this.limits.tooMany() : this.limits.refusal(file);
      refusal ? problems.push(refusal) : this.#upload(this.#show(file));
    }
    this.#tell([...new Set(problems)].join('\n'));
    this.#update();
  }

  /** Takes the files that are ready to be sent, and forgets those that have failed. */
  take() {
    const { ready } = this;
    this.entries.filter((entry) => entry.attachment && !ready.includes(entry)).forEach((entry) => this.#delete(entry));
    this.entries = [];
    this.#tell('');
    this.#update();
    return ready;
  }

  /** Shows files again that were not sent after all. */
  restore(entries) {
    this.entries.unshift(...entries);
    this.#update();
  }

  #show(file) {
    const controller = new AbortController();
    const detail = create('span', 'detail');
    const entry = { file, controller, detail, state: undefined, attachment: undefined };
    const remove = button(icon('close'), 'icon remove', () => this.#remove(entry));
    remove.ariaLabel = remove.title = `Remove ${file.name}`;
    entry.element = create('li', '', preview(file), create('span', 'name', file.name), detail, remove);
    this.entries.push(entry);
    return entry;
  }

  async #upload(entry) {
    const { file, controller: { signal } } = entry;
    this.#setState(entry, 'uploading');
    try {
      const announced = { name: file.name, size: file.size, mime_type: file.type || 'application/octet-stream' };
      entry.attachment = await this.endpoint.ask('attachments.create', announced);
      if (signal.aborted) {
        return await this.#delete(entry);
      }
      await this.endpoint.upload(entry.attachment.upload_descriptor, file, signal);
      this.#setState(entry, 'ready');
    } catch (failure) {
      if (!signal.aborted) {
        const known = failure instanceof Refusal || failure instanceof Disconnection;
        this.#setState(entry, 'failed', known ? failure.message : 'The service sent something unexpected.');
      }
    }
  }

  #setState(entry, state, reason) {
    entry.state = state;
    entry.element.dataset.state = state;
    entry.detail.textContent = `${formatSize(entry.file.size)}, ${STATES[state]}${reason ? `: ${reason}` : ''}`;
    this.changed();
  }

  #remove(entry) {
    const index = this.entries.indexOf(entry);
    this.entries.splice(index, 1);
    entry.controller.abort();
    this.#tell('');
    this.#update();
    const next = this.entries[index] ?? this.entries.at(-1);
    next ? next.element.querySelector('.remove').focus() : this.removed();
    if (entry.attachment) {
      this.#delete(entry);
    }
  }

  async #delete({ attachment, file }) {
    try {
      await this.endpoint.ask('attachments.delete', { attachment_id: attachment.id });
    } catch {
      this.#tell(`The service could not delete ${file.name}. It tries again after a day.`);
    }
  }

  #tell(problem) {
    this.problem.textContent = problem;
    this.problem.hidden = !problem;
  }

  #update() {
    this.list.replaceChildren(...this.entries.map((entry) => entry.element));
    this.list.hidden = !this.entries.length;
    this.changed();
  }

}

/** Images are shown unless the browser cannot read them. */
function preview(file) {
  const symbol = icon('file');
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) {
    return symbol;
  }
  const image = Object.assign(create('img', ''), { alt: '', src: URL.createObjectURL(file) });
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener('error', () => {
    URL.revokeObjectURL(image.src);
    image.replaceWith(symbol);
  }, { once: true });
  return image;
}
