// Shows images that the model generates, with previews while it does.

import { create, link } from './dom.js';

/** Only images that came with the item are shown, because the page's policy allows no others. */
export function generatedImage() {
  const image = Object.assign(create('img', ''), { alt: 'Generated image' });
  const progress = Object.assign(create('progress', ''), { max: 1, ariaLabel: 'Progress of the image' });
  const caption = create('figcaption', 'hint');
  const element = create('figure', 'item generated', image, progress, caption);
  return { element, draw: (item, live) => {
    const url = item.image?.url ?? '';
    const shown = url.startsWith('data:image/');
    image.hidden = !shown;
    if (shown && image.src !== url) {
      image.src = url;
    }
    progress.hidden = !live;
    if (item.progress) {
      progress.value = item.progress;
    }
    caption.replaceChildren(...captionOf(item, url, shown, live));
    caption.hidden = !caption.childNodes.length;
  } };
}

function captionOf(item, url, shown, live) {
  if (live) {
    return [shown ? 'This is a preview. The image is being generated …' : 'Generating an image …'];
  }
  if (item.progress !== undefined) {
    return ['This image was not finished. It will not be kept.'];
  }
  return shown ? [] : [link(url, 'Open the generated image') ?? 'No image was generated.'];
}
