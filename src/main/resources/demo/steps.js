// Shows the steps of a panel: which of them are done, which fail, and why.

import { create } from './dom.js';

const STATES = { waiting: 'waiting', running: 'checking …', passed: 'done', failed: 'failed', unknown: 'not checked' };

/** A step that failed, with pairs of a likely cause and its solution. */
export class Failure extends Error {

  constructor(message, pairs) {
    super(message);
    this.pairs = pairs;
  }

}

export class Steps {

  constructor(panel) {
    this.summary = panel.querySelector('.summary');
    this.steps = [...panel.querySelectorAll('[data-step]')];
  }

  reset() {
    this.steps.forEach((step) => this.show(step.dataset.step, 'waiting', step.dataset.needs));
  }

  /** Returns the result of the work. If the work fails, shows the reason and returns nothing. */
  async attempt(name, signal, work) {
    const tell = (...news) => signal.aborted || this.show(name, ...news);
    tell('running');
    try {
      const result = await work();
      tell(result.state ?? 'passed', result.detail);
      return result;
    } catch (failure) {
      tell('failed', failure.message, failure.pairs);
      return undefined;
    }
  }

  show(name, state, detail, pairs = []) {
    const step = this.steps.find((candidate) => candidate.dataset.step === name);
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
    this.#summarize();
  }

  /** Replaces the detail of a step that has passed. */
  refine(name, detail) {
    const step = this.steps.find((candidate) => candidate.dataset.step === name);
    if (step.dataset.state === 'passed') {
      step.querySelector('.detail').textContent = detail;
    }
  }

  #summarize() {
    const numbers = this.steps.flatMap((step, index) => step.dataset.state === 'failed' ? [index + 1] : []);
    const done = this.steps.filter((step) => ['passed', 'unknown'].includes(step.dataset.state)).length;
    let text = `Checking: ${done} of ${this.steps.length} steps done.`;
    if (numbers.length) {
      text = `${numbers.length > 1 ? 'Steps' : 'Step'} ${numbers.join(' and ')} failed. See the likely causes and solutions below.`;
    } else if (done === this.steps.length) {
      text = 'All steps done: the widget is ready.';
    }
    if (this.summary.textContent !== text) {
      this.summary.textContent = text;
    }
  }

}

/** Renders `code` and [links](https://...), and removes client secrets from messages. */
export function rich(text) {
  return text.replace(/\bek_\w+/g, 'ek_…').split(/(`[^`]+`|\[[^\]]+\]\(https:[^)]+\))/).map((part) => {
    const [, label, url] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    if (url) {
      return Object.assign(create('a', '', label), { href: url });
    }
    return (part.length > 1 && part.startsWith('`')) ? create('code', '', part.slice(1, -1)) : part;
  });
}
