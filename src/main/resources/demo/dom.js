// Builds elements. Text from elsewhere only ever becomes text nodes.

const SVG = 'http://www.w3.org/2000/svg';
const SAFE_SCHEMES = ['https:', 'http:', 'mailto:'];

export function create(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** One of the symbols of the page. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

export function button(label, className, onClick) {
  const element = create('button', className, label);
  element.type = 'button';
  element.addEventListener('click', onClick);
  return element;
}

/** A link that opens a new tab, or nothing if the address could do anything but lead to a page. */
export function link(address, ...children) {
  const url = parse(address);
  if (!SAFE_SCHEMES.includes(url?.protocol)) {
    return undefined;
  }
  return Object.assign(create('a', '', ...children), { href: url.href, target: '_blank', rel: 'noopener noreferrer' });
}

/** Text that shows and hides more when it is clicked. */
export function disclosure(className, title, ...children) {
  return create('details', className, create('summary', '', title), ...children);
}

function parse(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
