// Shows the panel that the address names: #sessions, #chat, or #chat/ and the id of a thread.

import * as chat from './chat.js';
import * as sessions from './sessions.js';

const PANELS = { chat, sessions };
const ADDRESS = /^#(chat|sessions)(?:\/(.+))?$/;

const tabs = [...document.querySelectorAll('[data-tab]')];

addEventListener('hashchange', show);
show();

async function show() {
  const [, named, thread] = ADDRESS.exec(location.hash) ?? [];
  const name = named ?? (await chat.exists() ? 'chat' : 'sessions');
  if (!named && ADDRESS.test(location.hash)) {
    return; // The visitor has chosen a tab in the meantime
  }
  tabs.forEach((tab) => {
    const current = (tab.dataset.tab === name);
    tab.ariaCurrent = current ? 'page' : null;
    document.getElementById(`${tab.dataset.tab}-panel`).hidden = !current;
  });
  document.documentElement.dataset.panel = name;
  PANELS[name].enter(thread);
}
