// Takes files that are dropped onto an element.

/**
 * @param isOpen tells whether files are taken now
 * @param take is given the files
 */
export function takeDrops(element, isOpen, take) {
  let depth = 0; // Entering a child comes before leaving its parent
  const show = (change) => {
    depth = Math.max(change ? depth + change : 0, 0);
    element.classList.toggle('dropping', depth > 0);
  };
  const on = (type, work) => element.addEventListener(type, (event) => {
    if (event.dataTransfer?.types.includes('Files') && isOpen()) {
      event.preventDefault();
      work(event.dataTransfer);
    }
  });
  on('dragenter', () => show(1));
  on('dragleave', () => show(-1));
  on('dragover', (data) => {
    data.dropEffect = 'copy';
  });
  on('drop', (data) => {
    show(0);
    take([...data.files]);
  });
}
