import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventTypesWithLearner, shippedCatalogue } from '../../src/events/catalogue.ts';
import { parseCloudEvent } from '../../src/events/cloudevents-json.ts';
import { toCloudEventJson } from '../../src/events/encode.ts';
import { createReader } from '../../src/events/reader.ts';
import type { Reading } from '../../src/events/reading.ts';
import type { Payload } from '../../src/rules/event.ts';
import { valueOf } from '../support/arbitrary-event.ts';
import { course, message, metadata, passing, passingStatus, person } from './wire.ts';

const origin = { topic: 'http-inbox', position: '1' };
const readAny = createReader({ eventTypes: eventTypesWithLearner() });

function read(event: unknown): Reading {
  return readAny(parseCloudEvent(Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)), origin));
}

/** The documented example, with some attributes changed; undefined takes one out. */
function example(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    type: passingStatus,
    id: '7f0c0000-0000-4000-8000-000000000000',
    source: 'openedx/lms/web',
    time: '2026-11-22T10:34:17.443245+00:00',
    minorversion: 0,
    sourcehost: 'lms',
    sourcelib: '11.2.0',
    datacontenttype: 'application/json',
    data: { course_passing_status: passing() },
    ...changes,
  };
}

function payloadWith(changes: Payload): unknown {
  return example({ data: { course_passing_status: passing(changes) } });
}

test('an event in JSON is the event that it is in Avro', () => {
  const json = toCloudEventJson(passingStatus, passing(), metadata);
  expect(read(json)).toEqual(readAny(message(passingStatus, passing())));
});

test('an event is written with its attributes, minorversion as a number (V02)', () => {
  expect(JSON.parse(toCloudEventJson(passingStatus, passing(), { ...metadata, minorversion: 2 }))).toEqual({
    specversion: '1.0',
    type: passingStatus,
    id: metadata.id,
    source: 'openedx/lms/web',
    time: '2026-11-22T10:27:28.130449+00:00',
    minorversion: 2,
    sourcehost: 'vm',
    sourcelib: '11.2.0',
    datacontenttype: 'application/json',
    data: { course_passing_status: passing() },
  });
});

test('the attributes of the message are those of the event, minorversion too (V02)', () => {
  const { fields } = parseCloudEvent(Buffer.from(JSON.stringify(example({ minorversion: 3 }))), origin);
  const texts = fields.map(String);
  expect(texts[texts.indexOf('minorversion') + 1]).toBe('3');
  expect(texts[texts.indexOf('sourcehost') + 1]).toBe('lms');
});

test.each(eventTypesWithLearner())('%s: what is written as JSON is read again', (type) => {
  const payload = shippedCatalogue().types.get(type)?.variants.at(-1)?.payload;
  if (payload === undefined) throw new Error(`${type} has no schema`);
  fc.assert(
    fc.property(valueOf(payload), (value) => {
      expect(read(toCloudEventJson(type, value as Payload, metadata))).toMatchObject({
        kind: 'event',
        event: { payload: value },
      });
    }),
    { numRuns: 20 },
  );
});

describe('what may be left out', () => {
  test('sourcelib: the newest version is assumed', () => {
    expect(read(example({ sourcelib: undefined }))).toMatchObject({ kind: 'event' });
  });

  test('fields that may be null', () => {
    const { start: _start, end: _end, ...rest } = course();
    expect(read(payloadWith({ course: rest }))).toMatchObject({
      event: { payload: { course: { ...rest, start: null, end: null } } },
    });
  });

  test('sourcehost, minorversion and datacontenttype', () => {
    const sparse = example({ sourcehost: undefined, minorversion: undefined, datacontenttype: undefined });
    expect(read(sparse)).toMatchObject({ kind: 'event' });
  });
});

