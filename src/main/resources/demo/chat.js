// The panel for chat: runs the steps from the endpoint to the widget, and starts the client.

import * as advice from './advice.js';
import { Console } from './console.js';
import { Disconnection, Refusal } from './protocol.js';
import { headers, refused } from './service.js';
import { Failure, Steps } from './steps.js';
import { loadScript, openWidget } from './widget.js';

const NOT_FOUND = 404;

const panel = document.getElementById('chat-panel');
const place = panel.querySelector('.place');
const placeholder = place.firstElementChild;
const steps = new Steps(panel);
const url = new URL('chatkit', location.href); // A proxy may serve page and endpoint below another path
const client = new Console(panel.querySelector('.console'), url, headers, follow);

let current; // aborts the current check
let off = false; // whether the service has no chat
let asked; // settled once the endpoint has answered
let ready = false; // whether the endpoint answers
let thread; // id of the thread that the address names

panel.querySelector('.checks form').addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});

/** Called whenever the visitor turns to this panel, or to a thread in it. */
export function enter(id) {
  thread = id;
  if (!current) {
    check();
  } else if (ready) {
    client.open(id);
  }
}

/** Asks the endpoint, once, and tells whether the service has chat. */
export async function exists() {
  if (!current) {
    check();
  }
  await asked;
  return !off;
}

async function check() {
  current?.abort();
  current = new AbortController();
  const { signal } = current;
  place.replaceChildren(placeholder);
  steps.reset();
  steps.show('domain', advice.domainIsKnown ? 'passed' : 'unknown', advice.forDomain);
  asked = steps.attempt('endpoint', signal, () => askEndpoint(signal));
  const [answered, loaded] = await Promise.all([asked, steps.attempt('script', signal, loadScript)]);
  if (answered && loaded && !signal.aborted) {
    const api = { url: url.href, domainKey: 'local-dev', fetch: fetchWithToken };
    openWidget({ place, steps, api, usualCauses: [], signal });
  }
}

async function askEndpoint(signal) {
  try {
    const page = await client.newestThreads();
    if (!Array.isArray(page?.data)) {
      throw new Failure('`/chatkit` answered, but not with a list of threads.', advice.notTheService);
    }
    become(signal, true, () => client.start(page));
    return { detail: '`/chatkit` answers `threads.list`.' };
  } catch (thrown) {
    const failure = explain(thrown);
    become(signal, false, () => client.unavailable(off ? 'Chat is off. Set CHATKIT_MODEL and restart the service.'
      : `${thrown.message.replaceAll('`', '')} The setup steps say what to do.`));
    throw failure;
  }
}

/** Tells the console, unless a newer check is running. */
function become(signal, available, tell) {
  if (!signal.aborted) {
    ready = available;
    tell();
    if (ready) {
      client.open(thread);
    }
  }
}

function explain(failure) {
  if (failure instanceof Disconnection) {
    return new Failure('No answer.', advice.noAnswer);
  }
  if (!(failure instanceof Refusal)) {
    return failure;
  }
  off = (failure.response.status === NOT_FOUND && failure.body?.code === 'not_found');
  return refused(failure.response, failure.body, off ? advice.chatIsOff : undefined);
}

function fetchWithToken(input, options = {}) {
  const all = new Headers(options.headers);
  headers().forEach((value, name) => all.set(name, value));
  return fetch(input, { ...options, headers: all, credentials: 'include' });
}

/** Keeps the open thread in the address, so that a reload opens it again. */
function follow(id) {
  thread = id;
  const hash = id ? `#chat/${id}` : '#chat';
  document.querySelector('[data-tab=chat]').href = hash;
  if (location.hash !== hash) {
    history.pushState(undefined, '', hash);
  }
}
