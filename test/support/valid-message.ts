/** Sound messages with random values, to be damaged. */
import { encodeEvent } from '../../src/events/encode.ts';
import type { Payload } from '../../src/rules/event.ts';
import type { Random } from './random.ts';

export const passingStatus = 'org.openedx.learning.course.passing.status.updated.v1';
export const ccxPassingStatus = 'org.openedx.learning.ccx.course.passing.status.updated.v1';

/** Headers in order, by name; damaging one is setting or deleting it. */
export type Headers = Map<string, Buffer>;

export interface ValidMessage {
  readonly headers: Headers;
  readonly body: Buffer;
  readonly payload: Payload;
}

/** Texts are ASCII and shorter than 64 characters, so that the length of each is one byte. */
export function validMessage(random: Random, type = passingStatus): ValidMessage {
  const payload = type === passingStatus ? passing(random) : ccxPassing(random);
  const { fields, body } = encodeEvent(type, payload, {
    id: `00000000-0000-4000-8000-${String(random.between(0, 10 ** 12 - 1)).padStart(12, '0')}`,
    time: Date.UTC(2026, 10, 22) * 1000 + random.between(0, 10 ** 12),
    source: 'openedx/lms/web',
    sourcehost: 'lms',
  });
  return { headers: new Map(fields.map(([name, value]) => [name, Buffer.from(value)])), body, payload };
}

export function fieldsOf(headers: Headers): Buffer[] {
  return [...headers].flatMap(([name, value]) => [Buffer.from(name), value]);
}

function passing(random: Random): Payload {
  return {
    is_passing: random.pick([true, false]),
    course: {
      course_key: courseKey(random),
      display_name: random.pick(['Demo', 'Introduction to Botany']),
      start: random.pick([null, '2024-01-02T03:04:05+00:00']),
      end: null,
    },
    user: user(random),
  };
}

function ccxPassing(random: Random): Payload {
  return {
    is_passing: random.pick([true, false]),
    user: user(random),
    course: {
      ccx_course_key: `ccx-v1:OpenedX+DemoX+Demo_Course+ccx@${random.between(1, 99)}`,
      master_course_key: courseKey(random),
      display_name: 'Demo',
      coach_email: 'coach@example.org',
      start: null,
      end: null,
      max_students_allowed: random.pick([null, 0, 25]),
    },
  };
}

function courseKey(random: Random): string {
  return `course-v1:OpenedX+Course${random.between(1, 9999)}+2026`;
}

/** The id is so great that, read as the length of a text, it is longer than any body here. */
function user(random: Random): Payload {
  const username = `learner${random.between(1, 10 ** 6)}`;
  const pii = { username, email: `${username}@example.org`, name: 'Ada Lovelace' };
  return { id: random.between(10 ** 6, 10 ** 9), is_active: true, pii };
}
