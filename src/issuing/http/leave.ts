/**
 * What is held for a while only, a lease say, may be gone after a wait, in which the process can have been frozen: then timers
 * come late, and the signal of its end with them. Whoever holds it says how to ask, and the call asks after its last wait.
 */
interface Hold {
  /** Asks whoever keeps it. */
  stillHeld(): Promise<boolean>;
  /** Whether its time is over by the clock: what can be told at once. */
  isOver(): boolean;
}

const holds = new WeakMap<AbortSignal, Hold>();

/** The same signal, for calls that may only be made while something is held. */
export function whileHeld(signal: AbortSignal, hold: Hold): AbortSignal {
  holds.set(signal, hold);
  return signal;
}

/** Whether what a call with this signal needs is gone by the clock. */
export function isOver(signal: AbortSignal): boolean {
  return holds.get(signal)?.isOver() ?? false;
}

/** Whether a call with this signal may be made now. To be asked immediately before it. */
export async function mayCall(signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const hold = holds.get(signal);
  return hold === undefined || ((await hold.stillHeld()) && !signal.aborted);
}
