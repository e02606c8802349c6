/** The forms of this page that hold something unsaved. */
const forms = new Set<object>();
let released = false;

/** Whether something typed here is not saved. */
export function hasUnsaved(): boolean {
  return !released && forms.size > 0;
}

/** From now on nothing is asked when the page is left: somebody has been asked, or drafts are kept. */
export function leaveFreely(): void {
  released = true;
}

/** @returns takes it off again */
export function noteUnsaved(): () => void {
  const form = {};
  forms.add(form);
  return () => void forms.delete(form);
}
