import { hostname } from 'node:os';
import { encodeEvent } from '../events/encode.ts';
import type { WaitingSignal } from '../store/engine/outbox.ts';
import type { OutgoingMessage } from './bus.ts';

/** Event types of Laurel's own signals, by what they announce. */
export const signalTypes = {
  awarded: 'org.openedx.learning.badge.awarded.v1',
  revoked: 'org.openedx.learning.badge.revoked.v1',
} as const satisfies Record<WaitingSignal['signal'], string>;

/** The CloudEvents source of Laurel's signals, in the form `openedx/<service>/web` of the platform. */
export const signalSource = 'openedx/laurel/web';

/**
 * Makes the message of a signal: `BadgeData` in the newest schema, in the wire form of the platform's own producers, with the
 * id that it keeps for ever (S20).
 *
 * @param topic without the prefix
 */
export function encodeSignal(
  { id, signal, badgeId, time, learner, template }: WaitingSignal,
  topic: string,
): OutgoingMessage {
  const badge = {
    uuid: badgeId,
    user: {
      id: learner.id,
      is_active: learner.active,
      pii: { username: learner.username, email: learner.email, name: learner.name },
    },
    template: {
      uuid: template.uuid,
      origin: template.origin,
      name: template.name,
      description: template.description,
      image_url: template.imageUrl,
    },
  };
  const metadata = { id, source: signalSource, time, sourcehost: hostname() };
  return { topic, key: badgeId, ...encodeEvent(signalTypes[signal], badge, metadata) };
}
