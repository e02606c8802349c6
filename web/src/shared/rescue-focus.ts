/**
 * Gives the focus back to what is in sight, when what had it is gone: to the dialog that is open, else to the title of the page.
 * Else whoever works with the keyboard begins again at the top.
 */
export function rescueFocus(): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"]');
  const target = [...dialogs].at(-1) ?? document.querySelector<HTMLElement>('h1');
  if (target === null) return;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
