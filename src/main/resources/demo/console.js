// A small client of our own for the ChatKit protocol, which needs nothing but this service.

import { Actions } from './actions.js';
import { Announcer } from './announcer.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { create } from './dom.js';
import { fileList } from './files.js';
import { wordsOf } from './nodes.js';
import { Disconnection, Endpoint, Refusal } from './protocol.js';
import { RawEvents } from './raw.js';
import { Threads, titleOf } from './threads.js';

const PAGE = 20;
const FAILED = 'The answer failed. The log of the service contains the reason.';
const ACTION_FAILED = 'The action failed. The log of the service contains the reason.';
const LOST = 'The service sent something that this console does not understand. See the raw events.';

export class Console {

  /** @param follow a function that is told which thread is open */
  constructor(root, url, headers, follow) {
    const find = (selector) => root.querySelector(selector);
    const raw = new RawEvents(find('.raw'));
    this.root = root;
    this.available = false;
    this.follow = follow;
    this.title = find('.title-of-thread');
    this.toggle = find('.toggle');
    this.newButton = find('.new');
    this.endpoint = new Endpoint(url, headers, (...what) => raw.record(...what));
    this.composer = new Composer(root, this.endpoint, { send: () => this.send(), stop: () => this.stop() });
    this.conversation = new Conversation(find('.log'), new Announcer(find('.announcer')), {
      answer: (call, result) => this.#answer(call, result),
      act: (item, action) => this.actions.act(item, action),
      submit: (item, input) => this.actions.submit(item, input),
    });
    this.actions = new Actions(this.endpoint, this.conversation, {
      thread: () => this.thread?.id,
      busy: () => Boolean(this.turn),
      run: (operation, params) => this.#run(operation, params),
      attempt: (work) => this.#attempt(work),
    });
    this.threads = new Threads(find('.threads'), this.endpoint, {
      renamed: (thread) => this.#isOpen(thread) && this.#showThread(thread),
      deleted: (thread) => this.#isOpen(thread) ? this.startAnew() : this.newButton.focus(),
      failed: (failure) => this.#showFailure(failure),
    });
    this.#listen(find);
  }

