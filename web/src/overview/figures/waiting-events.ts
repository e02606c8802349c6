import type { BusStatus } from '../../../../src/api/schemas/status.ts';

/** Events on the bus and in the inbox that were not processed yet; null: not known. */
export function waitingEvents({ state, topics, inbox }: BusStatus): number | null {
  if (state !== 'not_configured' && topics.length === 0) return null;
  let waiting = inbox.waiting;
  for (const { lag, pending } of topics) {
    if (lag === null) return null;
    waiting += lag + pending;
  }
  return waiting;
}
