import { describe, expect, test } from 'vitest';
import { LaurelError } from '../../src/errors.ts';
import { encodeEvent } from '../../src/events/encode.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import type { Payload } from '../../src/rules/event.ts';
import { catalogueOf, field, userData } from './catalogues.ts';
import {
  asMessage,
  ccxPassingStatus,
  course,
  message,
  metadata,
  passing,
  passingStatus,
  person,
  withHeaders,
} from './wire.ts';

const learning = 'org.openedx.learning';
const read = createReader({ eventTypes: [passingStatus] });
const sound = message(passingStatus, passing());

describe('the learner of an event with two people (S4, D14)', () => {
  const staff = person(1, 'staff');

  test.each(
    ['created', 'changed']
      .map((what) => `${learning}.course.enrollment.${what}.v1`)
      .concat(`${learning}.course.unenrollment.completed.v1`),
  )('%s: staff enrols a learner, and the learner it is', (type) => {
    const enrollment = {
      user: person(7, 'ada'),
      course: course(),
      mode: 'audit',
      is_active: true,
      creation_date: '2026-11-22T10:27:28+00:00',
      created_by: staff,
    };
    expect(learnerOf(type, enrollment)).toEqual({
      id: 7,
      username: 'ada',
      email: 'ada@example.org',
      name: 'Name of ada',
      active: true,
    });
  });

  test.each(['submitted', 'rejected', 'verified', 'errored', 'reset'])(
    'exam.attempt.%s: a proctor asks for it, and the student it is',
    (what) => {
      const attempt = {
        student_user: person(7, 'ada'),
        course_key: 'course-v1:OpenedX+DemoX+Demo_Course',
        usage_key: 'block-v1:OpenedX+DemoX+Demo_Course+type@sequential+block@exam',
        exam_type: 'proctored',
        requesting_user: staff,
      };
      expect(learnerOf(`${learning}.exam.attempt.${what}.v1`, attempt)).toMatchObject({ id: 7, username: 'ada' });
    },
  );

  test('the payload itself is the learner who registers', () => {
    expect(learnerOf(`${learning}.student.registration.completed.v1`, person(7, 'ada'))).toMatchObject({ id: 7 });
  });

  test('a learner that may be null and is makes the event ignored', () => {
    const type = 'invented.v1';
    const catalogue = catalogueOf(type, { '1.0.0': [field('user', ['null', userData])] });
    const reader = createReader({ eventTypes: [type], catalogue });
    const withUser = (user: Payload | null): RawMessage => asMessage(encodeEvent(type, { user }, metadata, catalogue));
    expect(reader(withUser(null))).toEqual({ kind: 'ignored', reason: 'no_learner', type });
    expect(reader(withUser(person(7)))).toMatchObject({ kind: 'event', event: { learner: { id: 7 } } });
  });
});

describe('events of other types (S2)', () => {
  test.each([ccxPassingStatus, `${learning}.badge.awarded.v1`, 'org.example.anything'])(
    '%s is ignored, whatever else it holds',
    (type) => {
      const ignored = { kind: 'ignored', reason: 'type_not_configured', type };
      expect(read(withHeaders(sound, { type }))).toEqual(ignored);
      expect(read({ ...withHeaders(sound, { type, id: undefined, time: 'never' }), body: null })).toEqual(ignored);
    },
  );

  test("Laurel's own signals are events when they are configured", () => {
    const type = `${learning}.badge.awarded.v1`;
    const template = { uuid: '0a5b2f1f-8a3c-4f2c-66ba-a7d6f3f49f10', origin: 'openedx' };
    const badge = { uuid: 'a7d6f3f4-66ba-4f2c-8a3c-0a5b2f1f9f10', user: person(7), template };
    expect(learnerOf(type, badge)).toMatchObject({ id: 7 });
  });
});

describe('metadata', () => {
  test.each(['type', 'id', 'source', 'time', 'sourcelib'])('%s missing or empty makes it unreadable (E11)', (name) => {
    const expected = { kind: 'unreadable', reason: 'missing_header', detail: `${name} is missing or empty` };
    expect(read(withHeaders(sound, { [name]: undefined }))).toEqual(expected);
    expect(read(withHeaders(sound, { [name]: '' }))).toEqual(expected);
  });

  test('the others may be missing, and unknown ones are passed over', () => {
    const changed = withHeaders(sound, { sourcehost: undefined, minorversion: undefined, traceparent: '00-1-2-00' });
    expect(read(changed)).toEqual(read(sound));
  });

  test('the order of the fields does not matter', () => {
    const pairs = sound.fields.flatMap((name, index) => (index % 2 === 0 ? [[name, sound.fields[index + 1]]] : []));
    const fields = pairs.toReversed().flat() as Buffer[];
    expect(read({ ...sound, fields })).toEqual(read(sound));
  });

  test('text beyond ASCII is kept', () => {
    expect(read(withHeaders(sound, { source: 'openedx/größe/web' }))).toMatchObject({
      event: { source: 'openedx/größe/web' },
    });
  });

  test('an id of more than a kilobyte is refused', () => {
    expect(read(withHeaders(sound, { id: 'x'.repeat(1025) }))).toMatchObject({ reason: 'invalid_header' });
  });

  test('specversion is 1.0 when it is there', () => {
    expect(read(withHeaders(sound, { specversion: '1.0' }))).toEqual(read(sound));
    expect(read(withHeaders(sound, { specversion: '0.3' }))).toMatchObject({ reason: 'invalid_header' });
  });
});

describe('falsy values survive (V01)', () => {
  test('false, 0, empty text and null', () => {
    const payload = passing({ is_passing: false, user: person(0, ''), course: course({ display_name: '' }) });
    expect(read(message(passingStatus, payload))).toMatchObject({
      event: { payload, learner: { id: 0, username: '' } },
    });
  });
});

test('a body longer than the limit is not read', () => {
  const reader = createReader({ eventTypes: [passingStatus], maxBodyBytes: 1000 });
  const long = message(passingStatus, passing({ course: course({ display_name: 'x'.repeat(1000) }) }));
  expect(reader(long)).toMatchObject({ reason: 'body_too_large', detail: expect.stringMatching(/maximum is 1000/) });
  expect(read(long)).toMatchObject({ kind: 'event' });
  const huge = { ...sound, body: Buffer.alloc((1 << 20) + 1) };
  expect(read(huge)).toMatchObject({ reason: 'body_too_large' });
});

describe('event types that can not be configured (S1, D26, D43)', () => {
  test('stop the start with every mistake', () => {
    const start = (): unknown =>
      createReader({ eventTypes: [passingStatus, 'nonsense', `${learning}.ora.submission.created.v1`] });
    expect(start).toThrow(LaurelError);
    expect(start).toThrow(/"nonsense"[^]*"org.openedx.learning.ora.submission.created.v1"/);
  });
});

function learnerOf(type: string, payload: Payload): unknown {
  const reading = createReader({ eventTypes: [type] })(message(type, payload));
  return reading.kind === 'event' ? reading.event.learner : reading;
}