  #listen(find) {
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.stop());
    this.newButton.addEventListener('click', () => this.startAnew());
    find('.earlier').addEventListener('click', () => this.#attempt(() => this.#showEarlier()));
    this.toggle.addEventListener('click', () => this.#showThreads(this.toggle.ariaExpanded !== 'true'));
  }

  /** Asks for the newest threads. This also tells whether there is an endpoint at all. */
  newestThreads() {
    return this.endpoint.ask('threads.list', { limit: PAGE, order: 'desc' });
  }

  /** Begins to work with the endpoint, once it has answered. The visitor may be another one than before. */
  start(page) {
    this.available = true;
    this.threads.show(page);
    this.endpoint.config().then((config) => this.composer.configure(config?.composer), () => this.composer.configure());
    if (!this.turn) {
      this.#leave();
    }
  }

  /** Has no endpoint to work with. */
  unavailable(reason) {
    this.available = false;
    this.#leave();
    this.conversation.showError(reason);
    this.root.classList.remove('empty');
  }

  startAnew() {
    this.#leave();
    this.#showThreads(false);
    this.follow(undefined);
    this.composer.focus();
  }

  /** Opens the thread, or a new one if there is no id. */
  async open(id) {
    if (id === (this.opening ?? this.thread?.id)) {
      return;
    }
    this.#leave();
    this.#showThreads(false);
    if (id) {
      this.root.classList.remove('empty');
      await this.#attempt(() => this.#load(id));
    }
  }

  async send() {
    const written = (this.turn || this.opening) ? undefined : this.composer.take();
    if (!written) {
      return;
    }
    const { text, model, files } = written;
    const attachments = files.map((file) => file.attachment);
    const input = { content: text ? [{ type: 'input_text', text }] : [], attachments: attachments.map(({ id }) => id),
      inference_options: model ? { model } : {} };
    const waiting = this.waiting = create('article', 'item user waiting', ...(text ? [create('p', '', text)] : []),
      ...(attachments.length ? [fileList(attachments)] : []));
    this.conversation.append(waiting);
    this.conversation.toEnd();
    await (this.thread ? this.#run('threads.add_user_message', { thread_id: this.thread.id, input })
      : this.#run('threads.create', { input }));
    if (waiting.isConnected) { // The service has not taken the message
      waiting.remove();
      this.composer.restore(written);
    }
  }

  /** Ends the answer by leaving, which is all that the protocol has. */
  stop() {
    if (this.turn && this.cancellable) {
      this.turn.abort();
      this.composer.focus();
    }
  }

  #retry(id) {
    this.conversation.keepUntil(id);
    this.composer.focus();
    return this.#run('threads.retry_after_item', { thread_id: this.thread.id, item_id: id });
  }

  /** Returns what the page's tool has returned. The service does not send the call again. */
  async #answer(call, result) {
    if (!this.turn) {
      this.conversation.put({ ...call, status: 'completed', output: result });
      this.composer.focus();
      const failure = await this.#run('threads.add_client_tool_output', { thread_id: this.thread.id, result });
      if (failure instanceof Refusal) {
        this.conversation.put(call);
      }
    }
  }

  async #run(operation, params) {
    const turn = new AbortController();
    this.#begin(turn, operation);
    let failure;
    try {
      for await (const event of this.endpoint.stream(operation, params, turn.signal)) {
        if (turn !== this.turn) {
          return undefined;
        }
        this.#take(event);
      }
    } catch (thrown) {
      failure = thrown;
    }
    if (turn === this.turn) {
      this.#end(turn, failure);
    }
    return failure;
  }

  #begin(turn, operation) {
    this.turn = turn;
    this.acting = (operation === 'threads.custom_action'); // There is no message to answer again
    this.cancellable = true;
    this.#showBusy();
    this.conversation.withdrawRetries();
    this.conversation.showProgress('');
  }

  #end(turn, failure) {
    this.turn = undefined;
    this.#showBusy();
    this.conversation.settle();
    if (turn.signal.aborted) {
      this.conversation.showRemark('You stopped this answer.');
    } else if (failure) {
      this.#showFailure(failure, failure instanceof Disconnection && !this.acting && !this.waiting?.isConnected);
    }
  }

  #take(event) {
    const { type, item } = event;
    if (type === 'thread.created' || type === 'thread.updated') {
      this.threads.put(event.thread);
      this.#showThread(event.thread);
    } else if (type.startsWith('thread.item.')) {
      this.#takeItem(type.slice('thread.item.'.length), event, item);
    } else if (type === 'stream_options') {
      this.cancellable = event.stream_options.allow_cancel;
      this.#showBusy();
    } else if (type === 'progress_update') {
      this.conversation.showProgress(event.text);
    } else if (type === 'notice') {
      this.conversation.showNotice(event);
    } else if (type === 'client_effect') {
      this.conversation.showRemark(`Effect for the page: ${event.name}`);
    } else if (type === 'error') {
      this.#showError(event.message ?? (this.acting ? ACTION_FAILED : FAILED), event.allow_retry && !this.acting);
    }
  }

  #takeItem(change, event, item) {
    const { conversation } = this;
    if (change === 'removed') {
      conversation.remove(event.item_id);
    } else if (change === 'updated') {
      conversation.update(event.item_id, event.update);
      conversation.announcer.add(event.update.delta ?? '');
    } else {
      this.#announce(change, item);
      conversation.put(item, change === 'added');
    }
    if (item?.type === 'user_message') {
      this.waiting?.remove();
    } else if (item?.type !== 'end_of_turn') {
      conversation.showProgress(change === 'added' || change === 'updated' ? undefined : '');
    }
  }

  /** What did not stream in is said at its end. */
  #announce(change, item) {
    const { announcer, entries } = this.conversation;
    const streamed = (change === 'done' && entries.has(item.id));
    if (change !== 'added' && item.type === 'widget') {
      announcer.finish();
      announcer.say(streamed ? '' : wordsOf(item.widget));
    } else if (change === 'done' && item.type === 'assistant_message') {
      announcer.finish();
      announcer.say(streamed ? '' : item.content.map((part) => part.text ?? '').join(' '));
    }
  }

  async #load(id) {
    const params = { thread_id: id };
    this.opening = id;
    try {
      const [thread, page] = await Promise.all([
        this.endpoint.ask('threads.get_by_id', params),
        this.endpoint.ask('items.list', { ...params, limit: PAGE, order: 'desc' }),
      ]);
      if (this.opening === id) { // The visitor has not gone elsewhere in the meantime
        this.#showThread(thread);
        this.#prepend(page);
      }
    } finally {
      this.opening = (this.opening === id) ? undefined : this.opening;
    }
  }

  async #showEarlier() {
    const { id } = this.thread;
    const params = { thread_id: id, limit: PAGE, order: 'desc', after: this.after };
    const page = await this.endpoint.ask('items.list', params);
    if (this.#isOpen({ id })) {
      this.#prepend(page);
    }
  }

  #prepend(page) {
    this.conversation.prepend(page.data.toReversed());
    this.after = page.after;
    this.conversation.earlier.hidden = !page.has_more;
  }

  #leave() {
    this.turn?.abort();
    this.turn = undefined;
    this.thread = undefined;
    this.opening = undefined;
    this.waiting = undefined;
    this.conversation.clear();
    this.#showThread(undefined);
    this.#showBusy();
  }

  #isOpen({ id }) {
    return this.thread?.id === id;
  }

  #showThread(thread) {
    this.thread = thread;
    this.title.textContent = thread ? titleOf(thread) : 'New conversation';
    this.threads.mark(thread?.id);
    this.#enable();
    if (thread) {
      this.follow(thread.id);
    }
  }

  #enable() {
    const status = this.thread?.status;
    const open = this.available && (status?.type ?? 'active') === 'active';
    this.newButton.disabled = !this.available;
    this.composer.enable(open, this.available ? [`This conversation is ${status?.type}.`, status?.reason].filter(Boolean).join(' ')
      : 'Chat is not available.');
  }

  #showBusy() {
    const busy = Boolean(this.turn);
    this.composer.showBusy(busy, this.cancellable);
    this.root.classList.toggle('busy', busy);
    this.root.classList.toggle('empty', !busy && !this.thread);
  }

  #showThreads(shown) {
    this.toggle.ariaExpanded = shown;
    this.root.classList.toggle('shows-threads', shown);
  }

  async #attempt(work) {
    try {
      await work();
    } catch (failure) {
      this.#showFailure(failure);
    }
  }

  #showFailure(failure, retry = false) {
    const known = failure instanceof Refusal || failure instanceof Disconnection;
    this.#showError(known ? failure.message : LOST, retry);
  }

  #showError(message, retry) {
    const id = this.conversation.lastUserMessage();
    this.conversation.showError(message, (retry && id) ? () => this.#retry(id) : undefined);
    this.root.classList.remove('empty');
    this.#showThreads(false);
  }

}
