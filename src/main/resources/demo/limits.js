// Tells which files the service takes, so that others are refused before they are sent.

import { formatSize } from './files.js';

const OFFICE = { document: 'DOCX', sheet: 'XLSX', presentation: 'PPTX' };

export class Limits {

  /** @param attachments the limits as the service tells them */
  constructor({ enabled = false, maxCount = 0, maxSize = 0, accept = {} } = {}) {
    this.enabled = enabled;
    this.maxCount = maxCount;
    this.maxSize = maxSize;
    this.types = Object.keys(accept);
  }

  /** Why the service would not take the file, or nothing. Of files without a type, only the service knows it. */
  refusal(file) {
    if (file.size > this.maxSize) {
      return `${file.name} is too large. A file must not be larger than ${formatSize(this.maxSize)}.`;
    }
    if (file.type && this.types.length && !this.types.some((type) => matches(type, file.type))) {
      return `${file.name} has the type ${file.type}. The service takes ${this.types.map(readable).join(', ')}.`;
    }
    return undefined;
  }

  tooMany() {
    return `A message must not have more than ${this.maxCount} ${this.maxCount === 1 ? 'file' : 'files'}.`;
  }

}

function matches(allowed, type) {
  const base = type.replace(/;.*/, '').toLowerCase();
  return allowed.endsWith('/*') ? base.startsWith(allowed.slice(0, -1)) : base === allowed;
}

/** The type as people name it: PDF, DOCX, text. */
function readable(type) {
  const [kind, name] = type.split('/');
  if (name === '*') {
    return kind;
  }
  return (name.startsWith('vnd.openxmlformats') && OFFICE[name.split('.').at(-1)]) || name.toUpperCase();
}
