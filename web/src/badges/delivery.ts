import type { Badge } from '../../../src/api/schemas/badges.ts';
import type { Tone } from '../shared/tone.ts';

/**
 * Where bringing a badge outside stands:
 *
 * - `settled`: the provider holds what Laurel says;
 * - `due`: it is about to be tried;
 * - `retrying`: it failed, and is tried again by itself;
 * - `waits`: it failed for good; nothing happens before somebody has mended the cause;
 * - `cancelled`: revoked before anything of it was outside;
 * - `deleted`, `closed`, `retired`: nothing more is done for it, because it was deleted there, somebody settled it, or the learner
 *   is retired.
 */
export type Delivery = 'settled' | 'due' | 'retrying' | 'waits' | 'cancelled' | 'deleted' | 'closed' | 'retired';

export function deliveryOf({ status, state, due, closed, waitsForOperator }: Badge): Delivery {
  if (closed === 'retired' || closed === 'deleted') return closed;
  if (closed === 'settled') return 'closed';
  if (waitsForOperator) return 'waits';
  if (due === null) return status === 'revoked' && state === 'created' ? 'cancelled' : 'settled';
  return hasFailed(state) ? 'retrying' : 'due';
}

/** Whether the last attempt to bring it outside has failed. */
export function hasFailed(state: Badge['state']): boolean {
  return state === 'error' || state === 'no_response';
}

/** How urgent the state outside is, given where the delivery stands; undefined: as the state itself says. */
export function deliveryTone(badge: Badge): Tone | undefined {
  switch (deliveryOf(badge)) {
    case 'waits':
      return 'bad';
    case 'retrying':
      return 'warning';
    case 'cancelled':
    case 'due':
    case 'settled':
    case 'closed':
      return undefined;
    case 'deleted':
    case 'retired':
      return 'neutral';
  }
}

/** Whether it was revoked before anything of it was outside. */
export function isCancelled(badge: Badge): boolean {
  return deliveryOf(badge) === 'cancelled';
}

/** Whether something is, or may be, outside for it, so that somebody can say that there is nothing. */
export function canSettle({ origin, state, due, closed }: Badge): boolean {
  if (origin === 'openedx' || closed === 'settled' || closed === 'deleted') return false;
  return due !== null || !['created', 'revoked', 'expired'].includes(state);
}
