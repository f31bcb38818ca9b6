// Renders a small part of Markdown: paragraphs, headings, lists, tables, code, bold and italic text, and links.
// Everything else, HTML above all, is text.

import { create, link } from './dom.js';

const FENCE = /^\s*(```+|~~~+)/;
const HEADING = /^#{1,6}\s+(.*)/;
const ENTRY = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)/;
const RULE = /^\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$/; // below the heads of a table
const INLINE = /(`+)([^]+?)\1(?!`)|\*\*([^]+?)\*\*|\*([^\s*](?:[^*]*[^\s*])?)\*|\[([^\]]+)\]\(([^\s()]+)\)|(https?:\/\/[^\s<>()[\]"'`]+)/g;

const sources = new WeakMap(); // element -> what it was rendered from

/** Shows the text, and leaves those blocks alone that have not changed. */
export function render(parent, text) {
  const blocks = split(text.split(/\r\n?|\n/));
  blocks.forEach((block, index) => {
    const source = block.join('\n');
    const old = parent.children[index];
    if (!old || sources.get(old) !== source) {
      const element = toElement(block);
      sources.set(element, source);
      old ? old.replaceWith(element) : parent.append(element);
    }
  });
  while (parent.children.length > blocks.length) {
    parent.lastElementChild.remove();
  }
}

function split(lines) {
  const blocks = [];
  for (let index = 0; index < lines.length;) {
    const length = lines[index].trim() ? blockLength(lines.slice(index)) : 0;
    if (length) {
      blocks.push(lines.slice(index, index + length));
    }
    index += length || 1;
  }
  return blocks;
}

function blockLength(lines) {
  const [, fence] = FENCE.exec(lines[0]) ?? [];
  const until = (found) => (found < 0) ? lines.length : found;
  if (fence) {
    return until(lines.findIndex((line, index) => index && line.trim() === fence)) + 1;
  }
  if (HEADING.test(lines[0])) {
    return 1;
  }
  if (ENTRY.test(lines[0])) {
    return until(lines.findIndex((line, index) => index && !continuesList(lines, index)));
  }
  if (isTable(lines)) {
    return until(lines.findIndex((line) => !line.includes('|')));
  }
  return until(lines.findIndex((line, index) => index && (!line.trim() || [FENCE, HEADING, ENTRY].some((it) => it.test(line)))));
}

function isTable([heads, rule = '']) {
  return heads.includes('|') && RULE.test(rule);
}

function continuesList(lines, index) {
  const belongs = (line) => ENTRY.test(line) ? sameKind(lines[0], line) : /^\s{2,}\S/.test(line);
  if (lines[index].trim()) {
    return belongs(lines[index]);
  }
  const next = lines.slice(index).find((line) => line.trim());
  return next !== undefined && belongs(next);
}

function sameKind(first, line) {
  const [, base, number] = ENTRY.exec(first);
  const [, indent, other] = ENTRY.exec(line);
  return indent.length > base.length || (number === undefined) === (other === undefined);
}

function toElement(block) {
  if (FENCE.test(block[0])) {
    const closed = block.length > 1 && FENCE.test(block.at(-1));
    const code = create('pre', '', create('code', '', block.slice(1, closed ? -1 : undefined).join('\n')));
    code.tabIndex = 0; // The keyboard must be able to scroll it
    return code;
  }
  if (HEADING.test(block[0])) {
    return create('p', 'heading', ...inline(HEADING.exec(block[0])[1]));
  }
  if (isTable(block)) {
    return table(block);
  }
  return ENTRY.test(block[0]) ? list(block) : create('p', '', ...inline(block.join('\n')));
}

function list(lines) {
  const [, base, number] = ENTRY.exec(lines[0]);
  const entries = [];
  for (const line of lines) {
    const [, indent, , content] = ENTRY.exec(line) ?? [];
    if (indent?.length <= base.length) {
      entries.push([content]);
    } else {
      entries.at(-1).push(line.replace(/^\s{1,4}/, ''));
    }
  }
  const element = create(number ? 'ol' : 'ul', '');
  if (number) {
    element.start = number;
  }
  element.append(...entries.map((entry) => create('li', '', ...split(entry).map(toElement))));
  return element;
}

function table([heads, , ...rows]) {
  const row = (line, tag) => create('tr', '', ...cells(line).map((cell) => create(tag, '', ...inline(cell))));
  const element = create('table', '', create('thead', '', row(heads, 'th')), create('tbody', '', ...rows.map((line) => row(line, 'td'))));
  const block = create('div', 'table', element);
  block.tabIndex = 0; // The keyboard must be able to scroll it
  return block;
}

function cells(line) {
  return line.trim().replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(end, match.index), span(match));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function span([source, , code, bold, italic, label, address, bare]) {
  if (code) {
    return create('code', '', code);
  }
  if (bold || italic) {
    return create(bold ? 'strong' : 'em', '', ...inline(bold ?? italic));
  }
  if (label) {
    return link(address, label) ?? source;
  }
  const [, url, punctuation] = /^(.+?)([.,;:!?]*)$/.exec(bare);
  const anchor = link(url, url);
  return anchor ? create('span', '', anchor, punctuation) : source;
}
