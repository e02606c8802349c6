import avsc, { type Schema } from 'avsc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileBodyReader, MalformedBody } from '../../src/events/avro-reader.ts';
import { shippedCatalogue, type Variant } from '../../src/events/catalogue.ts';
import { encodeEvent } from '../../src/events/encode.ts';
import { valueOf } from '../support/arbitrary-event.ts';
import { metadata } from './wire.ts';

const variants = [...shippedCatalogue().types.values()].flatMap(({ type, variants: all }) =>
  all.map((variant) => ({ name: `${type} ${variant.versions.join(' ')}`, type, variant })),
);

function readerOf({ payloadName, payload }: Variant): (body: Buffer) => Record<string, unknown> {
  return compileBodyReader([{ name: payloadName, shape: payload }]);
}

describe('every schema of every shipped version', () => {
  test.each(variants)('$name: what is written is read again, falsy values too (V01, V03)', ({ type, variant }) => {
    const read = readerOf(variant);
    fc.assert(
      fc.property(valueOf(variant.payload), (value) => {
        const payload = value as Record<string, unknown>;
        const sourcelib = variant.versions.at(-1) ?? '';
        const { body } = encodeEvent(type, payload, { ...metadata, sourcelib });
        expect(read(body)).toEqual({ [variant.payloadName]: payload });
      }),
      { numRuns: 30 },
    );
  });

  test.each(variants)('$name: a damaged body is read only if it is what writing gives', ({ type, variant }) => {
    const read = readerOf(variant);
    const independent = avsc.Type.forSchema({ ...variant.schema, namespace: '' } as Schema, { wrapUnions: false });
    fc.assert(
      fc.property(valueOf(variant.payload), fc.nat(), fc.nat({ max: 255 }), (value, place, byte) => {
        const payload = value as Record<string, unknown>;
        const { body } = encodeEvent(type, payload, { ...metadata, sourcelib: variant.versions.at(-1) ?? '' });
        const damaged = Buffer.from(body);
        damaged[place % damaged.length] = byte;
        const decoded = tryRead(read, damaged);
        if (decoded !== undefined && !isBeyondAvsc(decoded)) expect(independent.toBuffer(decoded)).toEqual(damaged);
      }),
      { numRuns: 60 },
    );
  });
});

test('random bytes are refused with a message, never with another failure', () => {
  const readers = variants.map(({ variant }) => readerOf(variant));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: readers.length - 1 }), (bytes, index) => {
      tryRead(readers[index] as (body: Buffer) => Record<string, unknown>, Buffer.from(bytes));
    }),
    { numRuns: 2000 },
  );
});

test('a field may have any name: it is read under that name, and is never more than a name', () => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', '"', '`', '\\', '})(', '\u2028', '10'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 6 }), (unique) => {
      const read = compileBodyReader(unique.map((name) => ({ name, shape: { kind: 'long' } })));
      const value = read(Buffer.from(unique.map((_, index) => 2 * index)));
      expect(Object.keys(value).toSorted()).toEqual(unique.toSorted());
      for (const [index, name] of unique.entries())
        expect(Object.getOwnPropertyDescriptor(value, name)?.value).toBe(index);
    }),
    { numRuns: 500 },
  );
});

describe('strict reading', () => {
  const text = compileBodyReader([{ name: 'value', shape: { kind: 'string' } }]);
  const long = compileBodyReader([{ name: 'value', shape: { kind: 'long' } }]);
  const flag = compileBodyReader([{ name: 'value', shape: { kind: 'boolean' } }]);
  const optional = compileBodyReader([{ name: 'value', shape: { kind: 'nullable', value: { kind: 'long' } } }]);
  const list = compileBodyReader([{ name: 'value', shape: { kind: 'array', items: { kind: 'string' } } }]);
  const map = compileBodyReader([{ name: 'value', shape: { kind: 'map', values: { kind: 'boolean' } } }]);

  test.each([
    ['a boolean of 2', flag, '02', 'neither true nor false'],
    ['a whole number in a longer form', long, '8e00', 'shortest form'],
    ['a whole number of ten bytes', long, 'feffffffffffffffff01', 'too large'],
    ['a whole number beyond 2^53', long, '8080808080808020', 'too large'],
    ['an unknown branch of a union', optional, '04', 'neither null nor a value'],
    ['a text that is not UTF-8', text, '04c328', 'not UTF-8'],
    ['an overlong UTF-8 form', text, '04c0af', 'not UTF-8'],
    ['a surrogate in UTF-8', text, '06eda080', 'not UTF-8'],
    ['a text with U+0000', text, '040041', 'U+0000'],
    ['a text of negative length', text, '01', 'longer than the body'],
    ['a text longer than the body', text, '0641', 'longer than the body'],
    ['a text of 2^52 bytes', text, '8080808080808010', 'longer than the body'],
    ['a list of 2^52 items', list, '8080808080808010', 'longer than the body'],
    ['a list in blocks with sizes', list, '0104024100', 'longer than the body'],
    ['a list in two blocks', list, '02024102024200', 'does not end'],
    ['a list without its end', list, '020241', 'ends too early'],
    ['a key that comes twice', map, '0402410102410100', 'twice'],
    ['a byte left over', flag, '0100', '1 bytes are left over'],
    ['nothing', flag, '', 'ends too early'],
  ])('%s is refused', (_, read, hex, message) => {
    expect(() => read(Buffer.from(hex, 'hex'))).toThrow(MalformedBody);
    expect(() => read(Buffer.from(hex, 'hex'))).toThrow(message);
  });

  test('the greatest and the least exact whole number are read', () => {
    expect(long(Buffer.from('feffffffffffff1f', 'hex'))).toEqual({ value: Number.MAX_SAFE_INTEGER });
    expect(long(Buffer.from('fdffffffffffff1f', 'hex'))).toEqual({ value: -Number.MAX_SAFE_INTEGER });
  });
});

function tryRead(read: (body: Buffer) => Record<string, unknown>, body: Buffer): Record<string, unknown> | undefined {
  try {
    return read(body);
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedBody);
    return undefined;
  }
}

/**
 * True for what avsc can't write exactly: whole numbers beyond 2^52, and maps with keys that are whole numbers, which
 * JavaScript objects put first.
 */
function isBeyondAvsc(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > 2 ** 52;
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value)
    ? value.some(isBeyondAvsc)
    : Object.entries(value).some(([key, item]) => /^\d+$/.test(key) || isBeyondAvsc(item));
}
