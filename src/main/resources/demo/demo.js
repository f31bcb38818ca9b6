// Runs the steps from the service to the widget, and shows which step fails and why.

import * as advice from './advice.js';

const SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
const ELEMENT = 'openai-chatkit';
const STATES = { waiting: 'waiting', running: 'checking …', passed: 'done', failed: 'failed' };

const HEALTH_MILLIS = 10_000;
const SESSION_MILLIS = 65_000; // The service answers within 60 seconds
const SCRIPT_MILLIS = 15_000;
const WIDGET_MILLIS = 20_000;

const chat = document.getElementById('chat');
const placeholder = chat.firstElementChild;
const summary = document.getElementById('summary');
const steps = [...document.querySelectorAll('[data-step]')];
const token = document.getElementById('token');
const dark = matchMedia('(prefers-color-scheme: dark)');
const blocked = [];

let current; // aborts the current check
let script; // the widget's script, once it is requested

/** A step that failed, with pairs of a likely cause and its solution. */
class Failure extends Error {

  constructor(message, pairs) {
    super(message);
    this.pairs = pairs;
  }

}

document.addEventListener('securitypolicyviolation',
  (event) => blocked.push(`\`${event.blockedURI}\` (\`${event.effectiveDirective}\`)`));

document.getElementById('form').addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});

check();

async function check() {
  current?.abort();
  current = new AbortController();
  const { signal } = current;
  chat.replaceChildren(placeholder);
  steps.forEach((step) => show(step.dataset.step, 'waiting', step.dataset.needs));
  const [session, loaded] = await Promise.all([
    attempt('backend', signal, reachBackend)
      .then((reached) => reached && attempt('session', signal, () => createSession(signal))),
    attempt('script', signal, () => script ??= loadScript()),
  ]);
  if (session && loaded && !signal.aborted) {
    openWidget(session, signal);
  }
}

/** Returns the result of the work. If the work fails, shows the reason and returns nothing. */
async function attempt(name, signal, work) {
  const tell = (...news) => signal.aborted || show(name, ...news);
  tell('running');
  try {
    const result = await work();
    tell('passed', result.detail);
    return result;
  } catch (failure) {
    tell('failed', failure.message, failure.pairs);
    return undefined;
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

function headers() {
  const value = token.value.trim();
  try {
    return new Headers(value ? { Authorization: `Bearer ${value}` } : {});
  } catch {
    throw new Failure('The token cannot be sent.', advice.unusableToken);
  }
}

function refused(response, body) {
  if (!body?.code) {
    return new Failure(`A response with status ${response.status} was received, but not from the service.`, advice.notTheService);
  }
  const wait = response.headers.get('Retry-After');
  const id = response.headers.get('X-Request-Id');
  return new Failure([
    `${response.status} \`${body.code}\`: ${body.error}`,
    wait && `Try again after ${wait} s.`,
    body.request_id && `OpenAI’s request id is \`${body.request_id}\`.`,
    id && `The service’s request id is \`${id}\`.`,
  ].filter(Boolean).join(' '), advice.forCode(body.code));
}

/** Paths are relative, so that a proxy can serve the page below another path. */
async function call(path, options, millis) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout(millis) });
  } catch (failure) {
    const late = failure.name === 'TimeoutError';
    throw new Failure(late ? `No answer within ${millis / 1000} s.` : 'No answer.', advice.noAnswer);
  }
  return { response, body: await response.json().catch(() => undefined) };
}

async function loadScript() {
  const element = document.createElement('script');
  element.src = SCRIPT;
  const loaded = new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
  });
  document.head.append(element);
  try {
    await within(SCRIPT_MILLIS, loaded);
  } catch {
    script = undefined;
    element.remove();
    throw new Failure('The browser could not load `chatkit.js`.', advice.forScript(blocked));
  }
  try {
    await within(SCRIPT_MILLIS, customElements.whenDefined(ELEMENT));
  } catch {
    throw new Failure(`\`chatkit.js\` was loaded, but does not define \`${ELEMENT}\`.`, advice.notAWidget);
  }
  return { detail: `\`chatkit.js\` was loaded from ${new URL(SCRIPT).host}.` };
}

