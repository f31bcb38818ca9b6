// Shows what an answer or a step refers to, as numbered links.

import { create, link } from './dom.js';

/** Sources that are cited more than once are listed once. */
export function sourceList(sources) {
  const distinct = [...new Map(sources.map((source) => [source.url ?? source.filename ?? JSON.stringify(source), source])).values()];
  return create('ol', 'sources', ...distinct.map((source, index) => create('li', '', ...numbered(source, index + 1))));
}

function numbered(source, number) {
  const title = source.title || source.filename || source.url || source.type;
  const label = [create('span', 'number', `${number}`), ` ${title}`];
  const anchor = link(source.url, ...label);
  const element = anchor ?? create('span', '', ...label);
  if (source.filename && source.filename !== title) {
    element.title = source.filename;
  }
  return [element];
}
