import { eventTypesWithLearner } from '../events/catalogue.ts';
import { guessBody } from '../events/guess.ts';
import { findHeaders, headerText } from '../events/headers.ts';
import type { MessageFormat, RawMessage } from '../events/message.ts';
import { createReader } from '../events/reader.ts';
import type { Reading } from '../events/reading.ts';
import type { Payload } from '../rules/event.ts';
import type { ParkedMessage } from '../store/engine/parked.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';
import { findTooEarly } from './too-early.ts';
import type { Clock } from './too-early.ts';

/** All that can be told of a parked message, whatever state its bytes are in. Can hold personal data: never to be logged. */
export interface ParkedDetails {
  readonly id: number;
  readonly topic: string;
  readonly position: string;
  readonly format: MessageFormat;
  /** The event type that its metadata name; null when they name none. */
  readonly type: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly parkedAt: Date;
  readonly retriedAt: Date | null;
  readonly retries: number;
  /** Metadata in the order in which it came; a name can come twice. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Null when it has no body. */
  readonly bodyBytes: number | null;
  /** Whether all of it is kept; a message that is too large is kept by its beginning, and can't be processed again. */
  readonly isWhole: boolean;
  /** SHA-256 of the body as it came, in hexadecimal, where only its beginning was kept. */
  readonly sha256: string | null;
  /** The beginning of the body in hexadecimal. */
  readonly bodyHex: string | null;
  /** The same as text; null where it is none. */
  readonly bodyText: string | null;
  /** What reading it gives today: `readable`; or that it is ignored, unreadable or too early, and why. */
  readonly today: string;
  /** What it seems to be, in words; null when its body fits no event type about a learner. */
  readonly guess: string | null;
  /** The payload, where it is clear which event type it is of; else null. */
  readonly payload: Payload | null;
}

const SHOWN_BYTES = 4_096;

/** @param eventTypes the configured ones */
export function describeParked(parked: ParkedMessage, eventTypes: readonly string[], clock: Clock): ParkedDetails {
  const { message } = parked;
  const reading = parked.isWhole ? createReader({ eventTypes })(message) : null;
  const tooEarly = reading?.kind === 'event' ? findTooEarly(reading.event, clock) : null;
  const start = message.body?.subarray(0, SHOWN_BYTES) ?? null;
  return {
    id: parked.id,
    topic: message.topic,
    position: message.position,
    format: message.format,
    type: namedType(message.fields),
    reason: parked.reason,
    detail: parked.detail,
    parkedAt: parked.parkedAt,
    retriedAt: parked.retriedAt,
    retries: parked.retries,
    fields: pairs(message.fields),
    bodyBytes: message.body === null && parked.size === 0 ? null : parked.size,
    isWhole: parked.isWhole,
    sha256: parked.sha256,
    bodyHex: start === null ? null : start.toString('hex'),
    bodyText: start === null ? null : textOf(start),
    today: reading === null ? 'too large to be kept whole' : todayOf(reading, tooEarly),
    // A beginning fits no schema.
    ...(reading === null ? { guess: null, payload: null } : guessAt(message, reading, tooEarly)),
  };
}

function todayOf(reading: Reading, tooEarly: string | null): string {
  if (reading.kind !== 'event') return `${reading.kind}: ${reading.reason}`;
  return tooEarly === null ? 'readable' : `too early: ${tooEarly}`;
}

/** The event type that the metadata of a message name; null when they name none that is printable. */
export function namedType(fields: readonly Buffer[]): string | null {
  const headers = findHeaders(fields);
  if (typeof headers === 'string' || headers.type === undefined) return null;
  return headerText(headers.type) ?? null;
}

function guessAt(
  message: RawMessage,
  today: Reading,
  tooEarly: string | null,
): Pick<ParkedDetails, 'guess' | 'payload'> {
  if (today.kind === 'event') {
    const { type, payload } = today.event;
    const guess =
      tooEarly === null
        ? told`${type}, which can be processed now`
        : told`${type}, which can be processed later, when its time is reached`;
    return { guess: guess.text, payload };
  }
  const whole = createReader({ eventTypes: eventTypesWithLearner() })(message);
  if (whole.kind === 'event')
    return {
      guess: told`${whole.event.type}, which is not one of the configured events`.text,
      payload: whole.event.payload,
    };
  const fitting = guessBody(message.format, message.body);
  const named = namedType(message.fields);
  const [only] = fitting.length === 1 ? fitting : fitting.filter(({ type }) => type === named);
  const but = (guess: Told): string => (whole.kind === 'unreadable' ? told`${guess}; but ${whole.detail}` : guess).text;
  if (only !== undefined) return { guess: but(told`the body has the event type ${only.type}`), payload: only.payload };
  const types = fitting.map(({ type }) => type).join(', ');
  return { guess: types === '' ? null : but(told`the body matches several event types: ${types}`), payload: null };
}

/** Bytes as text, when they are printable text in UTF-8; a character that is cut off at the end is left out. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return /[^\P{Cc}\t\n\r]/u.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Broken UTF-8 and a name without a value are shown as far as they go. */
function pairs(fields: readonly Buffer[]): [string, string][] {
  return fields.flatMap((field, index): [string, string][] =>
    index % 2 === 0 ? [[field.toString('utf8'), fields[index + 1]?.toString('utf8') ?? '']] : [],
  );
}
