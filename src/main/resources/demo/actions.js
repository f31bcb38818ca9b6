// Sends to the service what visitors do in a conversation besides writing.

const BUSY = 'Nothing was sent, because the answer is not complete. Try again when it is.';

export class Actions {

  /** @param chat functions of the console: its open `thread`, whether it is `busy`, and how to `run` a turn and `attempt` work */
  constructor(endpoint, conversation, chat) {
    this.endpoint = endpoint;
    this.conversation = conversation;
    this.chat = chat;
  }

  /** Runs an action of a widget, or shows what the page would get. */
  act(item, { type, payload, handler, streaming }) {
    if (handler === 'client') {
      return this.conversation.showRemark(`Action for the page: ${type} ${JSON.stringify(payload ?? {})}`);
    }
    const params = { item_id: item.id, action: { type, payload } };
    return (streaming === false) ? this.chat.attempt(() => this.#ask(params)) : this.#run('threads.custom_action', params);
  }

  /** Answers the questions of an item, or skips them. */
  submit(item, input) {
    return this.#run('threads.add_structured_input', { item_id: item.id, input });
  }

  #run(operation, params) {
    if (this.chat.busy()) {
      return this.conversation.showRemark(BUSY);
    }
    return this.chat.run(operation, { thread_id: this.chat.thread(), ...params });
  }

  /** Other than a turn, this does not wait for the end of an answer. */
  async #ask(params) {
    const thread = this.chat.thread();
    const answer = await this.endpoint.ask('threads.sync_custom_action', { thread_id: thread, ...params });
    if (answer?.updated_item && thread === this.chat.thread()) {
      this.conversation.put(answer.updated_item);
    }
  }

}
