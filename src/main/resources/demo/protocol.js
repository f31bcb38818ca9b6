// Speaks the ChatKit protocol: one endpoint, whose operations answer with JSON or with a stream of events.

const ANSWER_MILLIS = 30_000;

/** The service did not accept an operation. */
export class Refusal extends Error {

  constructor(response, body) {
    const wait = response.headers.get('Retry-After');
    super([
      body?.message ?? body?.error ?? body?.detail ?? `The service answered with status ${response.status}.`,
      wait && `Try again after ${wait} s.`,
    ].filter(Boolean).join(' '));
    this.response = response;
    this.body = body;
  }

}

/** The service could not be reached, or the connection to it was cut. */
export class Disconnection extends Error {}

export class Endpoint {

  /**
   * @param headers a function that returns headers for each request
   * @param record a function that is told what was 'sent' and 'received'
   */
  constructor(url, headers, record) {
    this.url = url;
    this.headers = headers;
    this.record = record;
  }

  /** Returns the answer of an operation that answers with JSON. */
  async ask(type, params) {
    const response = await this.#post(type, params, 'application/json', AbortSignal.timeout(ANSWER_MILLIS));
    return this.#read(response);
  }

  /** Yields the events of an operation that answers with a stream. */
  async *stream(type, params, signal) {
    const response = await this.#post(type, params, 'text/event-stream', signal);
    if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
      throw new Refusal(response, { message: 'The service did not answer with a stream of events.' });
    }
    for await (const message of connected(messages(response.body), signal)) {
      this.record('received', message);
      yield JSON.parse(message);
    }
  }

  /** Returns what the service is configured for. */
  async config() {
    const options = { headers: this.headers(), credentials: 'include', signal: AbortSignal.timeout(ANSWER_MILLIS) };
    const response = await fetch(`${this.url}/config`, options);
    return response.ok ? response.json() : undefined;
  }

  /** Sends the bytes of a file to the place that the service has named. It may be another server. */
  async upload({ url, method, headers }, file, signal) {
    this.record('sent', `${method} ${file.name}`);
    let response;
    try {
      response = await fetch(url, { method, headers, body: file, signal });
    } catch (failure) {
      throw (failure.name === 'AbortError') ? failure : new Disconnection('The upload was interrupted.');
    }
    const body = await this.#read(response);
    if (!response.ok) {
      throw new Refusal(response, body);
    }
  }

  async #post(type, params, accept, signal) {
    const headers = this.headers();
    headers.set('Accept', accept);
    headers.set('Content-Type', 'application/json');
    const body = JSON.stringify({ type, params, metadata: {} });
    this.record('sent', body);
    let response;
    try {
      response = await fetch(this.url, { method: 'POST', headers, body, credentials: 'include', signal });
    } catch (failure) {
      throw (failure.name === 'AbortError') ? failure : new Disconnection('The service does not answer.');
    }
    if (!response.ok) {
      throw new Refusal(response, await this.#read(response));
    }
    return response;
  }

  async #read(response) {
    const text = await response.text();
    this.record('received', text);
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

}

async function* connected(source, signal) {
  try {
    yield* source;
  } catch (failure) {
    throw signal.aborted ? failure : new Disconnection('The connection was lost before the answer was complete.');
  }
}

/** Yields the data of server-sent events. Other fields, comments and an unfinished last event are left out. */
export async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let data = [];
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const lines = (rest + chunk.value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith('data:')) {
          data.push(line.slice(5).replace(/^ /, ''));
        } else if (line === '' && data.length) {
          yield data.join('\n');
          data = [];
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // The stream may have failed already
  }
}
