import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeEvent } from '../../src/events/encode.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import type { Event, Payload } from '../../src/rules/event.ts';
import { asMessage, ccxPassing, ccxPassingStatus, metadata, passingStatus, person, withHeaders } from './wire.ts';

/** The body of a passing status event that event-bus-redis wrote. */
const recorded =
  '011e636f757273652d76313a582b412b310844656d6f0232323032342d30312d30325430333a30343a30352b30303a3030000e010a' +
  '666972737416666972737440782e6f7267084a616e65';

const recordedPayload = {
  is_passing: true,
  course: { course_key: 'course-v1:X+A+1', display_name: 'Demo', start: '2024-01-02T03:04:05+00:00', end: null },
  user: { id: 7, is_active: true, pii: { username: 'first', email: 'first@x.org', name: 'Jane' } },
};

interface Sample {
  readonly type: string;
  readonly body: string;
  readonly payload: Payload;
}

/** Made by openedx-events itself, see scripts/generate_samples.py. */
const samples: readonly Sample[] = JSON.parse(readFileSync(new URL('./samples.json', import.meta.url), 'utf8'));

function read(message: RawMessage, type = passingStatus): Event {
  const reading = createReader({ eventTypes: [type] })(message);
  if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
  return reading.event;
}

describe('the recorded message', () => {
  const message = {
    ...asMessage(encodeEvent(passingStatus, recordedPayload, metadata)),
    body: Buffer.from(recorded, 'hex'),
  };

  test('is read to the event it was written from', () => {
    expect(read(message)).toEqual({
      type: passingStatus,
      id: '510d4dca-e65f-11f1-a73a-02fc00000001',
      source: 'openedx/lms/web',
      time: 1_795_343_248_130_449,
      payload: recordedPayload,
      learner: { id: 7, username: 'first', email: 'first@x.org', name: 'Jane', active: true },
    });
  });

  test('is written again to the same bytes', () => {
    expect(encodeEvent(passingStatus, read(message).payload, metadata).body.toString('hex')).toBe(recorded);
  });

  test('is the same on Kafka, behind the frame with the schema id', () => {
    const framed = Buffer.concat([Buffer.from('0000000002', 'hex'), Buffer.from(recorded, 'hex')]);
    expect(read({ ...message, body: framed.subarray(5) }).payload).toEqual(recordedPayload);
  });

  test('has the fields of the reference, in its order', () => {
    expect(encodeEvent(passingStatus, recordedPayload, metadata).fields).toEqual([
      ['type', passingStatus],
      ['id', '510d4dca-e65f-11f1-a73a-02fc00000001'],
      ['source', 'openedx/lms/web'],
      ['time', '2026-11-22T10:27:28.130449+00:00'],
      ['minorversion', '0'],
      ['sourcehost', 'vm'],
      ['sourcelib', '11.2.0'],
    ]);
  });
});

describe('bodies that openedx-events wrote', () => {
  test.each(samples)('$type is read, falsy values as they are (V01), and written again', ({ type, body, payload }) => {
    const message = { ...asMessage(encodeEvent(type, payload, metadata)), body: Buffer.from(body, 'hex') };
    const event = read(message, type);
    expect(event.payload).toEqual(payload);
    expect(keysOf(event.payload)).toEqual(keysOf(payload));
    // Python writes keys in the order of their text, JavaScript whole numbers first: only then are the bytes others.
    if (!/"\d+":/.test(JSON.stringify(payload))) expect(message.body.equals(encodeAgain(event))).toBe(true);
  });
});

describe('badge signals (S20)', () => {
  const badge = {
    uuid: 'a7d6f3f4-66ba-4f2c-8a3c-0a5b2f1f9f10',
    user: person(7),
    template: { uuid: '0a5b2f1f-8a3c-4f2c-66ba-a7d6f3f49f10', origin: 'openedx', name: 'Graduate' },
  };

  test('are written in field order, absent values as null', () => {
    const { body } = encodeEvent('org.openedx.learning.badge.revoked.v1', badge, metadata);
    const event = read(
      asMessage({ fields: encodeEvent('org.openedx.learning.badge.revoked.v1', badge, metadata).fields, body }),
      'org.openedx.learning.badge.revoked.v1',
    );
    expect(event.payload).toEqual({ ...badge, template: { ...badge.template, description: null, image_url: null } });
    expect(body.subarray(0, 38).toString('latin1')).toBe(`H${badge.uuid}\x0e`);
  });

  test('have a time without a fraction when the microseconds are 0', () => {
    const time = Date.UTC(2026, 10, 22) * 1000;
    const { fields } = encodeEvent('org.openedx.learning.badge.awarded.v1', badge, { ...metadata, time });
    expect(new Map(fields).get('time')).toBe('2026-11-22T00:00:00+00:00');
  });

  test('are refused for a learner without an LMS id, naming the path and no value (D29)', () => {
    const nobody = { ...badge, user: { ...person(7, 'ada'), id: null } };
    const encode = (): unknown => encodeEvent('org.openedx.learning.badge.awarded.v1', nobody, metadata);
    expect(encode).toThrow('badge.user.id of org.openedx.learning.badge.awarded.v1 does not fit the schema');
    expect(encode).not.toThrow(/ada/);
  });
});

describe('the CCX event', () => {
  test('has its fields in the order is_passing, user, course', () => {
    const { body } = encodeEvent(ccxPassingStatus, ccxPassing(), metadata);
    const [start, user, courseKey] = ['\x01', 'user7', 'ccx-v1'].map((text) => body.indexOf(text));
    expect(start).toBe(0);
    expect(user).toBeLessThan(courseKey ?? 0);
    expect(
      read(asMessage({ fields: encodeEvent(ccxPassingStatus, ccxPassing(), metadata).fields, body }), ccxPassingStatus)
        .payload,
    ).toEqual(ccxPassing());
  });

  test('is not taken for a passing status', () => {
    const { fields, body } = encodeEvent(ccxPassingStatus, ccxPassing(), metadata);
    const mislabelled = withHeaders(asMessage({ fields, body }), { type: passingStatus });
    expect(createReader({ eventTypes: [passingStatus] })(mislabelled)).toMatchObject({ reason: 'schema_mismatch' });
  });
});

function encodeAgain({ type, payload }: Event): Buffer {
  return encodeEvent(type, payload, metadata).body;
}

/** Every key, also `__proto__`, which an equality of objects may overlook. */
function keysOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const record = value as Payload;
  return Object.keys(record)
    .toSorted()
    .map((key) => [key, keysOf(record[key])]);
}