describe('what is refused, with the path and without the value', () => {
  const zoe = person(7, 'zoe');

  test.each([
    [
      'an object as a text',
      payloadWith({ course: course({ course_key: { a: 1 } }) }),
      'course.course_key must be text',
    ],
    ['a text as a boolean', payloadWith({ is_passing: 'true' }), 'is_passing must be true or false'],
    ['a null that may not be', payloadWith({ is_passing: null }), 'is_passing must be true or false'],
    ['a fraction as an id', payloadWith({ user: { ...zoe, id: 1.5 } }), 'user.id must be a whole number'],
    ['a missing person', payloadWith({ user: undefined }), 'user must be an object'],
    [
      'a missing name',
      payloadWith({ user: { ...zoe, pii: { username: 'zoe', email: '' } } }),
      'user.pii.name must be text',
    ],
    ['a list as a person', payloadWith({ user: [] }), 'user must be an object'],
    [
      'another name of the payload',
      example({ data: { status: passing() } }),
      'course_passing_status must be an object',
    ],
    ['a list of events', example({ data: [passing()] }), 'data must be an object'],
  ])('%s', (_, event, detail) => {
    const reading = read(event);
    expect(reading).toMatchObject({ kind: 'unreadable', reason: 'schema_mismatch' });
    expect(JSON.stringify(reading)).toContain(detail);
    expect(JSON.stringify(reading)).not.toContain('zoe');
  });

  test.each([
    ['no data', example({ data: undefined }), 'missing_body'],
    ['null as data', example({ data: null }), 'missing_body'],
    ['no id', example({ id: undefined }), 'missing_header'],
    ['null as id', example({ id: null }), 'missing_header'],
    ['an empty source', example({ source: '' }), 'missing_header'],
    ['an object as id', example({ id: { a: 1 } }), 'missing_header'],
    ['another specversion', example({ specversion: '0.3' }), 'invalid_header'],
    ['a local time', example({ time: '2026-11-22T10:34:17' }), 'invalid_time'],
    ['no event', { hello: 'world' }, 'missing_header'],
    ['a list', [example()], 'missing_header'],
    ['no JSON', 'hello', 'invalid_json'],
    ['half a line', JSON.stringify(example()).slice(0, 200), 'invalid_json'],
    ['an empty line', '', 'invalid_json'],
  ])('%s', (_, event, reason) => {
    expect(read(event)).toMatchObject({ kind: 'unreadable', reason });
  });
});

describe('fields that the schema does not have', () => {
  const grownPerson = { ...person(7), pii: { ...(person(7)['pii'] as Payload), locale: 'fr' } };
  const grown = [
    ['in the data', { data: { course_passing_status: passing(), grade: 0.9 } }, 'the field grade is'],
    [
      'in the payload',
      { data: { course_passing_status: passing({ verified: true }) } },
      'the field verified of course_passing_status is',
    ],
    [
      'deep inside',
      { data: { course_passing_status: passing({ user: grownPerson }) } },
      'the field locale of course_passing_status.user.pii is',
    ],
    [
      'of a name that may be data',
      { data: { course_passing_status: passing({ 'zoe@example.org': 1 }) } },
      ': a field of course_passing_status is',
    ],
  ] as const;

  test.each(grown)('%s are read over when the writer may be newer', (_, changes) => {
    for (const sourcelib of [undefined, '99.0.0', '11.2.1']) {
      expect(read(example({ ...changes, sourcelib }))).toEqual(read(example()));
    }
  });

  test.each(grown)(
    '%s keep the message for a newer catalogue when the writer is known or older',
    (_, changes, detail) => {
      for (const sourcelib of ['11.2.0', '10.6.0', '9.10.0']) {
        const reading = read(example({ ...changes, sourcelib }));
        expect(reading).toMatchObject({ kind: 'unreadable', reason: 'unknown_schema' });
        expect(JSON.stringify(reading)).toContain(`${detail} not in the schema`);
        expect(JSON.stringify(reading)).not.toContain('zoe');
      }
    },
  );

  test('do not excuse what is wrong besides', () => {
    const wrong = { data: { course_passing_status: passing({ verified: true, is_passing: 'yes' }) } };
    for (const [sourcelib, reason] of [
      ['11.2.0', 'schema_mismatch'],
      [undefined, 'schema_mismatch'],
      ['99.0.0', 'unknown_schema'],
    ])
      expect(read(example({ ...wrong, sourcelib }))).toMatchObject({
        reason,
        detail: expect.stringContaining('is_passing must be true or false'),
      });
  });
});

test('what is no CloudEvent keeps all its bytes, so that nothing is lost when it is parked', () => {
  const bytes = Buffer.from([0xff, 0x00, 0x7b]);
  expect(parseCloudEvent(bytes, { ...origin, deliveries: 3 })).toEqual({
    ...origin,
    deliveries: 3,
    format: 'json',
    fields: [],
    body: bytes,
  });
});

test('keys that objects have by nature are data like any other', () => {
  const type = 'org.openedx.learning.lti_provider.launch.success.v1';
  const extra = JSON.parse('{"__proto__":"plain text","constructor":"x","10":"ten"}') as Payload;
  const launch = {
    user: person(7),
    course_key: 'course-v1:OpenedX+DemoX+Demo_Course',
    usage_key: 'block',
    launch_params: { roles: '', context_id: '', user_id: '', extra_params: extra },
  };
  const reading = read(toCloudEventJson(type, launch, metadata));
  if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
  const params = reading.event.payload['launch_params'] as { extra_params: Payload };
  expect(new Map(Object.entries(params.extra_params))).toEqual(new Map(Object.entries(extra)));
});
