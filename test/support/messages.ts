import { encodeEvent } from '../../src/events/encode.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Event } from '../../src/rules/event.ts';

let sent = 0;

/** The message of an event as it comes from Redis Streams; each call is a new entry of the stream. */
export function messageOf(event: Event, overrides: Partial<RawMessage> = {}): RawMessage {
  sent += 1;
  const { type, id, source, time, payload } = event;
  const { fields, body } = encodeEvent(type, payload, { id, source, time, sourcehost: 'lms' });
  return {
    topic: 'dev-learning-badges-lifecycle',
    position: `${1_763_800_000_000 + sent}-0`,
    fields: fields.flat().map((text) => Buffer.from(text)),
    body,
    format: 'avro',
    deliveries: 1,
    ...overrides,
  };
}

/** The event with another identity of its learner, in the payload too. */
export function withIdentity(event: Event, identity: { username?: string; email?: string; name?: string }): Event {
  const learner = { ...event.learner, ...identity };
  const { username, email, name } = learner;
  const user = { id: learner.id, is_active: learner.active, pii: { username, email, name } };
  return { ...event, learner, payload: { ...event.payload, user } };
}
