import { eventTypesWithLearner } from '../events/catalogue.ts';
import { guessBody } from '../events/guess.ts';
import type { RawMessage } from '../events/message.ts';
import { createReader } from '../events/reader.ts';
import type { Payload } from '../rules/event.ts';
import { namedType } from './describe-parked.ts';

/** Whom, and which course, a parked message seems to be about. Personal data: never to be logged. */
export interface ParkedSubject {
  readonly learner: { readonly id: number; readonly username: string } | null;
  readonly course: string | null;
}

const nobody: ParkedSubject = { learner: null, course: null };
/** Where courses are named in payloads: `course.course_key`, `course_key`, `course_id`, and so on. */
const courseNames = new Set(['course_key', 'course_id', 'course', 'context_key']);
const deepest = 3;

/** Tells of each message what it seems to be about, as far as its bytes can be read at all. */
export function createSubjectFinder(): (message: RawMessage) => ParkedSubject {
  const read = createReader({ eventTypes: eventTypesWithLearner() });
  return (message) => {
    if (message.body === null) return nobody;
    const reading = read(message);
    if (reading.kind === 'event') {
      const { learner, payload } = reading.event;
      return { learner: { id: learner.id, username: learner.username }, course: courseIn(payload, 0) };
    }
    const fitting = guessBody(message.format, message.body);
    const named = namedType(message.fields);
    const [only] = fitting.length === 1 ? fitting : fitting.filter(({ type }) => type === named);
    return only === undefined ? nobody : { learner: personIn(only.payload), course: courseIn(only.payload, 0) };
  };
}

function personIn(payload: Payload): ParkedSubject['learner'] {
  for (const each of [payload['user'], payload['student_user'], payload]) {
    if (!isRecord(each) || typeof each['id'] !== 'number' || !isRecord(each['pii'])) continue;
    const { username } = each['pii'];
    return { id: each['id'], username: typeof username === 'string' ? username : '' };
  }
  return null;
}

function courseIn(value: unknown, depth: number): string | null {
  if (!isRecord(value) || depth > deepest) return null;
  for (const [name, inner] of Object.entries(value)) {
    if (courseNames.has(name) && typeof inner === 'string' && inner !== '') return inner;
    const found = courseIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
