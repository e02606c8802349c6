/**
 * What is held for a while only, a lease say, may be gone after a wait, in which the process can have been frozen: then timers
 * come late, and the signal of its end with them. Whoever holds it says how to ask, and the call asks after its last wait.
 */
type StillHeld = () => Promise<boolean>;

const questions = new WeakMap<AbortSignal, StillHeld>();

/** The same signal, for calls that may only be made while something is held. */
export function whileHeld(signal: AbortSignal, stillHeld: StillHeld): AbortSignal {
  questions.set(signal, stillHeld);
  return signal;
}

/** Whether a call with this signal may be made now. To be asked immediately before it. */
export async function mayCall(signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const stillHeld = questions.get(signal);
  return stillHeld === undefined || ((await stillHeld()) && !signal.aborted);
}
