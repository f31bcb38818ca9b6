// Shows items of a thread. A view has an element and draws an item into it, again whenever the item changes.

import { create, disclosure, link } from './dom.js';
import { render } from './markdown.js';

const VIEWS = { user_message: userMessage, assistant_message: assistantMessage, workflow, task: singleTask,
  generated_image: generatedImage, end_of_turn: nothing };

export function viewOf(item) {
  return (VIEWS[item.type] ?? unknown)(item);
}

/** Changes the item as the update says. Updates that this console does not know change nothing. */
export function apply(item, update) {
  const { type } = update;
  if (item.type === 'assistant_message' && type.startsWith('assistant_message.content_part.')) {
    applyToMessage(item.content, update);
  } else if (item.type === 'workflow' && type.startsWith('workflow.task.')) {
    item.workflow.tasks[update.task_index] = update.task;
  } else if (type === 'generated_image.updated') {
    item.image = update.image;
  } else if (type === 'widget.root.updated') {
    item.widget = update.widget;
  }
}

function applyToMessage(parts, { type, content_index: index, ...update }) {
  while (parts.length <= index) {
    parts.push({ type: 'output_text', text: '', annotations: [] });
  }
  if (type.endsWith('.text_delta')) {
    parts[index].text += update.delta;
  } else if (type.endsWith('.annotation_added')) {
    parts[index].annotations.splice(update.annotation_index, 0, update.annotation);
  } else if (update.content) {
    parts[index] = update.content;
  }
}

function userMessage() {
  const element = create('article', 'item user');
  return { element, draw: (item) => element.replaceChildren(
    spoken('You said:'),
    ...(item.quoted_text ? [create('blockquote', '', item.quoted_text)] : []),
    ...item.content.map((part) => create('p', part.type === 'input_tag' ? 'tag' : '', part.text)),
    ...(item.attachments ?? []).map((attachment) => create('p', 'attachment', attachment.name)),
  ) };
}

function assistantMessage() {
  const text = create('div', 'markdown');
  const sources = create('ul', 'sources');
  const element = create('article', 'item assistant', spoken('Answer:'), text, sources);
  return { element, draw: (item) => {
    render(text, item.content.map((part) => part.text ?? `[${part.type}]`).join('\n\n'));
    const annotations = item.content.flatMap((part) => part.annotations ?? []);
    sources.replaceChildren(...annotations.map(({ source }) => create('li', '', sourceOf(source))));
    sources.hidden = !annotations.length;
  } };
}

function sourceOf(source) {
  const title = source.title || source.filename || source.url || source.type;
  return link(source.url, title) ?? create('span', '', source.filename ?? title);
}

function workflow() {
  const tasks = create('ul', 'tasks');
  const element = disclosure('item workflow', '', tasks);
  const summary = element.firstElementChild;
  let touched = false; // what the visitor has opened or closed stays as it is
  summary.addEventListener('click', () => {
    touched = true;
  });
  return { element, draw: (item, live) => {
    summary.textContent = titleOf(item.workflow, live);
    element.classList.toggle('live', live);
    element.open = touched ? element.open : (live || item.workflow.expanded);
    tasks.replaceChildren(...item.workflow.tasks.map((task) => create('li', '', ...taskOf(task))));
  } };
}

function titleOf({ type, summary }, live) {
  if (summary?.title) {
    return summary.title;
  }
  if (summary) {
    return summary.duration ? `Thought for ${summary.duration} s` : 'Thought for a moment';
  }
  const reasoning = (type === 'reasoning');
  return live ? (reasoning ? 'Thinking …' : 'Working …') : (reasoning ? 'Thoughts' : 'Steps');
}

function singleTask() {
  const element = create('div', 'item task');
  return { element, draw: (item) => element.replaceChildren(...taskOf(item.task)) };
}

function taskOf(task) {
  const titles = { web_search: 'Web search', file: 'Files', image: 'Image' };
  const title = task.title ?? titles[task.type] ?? (task.content ? undefined : task.type);
  const details = create('div', 'markdown');
  render(details, task.content ?? '');
  const list = [...(task.queries ?? []).map((query) => `“${query}”`), ...(task.sources ?? []).map(sourceOf)];
  const content = [
    ...(task.content ? [details] : []),
    ...(list.length ? [create('ul', 'sources', ...list.map((entry) => create('li', '', entry)))] : []),
  ];
  const heading = create('span', `status ${task.status_indicator}`, title ?? '');
  if (!title) {
    return content;
  }
  if (!content.length) {
    return [heading];
  }
  const block = disclosure('', heading, ...content);
  block.open = true;
  return [block];
}

/** Only images that came with the item are shown, because the page's policy allows no others. */
function generatedImage(item) {
  const image = Object.assign(create('img', ''), { alt: 'Generated image' });
  const element = create('figure', 'item', image);
  const other = unknown(item);
  element.append(other.element);
  return { element, draw: (changed) => {
    const shown = changed.image?.url?.startsWith('data:image/') ?? false;
    image.hidden = !shown;
    other.element.hidden = shown;
    if (shown) {
      image.src = changed.image.url;
    }
    other.draw(changed);
  } };
}

function unknown(item) {
  const json = create('code', '');
  const block = create('pre', '', json);
  block.tabIndex = 0;
  const element = disclosure('item unknown', create('code', '', item.type), block);
  return { element, draw: (changed) => {
    json.textContent = JSON.stringify(changed, null, 2);
  } };
}

function nothing() {
  return { element: Object.assign(create('div', 'item'), { hidden: true }), draw: () => {} };
}

function spoken(text) {
  return create('span', 'unseen', text);
}
