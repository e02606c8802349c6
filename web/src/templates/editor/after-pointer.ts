/**
 * Does something at once, or, while a mouse button or a finger is down, when it is up again. What moves the page in between
 * takes the button away from under the pointer, and the click is lost.
 */
export function afterPointer(work: () => void): void {
  if (document.querySelector(':active') === null) {
    work();
    return;
  }
  const done = new AbortController();
  const finish = (): void => {
    done.abort();
    // The click comes right after; it first.
    setTimeout(work);
  };
  for (const type of ['pointerup', 'pointercancel'])
    document.addEventListener(type, finish, { capture: true, signal: done.signal });
}
