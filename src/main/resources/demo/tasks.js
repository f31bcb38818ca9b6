// Shows workflows: the steps that the model and its tools take, and what becomes of each.

import { create, disclosure } from './dom.js';
import { render } from './markdown.js';
import { sourceList } from './sources.js';

const TITLES = { web_search: 'Web search', file: 'Files', image: 'Image' };
const STATES = { loading: 'running', complete: 'done' };
const STOPPED = 'Stopped';

export function workflow() {
  const list = create('ul', 'tasks');
  const element = disclosure('item workflow', '', list);
  const summary = element.firstElementChild;
  let touched = false; // what the visitor has opened or closed stays as it is
  summary.addEventListener('click', () => {
    touched = true;
  });
  return { element, draw: (item, live) => {
    const tasks = item.workflow.tasks.map((task) => settled(task, live));
    const stopped = !live && item.workflow.tasks.some(isRunning);
    summary.textContent = titleOf(item.workflow, live, stopped);
    element.classList.toggle('live', live);
    element.open = touched ? element.open : (live || stopped || item.workflow.expanded);
    drawTasks(list, tasks);
  } };
}

export function singleTask() {
  const list = create('ul', 'tasks');
  const element = create('div', 'item task', list);
  return { element, draw: (item, live) => drawTasks(list, [settled(item.task, live)]) };
}

/** Nothing runs on after the answer has ended. The service keeps steps that were stopped in the same form. */
function settled(task, live) {
  if (live || !isRunning(task)) {
    return task;
  }
  const settledTask = { ...task, status_indicator: 'none' };
  return (task.type === 'custom') ? { ...settledTask, content: task.content ?? `${STOPPED}.` } : settledTask;
}

function isRunning(task) {
  return task.status_indicator === 'loading';
}

function titleOf({ type, summary, tasks }, live, stopped) {
  const tools = [...new Set(tasks.filter((task) => task.type !== 'thought').map(nameOf).filter(Boolean))];
  if (summary?.title || stopped) {
    return summary?.title ?? STOPPED;
  }
  if (live) {
    return (type === 'reasoning' && !tools.length) ? 'Thinking …' : 'Working …';
  }
  if (tools.length) {
    return `Used ${tools.join(', ')}${summary?.duration ? ` in ${summary.duration} s` : ''}`;
  }
  if (summary) {
    return summary.duration ? `Thought for ${summary.duration} s` : 'Thought for a moment';
  }
  return (type === 'reasoning') ? 'Thoughts' : 'Steps';
}

function nameOf(task) {
  return task.title ?? TITLES[task.type] ?? (task.content ? undefined : task.type);
}

/** Leaves those steps alone that have not changed, so that what moves in them does not begin anew. */
function drawTasks(list, tasks) {
  tasks.forEach((task, index) => {
    const source = JSON.stringify(task);
    const old = list.children[index];
    if (old?.source !== source) {
      const element = Object.assign(toElement(task), { source });
      old ? old.replaceWith(element) : list.append(element);
    }
  });
  while (list.children.length > tasks.length) {
    list.lastElementChild.remove();
  }
}

function toElement(task) {
  const state = STATES[task.status_indicator];
  const element = create('li', `step ${state ?? 'plain'}`);
  const name = nameOf(task);
  if (name) {
    element.append(create('p', 'name', name, ...(state ? [create('span', 'unseen', `, ${state}`)] : [])));
  }
  if (task.content) {
    const content = create('div', 'markdown');
    render(content, task.content);
    element.append(content);
  }
  if (task.queries?.length) {
    element.append(create('ul', 'queries', ...task.queries.map((query) => create('li', '', `“${query}”`))));
  }
  if (task.sources?.length) {
    element.append(sourceList(task.sources));
  }
  return element;
}
