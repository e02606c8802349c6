/**
 * Messages that can't be read, of every kind, each unreadable by construction: whatever is damaged is damaged in a way
 * that no schema of its event type allows. The same seed gives the same messages.
 */
import type { RawMessage } from '../../src/events/message.ts';
import { damagedBodies } from './malformed-bodies.ts';
import { damagedHeaders } from './malformed-headers.ts';
import { damagedJson } from './malformed-json.ts';
import type { Malformation } from './malformation.ts';
import { createRandom } from './random.ts';

/** Every way, by its name. */
export const malformations: ReadonlyMap<string, Malformation> = new Map([
  ...Object.entries(damagedHeaders),
  ...Object.entries(damagedBodies),
  ...Object.entries(damagedJson),
]);

/**
 * Gives `count` messages, of every kind in turn, with the default event types. The position is unique in the topic and
 * begins with the name of the malformation: `truncated-17`.
 */
export function* malformedMessages(seed: number, count: number): Generator<RawMessage> {
  const random = createRandom(seed);
  const kinds = [...malformations];
  for (let index = 0; index < count; index++) {
    const [name, { make }] = kinds[index % kinds.length] as [string, Malformation];
    yield { topic: 'dev-learning-badges-lifecycle', position: `${name}-${index}`, deliveries: 1, ...make(random) };
  }
}
