// Loads the widget's script, once for all panels, and puts the widget into a panel.

import * as advice from './advice.js';
import { Failure } from './steps.js';

const SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
const ELEMENT = 'openai-chatkit';
const SCRIPT_MILLIS = 15_000;
const WIDGET_MILLIS = 20_000;

const dark = matchMedia('(prefers-color-scheme: dark)');
const blocked = [];

let script; // the widget's script, once it is requested

document.addEventListener('securitypolicyviolation',
  (event) => blocked.push(`\`${event.blockedURI}\` (\`${event.effectiveDirective}\`)`));

export function loadScript() {
  script ??= load();
  return script;
}

async function load() {
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

/** Puts the widget into the place, and tells the steps what becomes of it until the signal aborts. */
export function openWidget({ place, steps, api, usualCauses, signal }) {
  const element = document.createElement(ELEMENT);
  const fail = (message) => steps.show('widget', 'failed', message, advice.forWidget(blocked, usualCauses));
  const silent = setTimeout(() => fail(`The widget did not respond within ${WIDGET_MILLIS / 1000} s.`), WIDGET_MILLIS);
  signal.addEventListener('abort', () => clearTimeout(silent));
  element.addEventListener('chatkit.ready', () => {
    clearTimeout(silent);
    steps.show('widget', 'passed', `It says that it is ready. ${advice.ifBlank}`);
  }, { signal });
  element.addEventListener('chatkit.error', (event) => {
    clearTimeout(silent);
    fail(`The widget reports: ${event.detail?.error?.message ?? 'error'}`);
  }, { signal });
  place.replaceChildren(element);
  steps.show('widget', 'running');
  const configure = () => element.setOptions({ api, theme: { colorScheme: dark.matches ? 'dark' : 'light' } });
  dark.addEventListener('change', configure, { signal });
  configure();
}

function within(millis, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, millis))]);
}
