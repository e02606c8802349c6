/**
 * Scrolls a field of several lines into sight, whole, when the Tab key leads to it. Browsers bring only its cursor into sight, and
 * the rest may lie under a bar.
 */
export function showFieldsWhole(): void {
  document.addEventListener('keyup', ({ key, target }) => {
    if (key === 'Tab' && target instanceof HTMLTextAreaElement) target.scrollIntoView({ block: 'nearest' });
  });
}
