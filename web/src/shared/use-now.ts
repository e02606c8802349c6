import { useSyncExternalStore } from 'react';

const stepMs = 10_000;

/** The time, to ten seconds, so that "3 minutes ago" does not stand still. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, stepMs);
  return () => clearInterval(timer);
}

function read(): number {
  // Of a moment within the step, later than all that has just happened: nothing is ever "in 3 seconds" by rounding.
  return Math.ceil(Date.now() / stepMs) * stepMs;
}
