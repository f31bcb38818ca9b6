// The panel for hosted sessions: runs the steps from the service to the widget.

import * as advice from './advice.js';
import { call, headers, refused } from './service.js';
import { Failure, Steps } from './steps.js';
import { loadScript, openWidget } from './widget.js';

const HEALTH_MILLIS = 10_000;
const SESSION_MILLIS = 65_000; // The service answers within 60 seconds

const panel = document.getElementById('sessions-panel');
const place = panel.querySelector('.place');
const placeholder = place.firstElementChild;
const steps = new Steps(panel);

let current; // aborts the current check
let ticking; // counts down the life of the session

panel.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});

/** Called whenever the visitor turns to this panel. It creates no session before. */
export function enter() {
  if (!current) {
    check();
  }
}

async function check() {
  current?.abort();
  current = new AbortController();
  const { signal } = current;
  place.replaceChildren(placeholder);
  steps.reset();
  const [session, loaded] = await Promise.all([
    steps.attempt('backend', signal, reachBackend)
      .then((reached) => reached && steps.attempt('session', signal, () => createSession(signal))),
    steps.attempt('script', signal, loadScript),
  ]);
  if (session && loaded && !signal.aborted) {
    const api = { getClientSecret: secrets(session, signal) };
    openWidget({ place, steps, api, usualCauses: advice.badSession, signal });
  }
}

async function reachBackend() {
  const { response, body } = await call('health', {}, HEALTH_MILLIS);
  if (body?.ok !== true) {
    throw new Failure(`\`/health\` answered ${response.status} without \`{"ok":true}\`.`, advice.notTheService);
  }
  return { detail: `\`/health\` answers at ${location.origin}.` };
}

/** The secret is passed to the widget only. */
async function createSession(signal) {
  const { response, body } = await call('api/chatkit/session', { method: 'POST', headers: headers() }, SESSION_MILLIS);
  if (!response.ok) {
    throw refused(response, body);
  }
  if (!body?.client_secret) {
    throw new Failure('The response has no `client_secret`.', advice.notTheService);
  }
  // Relative to the server's clock, because this machine's clock can be wrong
  const lifetime = Date.parse(body.expires_at) - (Date.parse(response.headers.get('Date')) || Date.now());
  const expires = Date.now() + lifetime;
  countDown(expires, signal);
  return { secret: body.client_secret, expires, detail: remaining(expires) };
}

/** Uses the session of the check for the first call, and creates a new one for every later call. */
function secrets(checked, signal) {
  let unused = checked;
  return async () => {
    const session = (unused && unused.expires > Date.now()) ? unused
      : await steps.attempt('session', signal, () => createSession(signal));
    unused = undefined;
    if (!session) {
      throw new Error('The service did not create a session.');
    }
    return session.secret;
  };
}

function countDown(expires, signal) {
  if (signal.aborted) {
    return;
  }
  clearInterval(ticking);
  ticking = setInterval(() => steps.refine('session', remaining(expires)), 1000);
  signal.addEventListener('abort', () => clearInterval(ticking));
}

function remaining(expires) {
  const seconds = Math.max(0, Math.round((expires - Date.now()) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds ? `It expires in ${clock}.` : 'It has expired. The widget requests a new one when needed.';
}
