import { eventTypesWithLearner } from '../events/catalogue.ts';
import { createReader } from '../events/reader.ts';
import type { Settings } from '../settings.ts';
import type { ParkedMessage } from '../store/parked.ts';
import { printable } from './output.ts';

/** All that can be told of a parked message, whatever state its bytes are in. */
export interface ParkedDetails {
  readonly id: number;
  readonly topic: string;
  readonly position: string;
  readonly format: string;
  readonly reason: string;
  readonly detail: string;
  readonly parkedAt: Date;
  readonly retriedAt: Date | null;
  readonly retries: number;
  /** Metadata in the order in which it came; a name can come twice. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly bodyBytes: number | null;
  /** The beginning of the body: JSON as text, Avro in hexadecimal. */
  readonly bodyStart: string;
  /** What reading it gives today: an event, ignored or unreadable, and why. */
  readonly today: string;
  /** The payload, when it can be read today by any event type about a learner; else null. */
  readonly payload: unknown;
}

const SHOWN_BYTES = 2048;

export function describeParked(parked: ParkedMessage, settings: Settings): ParkedDetails {
  const { message } = parked;
  const reading = createReader({ eventTypes: settings.events })(message);
  const guess = createReader({ eventTypes: eventTypesWithLearner() })(message);
  const start = message.body?.subarray(0, SHOWN_BYTES) ?? Buffer.alloc(0);
  return {
    id: parked.id,
    topic: message.topic,
    position: message.position,
    format: message.format,
    reason: parked.reason,
    detail: parked.detail,
    parkedAt: parked.parkedAt,
    retriedAt: parked.retriedAt,
    retries: parked.retries,
    fields: pairs(message.fields),
    bodyBytes: message.body?.length ?? null,
    bodyStart: start.toString(message.format === 'json' ? 'utf8' : 'hex'),
    today: reading.kind === 'event' ? 'readable' : `${reading.kind}: ${reading.reason}`,
    payload: guess.kind === 'event' ? guess.event.payload : null,
  };
}

export function parkedLines(details: ParkedDetails): string[] {
  return [
    `Parked message ${details.id}, at ${details.parkedAt.toISOString()}`,
    `  from      ${details.topic}, position ${details.position} (${details.format})`,
    `  reason    ${details.reason}: ${printable(details.detail)}`,
    `  retries   ${details.retries}${details.retriedAt === null ? '' : `, last at ${details.retriedAt.toISOString()}`}`,
    `  today     ${details.today === 'readable' ? 'readable; `laurel parked retry` processes it' : details.today}`,
    '',
    'Metadata:',
    ...(details.fields.length === 0
      ? ['  none']
      : details.fields.map(([name, value]) => `  ${printable(name)}: ${printable(value)}`)),
    '',
    details.bodyBytes === null ? 'No body.' : `Body, ${details.bodyBytes} bytes:`,
    ...(details.bodyBytes === null
      ? []
      : [`  ${printable(details.bodyStart)}${details.bodyBytes > SHOWN_BYTES ? '...' : ''}`]),
    ...(details.payload === null ? [] : ['', 'Payload:', `  ${printable(JSON.stringify(details.payload))}`]),
  ];
}

/** Broken UTF-8 and a name without a value are shown as far as they go. */
function pairs(fields: readonly Buffer[]): [string, string][] {
  return fields.flatMap((field, index): [string, string][] =>
    index % 2 === 0 ? [[field.toString('utf8'), fields[index + 1]?.toString('utf8') ?? '']] : [],
  );
}
