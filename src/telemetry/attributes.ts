/**
 * The names of spans and of what they say, in one place: those of OpenTelemetry's conventions where there is one. None
 * of them holds personal data, and none a secret: learners, names, addresses, bodies and queries are not told.
 */
export const spans = {
  /** Waiting for messages and getting them. */
  receive: 'receive',
  /** A batch of messages, from having it to its acknowledgement. */
  batch: 'process batch',
  /** Decoding the messages and finding what they concern. */
  match: 'decode and match',
  /** Deciding and writing, in one transaction. */
  transaction: 'transaction',
  acknowledge: 'acknowledge',
  /** One attempt to bring a badge outside, or to take it back. */
  deliver: 'deliver badge',
  /** Signals of the outbox on their way to the bus. */
  publish: 'publish signals',
} as const;

export const attributes = {
  /** What went wrong: a code, never a message. */
  error: 'error.type',
  /** How many messages a span is about. */
  messages: 'messaging.batch.message_count',
  /** The subscription or publisher. */
  bus: 'messaging.destination.name',
  eventsApplied: 'laurel.events.applied',
  eventsWithoutEffect: 'laurel.events.no_effect',
  eventsIgnored: 'laurel.events.ignored',
  eventsParked: 'laurel.events.parked',
  method: 'http.request.method',
  route: 'http.route',
  status: 'http.response.status_code',
  requestId: 'laurel.request.id',
  /** Who holds the badge outside. */
  origin: 'laurel.origin',
  account: 'laurel.account',
  badge: 'laurel.badge.id',
  /** `issue` or `revoke`. */
  due: 'laurel.delivery.due',
  attempt: 'laurel.delivery.attempt',
  result: 'laurel.delivery.result',
} as const;
