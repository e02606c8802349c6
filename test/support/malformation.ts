import type { RawMessage } from '../../src/events/message.ts';
import type { UnreadableReason } from '../../src/events/reading.ts';
import type { Random } from './random.ts';

/** One way to be unreadable. */
export interface Malformation {
  readonly reason: UnreadableReason;
  readonly make: (random: Random) => Pick<RawMessage, 'fields' | 'body' | 'format'>;
}
