import { passingType } from './templates.ts';

/**
 * The wire form of the platform's events, written and read without Laurel's own code: what Laurel misreads must not look right
 * because the harness misreads it in the same way.
 */

/** Laurel does not process it. */
const foreignType = 'org.openedx.learning.course.unenrollment.completed.v1';

/** The types of all events that are sent. */
export const sentTypes = [passingType, foreignType] as const;

/** One event as the harness sends it. */
export interface SentEvent {
  readonly id: string;
  readonly learner: number;
  /** Which of the learner's names and addresses it tells. */
  readonly identity: number;
  readonly course: string;
  readonly passing: boolean;
  /** Microseconds since 1970. */
  readonly time: number;
  /** `unreadable` lacks its last byte; `ahead` has a time far ahead; `foreign` is of a type that Laurel does not process. */
  readonly kind: 'passing' | 'unreadable' | 'ahead' | 'foreign';
  /** How it comes: by the event bus, or over HTTP. */
  readonly via: 'bus' | 'inbox';
}

export interface Message {
  readonly event: SentEvent;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export function identityOf({ learner, identity }: Pick<SentEvent, 'learner' | 'identity'>): {
  username: string;
  email: string;
  name: string;
} {
  return {
    username: `learner${learner}v${identity}`,
    email: `learner${learner}.v${identity}@example.org`,
    name: `Learner ${learner} ${identity}`,
  };
}

export function messageOf(event: SentEvent): Message {
  const { username, email, name } = identityOf(event);
  const body = Buffer.concat([
    Buffer.of(event.passing ? 1 : 0),
    text(event.course),
    text('A course'),
    // Neither start nor end: the first branch of both unions.
    Buffer.of(0, 0),
    long(event.learner),
    Buffer.of(1),
    text(username),
    text(email),
    text(name),
  ]);
  return {
    event,
    headers: [
      ['type', event.kind === 'foreign' ? foreignType : passingType],
      ['id', event.id],
      ['source', 'openedx/lms/web'],
      ['time', timeText(event.time)],
      ['minorversion', '0'],
      ['sourcehost', 'lms'],
      ['sourcelib', '11.2.0'],
    ],
    body: event.kind === 'unreadable' ? body.subarray(0, -1) : body,
  };
}

/** A badge signal as a listener reads it. */
export interface Signal {
  readonly kind: 'awarded' | 'revoked';
  readonly id: string;
  readonly time: string;
  readonly badge: string;
}

/** Null when the message is no signal of Laurel's. */
export function readSignal(headers: ReadonlyMap<string, string>, body: Buffer): Signal | null {
  const [, kind] = /^org\.openedx\.learning\.badge\.(awarded|revoked)\.v1$/.exec(headers.get('type') ?? '') ?? [];
  if (kind !== 'awarded' && kind !== 'revoked') return null;
  // The body begins with the badge's UUID, behind its length (36, in zig-zag form).
  if (body[0] !== 72) throw new Error(`a signal whose body begins with ${String(body[0])}`);
  const badge = body.subarray(1, 37).toString();
  return { kind, id: headers.get('id') ?? '', time: headers.get('time') ?? '', badge };
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([long(bytes.length), bytes]);
}

/** Zig-zag, then seven bits a byte, the lowest first. */
function long(value: number): Buffer {
  let left = BigInt(value) * 2n;
  const bytes: number[] = [];
  while (left > 127n) {
    bytes.push(Number(left & 127n) | 128);
    left >>= 7n;
  }
  return Buffer.from([...bytes, Number(left)]);
}

/** As Python's isoformat: no fraction when there is none. */
function timeText(micros: number): string {
  const seconds = new Date(Math.floor(micros / 1_000_000) * 1_000).toISOString().slice(0, 19);
  const fraction = micros % 1_000_000;
  return `${seconds}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}+00:00`;
}
