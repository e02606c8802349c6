import { describe, expect, test } from 'vitest';
import { shippedCatalogue, type Catalogue } from '../../src/events/catalogue.ts';
import { createDecoder, type Decoding } from '../../src/events/decoder.ts';
import { encodeEvent } from '../../src/events/encode.ts';
import { createReader } from '../../src/events/reader.ts';
import { createFindVersion } from '../../src/events/versions.ts';
import type { Payload } from '../../src/rules/event.ts';
import { catalogueOf, field, userData } from './catalogues.ts';
import { message, metadata, passing, passingStatus, person, withHeaders } from './wire.ts';

const shipped = shippedCatalogue();

/** Decodes what one version wrote as what the header says. */
function decode(
  type: string,
  payload: Payload,
  of: { written: string; header: string },
  from: Catalogue = shipped,
): Decoding {
  const { body } = encodeEvent(type, payload, { ...metadata, sourcelib: of.written }, from);
  const eventType = from.types.get(type);
  const writer = createFindVersion(from.versions)(of.header);
  if (eventType === undefined || writer === undefined) throw new Error(`${type} or ${of.header} is unknown`);
  return createDecoder(eventType, from.versions)('avro', body, writer);
}

describe('an event whose schema changed between shipped versions (E08)', () => {
  const type = 'org.openedx.content_authoring.content_library.collection.created.v1';
  const schemas = shipped.types.get(type)?.variants ?? [];
  const [older, newer] = schemas.map(({ payload }) => exampleOf(payload) as Payload);

  test('has two schemas', () => {
    expect(schemas.map(({ versions }) => versions)).toEqual([
      ['9.15.2', '9.20.0'],
      ['10.5.0', '11.1.1', '11.2.0'],
    ]);
  });

  test.each([
    ['9.15.2', '9.15.2'],
    ['9.20.0', '9.16.0'],
    ['9.20.0', '11.2.0'],
    ['9.20.0', '12.0.0'],
    ['10.5.0', '10.5.0'],
    ['11.2.0', '11.3.1'],
    ['11.2.0', '9.15.2'],
    ['11.2.0', '1.0'],
  ])('written by %s, headed %s, it is read', (written, header) => {
    const payload = (written.startsWith('9') ? older : newer) as Payload;
    expect(decode(type, payload, { written, header })).toEqual({ ok: true, payload });
  });
});

describe('which schema is taken', () => {
  const text = field('a', 'string');
  const more = [field('user', userData), text];
  const less = [text, field('user', userData)];

  test('the one of the header, when it fits', () => {
    const catalogue = catalogueOf('invented.v1', { '1.0.0': less, '2.0.0': more });
    const payload = { user: person(7), a: 'x' };
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) {
      const of = { written: version, header: version };
      expect(decode('invented.v1', payload, of, catalogue)).toEqual({ ok: true, payload });
    }
  });

  test('none, when the one of the header does not fit and several others do', () => {
    const catalogue = catalogueOf('invented.v1', {
      '1.0.0': [field('a', 'string'), field('b', 'boolean')],
      '2.0.0': [field('b', 'string'), field('a', 'boolean')],
      '3.0.0': [field('a', 'boolean')],
    });
    expect(decode('invented.v1', { a: 'x', b: true }, { written: '1.0.0', header: '3.0.0' }, catalogue)).toEqual({
      ok: false,
      reason: 'schema_mismatch',
      detail: expect.stringContaining('several other schemas match'),
    });
  });
});

describe('a body that no shipped schema fits', () => {
  const grown = { ...message(passingStatus, passing()), body: Buffer.from('ff', 'hex') };
  const read = createReader({ eventTypes: [passingStatus] });

  test('is a mismatch when the version is shipped', () => {
    expect(read(withHeaders(grown, { sourcelib: '10.5.0' }))).toEqual({
      kind: 'unreadable',
      reason: 'schema_mismatch',
      detail: `by the schema of ${passingStatus} of openedx-events 11.2.0: neither true nor false (near byte 1 of 1)`,
    });
  });

  test.each(['11.2.1', '9.11.0', '8.0.0', '99.0.0'])('may be of another schema when %s is not shipped', (sourcelib) => {
    expect(read(withHeaders(grown, { sourcelib }))).toMatchObject({ reason: 'unknown_schema' });
  });
});

test('an event that a version could not put on a bus is read by the nearest schema', () => {
  const type = 'org.openedx.learning.forum.thread.created.v1';
  const payload = exampleOf(shipped.types.get(type)?.variants[0]?.payload) as Payload;
  expect(decode(type, payload, { written: '11.2.0', header: '9.20.0' })).toEqual({ ok: true, payload });
});

test('strangers with many versions do not fill the memory, nor change the answers', () => {
  const find = createFindVersion(shipped.versions);
  for (let index = 0; index < 1000; index++)
    expect(find(`12.${index}`)).toEqual({ rank: 5, shipped: false, mayBeNewer: true });
  expect(find('10.5.0')).toEqual({ rank: 3, shipped: true, mayBeNewer: false });
  expect(find('11.2')).toEqual({ rank: 5, shipped: true, mayBeNewer: false });
  expect(find('0.1')).toEqual({ rank: 0, shipped: false, mayBeNewer: false });
  expect(find('x')).toBeUndefined();
});

/** A value of a shape with something in every field. */
function exampleOf(shape: unknown): unknown {
  const {
    kind,
    fields = [],
    value,
  } = shape as { kind: string; fields?: { name: string; shape: unknown }[]; value: unknown };
  switch (kind) {
    case 'record':
      return Object.fromEntries(fields.map((it) => [it.name, exampleOf(it.shape)]));
    case 'nullable':
      return exampleOf(value);
    case 'array':
      return [];
    case 'map':
      return {};
    case 'string':
      return 'some text';
    case 'boolean':
      return true;
    default:
      return 3;
  }
}
