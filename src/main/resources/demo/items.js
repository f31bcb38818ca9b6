// Shows items of a thread. A view has an element and draws an item into it, again whenever the item changes.

import { clientToolCall } from './calls.js';
import { create, disclosure } from './dom.js';
import { fileList } from './files.js';
import { generatedImage } from './images.js';
import { render } from './markdown.js';
import { applyToWidget } from './nodes.js';
import { questions } from './questions.js';
import { sourceList } from './sources.js';
import { singleTask, workflow } from './tasks.js';
import { widget } from './widgets.js';

const VIEWS = { user_message: userMessage, assistant_message: assistantMessage, workflow, task: singleTask,
  generated_image: generatedImage, client_tool_call: clientToolCall, structured_input: questions, widget, end_of_turn: nothing };

/** @param page what the page does for items: functions such as `answer` */
export function viewOf(item, page) {
  return (VIEWS[item.type] ?? unknown)(item, page);
}

/** Changes the item as the update says. Updates that this console does not know change nothing. */
export function apply(item, update) {
  const { type } = update;
  if (item.type === 'assistant_message' && type.startsWith('assistant_message.content_part.')) {
    applyToMessage(item.content, update);
  } else if (item.type === 'workflow' && type.startsWith('workflow.task.')) {
    item.workflow.tasks[update.task_index] = update.task;
  } else if (type === 'generated_image.updated') {
    Object.assign(item, { image: update.image, progress: update.progress ?? 0 });
  } else if (item.type === 'widget') {
    applyToWidget(item, update);
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
    ...(item.attachments?.length ? [fileList(item.attachments)] : []),
  ) };
}

function assistantMessage() {
  const text = create('div', 'markdown');
  const sources = create('div', '');
  const element = create('article', 'item assistant', spoken('Answer:'), text, sources);
  return { element, draw: (item) => {
    render(text, item.content.map((part) => part.text ?? `[${part.type}]`).join('\n\n'));
    const cited = item.content.flatMap((part) => part.annotations ?? []).map((annotation) => annotation.source);
    sources.replaceChildren(...(cited.length ? [sourceList(cited)] : []));
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
