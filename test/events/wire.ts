/** Payloads and messages in the wire form of the bus, for the tests of this folder. */
import type { Payload } from '../../src/rules/event.ts';
import { encodeEvent, type EncodedEvent, type Metadata } from '../../src/events/encode.ts';
import type { RawMessage } from '../../src/events/message.ts';

export const passingStatus = 'org.openedx.learning.course.passing.status.updated.v1';
export const ccxPassingStatus = 'org.openedx.learning.ccx.course.passing.status.updated.v1';

export const metadata: Metadata = {
  id: '510d4dca-e65f-11f1-a73a-02fc00000001',
  time: Date.UTC(2026, 10, 22, 10, 27, 28) * 1000 + 130_449,
  source: 'openedx/lms/web',
  sourcehost: 'vm',
};

/** `UserData` of a learner or of anybody else. */
export function person(id: number, username = `user${id}`): Payload {
  return { id, is_active: true, pii: { username, email: `${username}@example.org`, name: `Name of ${username}` } };
}

export function course(overrides: Payload = {}): Payload {
  const key = 'course-v1:OpenedX+DemoX+Demo_Course';
  return { course_key: key, display_name: 'Demo', start: null, end: null, ...overrides };
}

export function passing(overrides: Payload = {}): Payload {
  return { is_passing: true, course: course(), user: person(7), ...overrides };
}

export function ccxPassing(overrides: Payload = {}): Payload {
  const ccx = {
    ccx_course_key: 'ccx-v1:OpenedX+DemoX+Demo_Course+ccx@1',
    master_course_key: 'course-v1:OpenedX+DemoX+Demo_Course',
    display_name: 'Demo',
    coach_email: 'coach@example.org',
    start: null,
    end: null,
    max_students_allowed: 0,
  };
  return { is_passing: true, user: person(7), course: ccx, ...overrides };
}

/** The event as a message of a Redis stream. */
export function message(type: string, payload: Payload, of: Partial<Metadata> = {}): RawMessage {
  return asMessage(encodeEvent(type, payload, { ...metadata, ...of }));
}

export function asMessage({ fields, body }: EncodedEvent): RawMessage {
  return {
    topic: 'dev-learning-badges-lifecycle',
    position: '1-0',
    fields: fields.flat().map((text) => Buffer.from(text)),
    body,
    format: 'avro',
    deliveries: 1,
  };
}

/** The message with some headers changed; undefined takes one out. */
export function withHeaders(
  of: RawMessage,
  changes: Readonly<Record<string, string | Buffer | undefined>>,
): RawMessage {
  const headers = new Map<string, string | Buffer | undefined>();
  for (let index = 0; index < of.fields.length; index += 2) {
    headers.set(String(of.fields[index]), of.fields[index + 1]);
  }
  for (const [name, value] of Object.entries(changes)) headers.set(name, value);
  const fields = [...headers].flatMap(([name, value]) =>
    value === undefined ? [] : [Buffer.from(name), Buffer.from(value)],
  );
  return { ...of, fields };
}
