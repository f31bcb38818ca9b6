// Shows the files of a message: images as previews, other files by their names.

import { create, icon } from './dom.js';

const UNITS = ['B', 'KB', 'MB', 'GB'];

export function fileList(attachments) {
  return create('ul', 'files', ...attachments.map((attachment) => create('li', '', view(attachment))));
}

function view(attachment) {
  if (attachment.type !== 'image' || !attachment.preview_url) {
    return named(attachment);
  }
  const image = Object.assign(create('img', 'preview'), { alt: attachment.name, title: attachment.name });
  image.addEventListener('error', () => image.replaceWith(named(attachment))); // Its link may have expired
  image.src = attachment.preview_url;
  return image;
}

function named({ name }) {
  return create('span', 'file', icon('file'), create('span', 'name', name));
}

/** The size as people read it. */
export function formatSize(bytes) {
  const unit = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** unit;
  return `${(unit && value < 10) ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[unit]}`;
}