function openWidget(session, signal) {
  const element = document.createElement(ELEMENT);
  const fail = (message) => show('widget', 'failed', message, advice.forWidget(blocked));
  const silent = setTimeout(() => fail(`The widget did not respond within ${WIDGET_MILLIS / 1000} s.`), WIDGET_MILLIS);
  signal.addEventListener('abort', () => clearTimeout(silent));
  element.addEventListener('chatkit.ready', () => {
    clearTimeout(silent);
    show('widget', 'passed', `It says that it is ready. ${advice.ifBlank}`);
  }, { signal });
  element.addEventListener('chatkit.error', (event) => {
    clearTimeout(silent);
    fail(`The widget reports: ${event.detail?.error?.message ?? 'error'}`);
  }, { signal });
  chat.replaceChildren(element);
  show('widget', 'running');
  const getClientSecret = secrets(session, signal);
  const configure = () => element.setOptions({
    api: { getClientSecret },
    theme: { colorScheme: dark.matches ? 'dark' : 'light' },
  });
  dark.addEventListener('change', configure, { signal });
  configure();
}

/** Uses the session of the check for the first call, and creates a new one for every later call. */
function secrets(checked, signal) {
  let unused = checked;
  return async () => {
    const session = (unused && unused.expires > Date.now()) ? unused
      : await attempt('session', signal, () => createSession(signal));
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
  clearInterval(countDown.timer);
  countDown.timer = setInterval(() => {
    const detail = document.querySelector('[data-step="session"][data-state="passed"] .detail');
    if (detail) {
      detail.textContent = remaining(expires);
    }
  }, 1000);
  signal.addEventListener('abort', () => clearInterval(countDown.timer));
}

function remaining(expires) {
  const seconds = Math.max(0, Math.round((expires - Date.now()) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds ? `It expires in ${clock}.` : 'It has expired. The widget requests a new one when needed.';
}

function show(name, state, detail, pairs = []) {
  const step = steps.find((candidate) => candidate.dataset.step === name);
  step.dataset.state = state;
  step.querySelector('.state').textContent = STATES[state];
  step.querySelectorAll('.detail, .advice').forEach((old) => old.remove());
  if (detail) {
    step.append(create('p', 'detail', ...rich(detail)));
  }
  if (pairs.length) {
    step.append(create('ul', 'advice', ...pairs.map(([cause, cure]) =>
      create('li', '', create('span', 'cause', ...rich(cause)), ' ', ...rich(cure)))));
  }
  summarize();
}

function summarize() {
  const numbers = steps.flatMap((step, index) => step.dataset.state === 'failed' ? [index + 1] : []);
  const passed = steps.filter((step) => step.dataset.state === 'passed').length;
  let text = `Checking: ${passed} of ${steps.length} steps done.`;
  if (numbers.length) {
    text = `${numbers.length > 1 ? 'Steps' : 'Step'} ${numbers.join(' and ')} failed. See the likely causes and solutions below.`;
  } else if (passed === steps.length) {
    text = 'All steps done: the widget is ready.';
  }
  if (summary.textContent !== text) {
    summary.textContent = text;
  }
}

function create(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Renders `code` and [links](https://...), and removes client secrets from messages. */
function rich(text) {
  return text.replace(/\bek_\w+/g, 'ek_…').split(/(`[^`]+`|\[[^\]]+\]\(https:[^)]+\))/).map((part) => {
    const [, label, url] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    if (url) {
      return Object.assign(create('a', '', label), { href: url });
    }
    return (part.length > 1 && part.startsWith('`')) ? create('code', '', part.slice(1, -1)) : part;
  });
}

function within(millis, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, millis))]);
}
