// Keeps the focus where the visitor has it when what is around it changes.

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Remembers which control has the focus. The returned function gives it to the control that is there then. */
export function keepFocus(root) {
  const index = controls(root).indexOf(document.activeElement);
  return () => {
    if (index >= 0 && document.activeElement === document.body) {
      const control = controls(root)[index];
      (control?.checkVisibility() && !control.disabled ? control : root).focus({ preventScroll: true });
    }
  };
}

function controls(root) {
  return [...root.querySelectorAll(CONTROLS)];
}
