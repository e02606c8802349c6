import { useSyncExternalStore } from 'react';

const storageKey = 'laurel.exact-times';
const listeners = new Set<() => void>();
let exact = read();

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'yes';
  } catch {
    return false;
  }
}

/** Whether times are told with date and clock in place of "3 minutes ago". */
export function useExactTimes(): boolean {
  return useSyncExternalStore(subscribe, () => exact);
}

/** Remembered in this browser. */
export function chooseExactTimes(chosen: boolean): void {
  exact = chosen;
  try {
    localStorage.setItem(storageKey, chosen ? 'yes' : 'no');
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => void listeners.delete(onChange);
}
