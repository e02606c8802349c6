import type { UnreadableReason } from '../../src/events/reading.ts';
import type { Malformation } from './malformation.ts';
import type { Random } from './random.ts';
import { ccxPassingStatus, fieldsOf, passingStatus, validMessage } from './valid-message.ts';

/** In a passing status: byte 0 is `is_passing`, byte 1 the length of the course key, its text begins at 2. */
const lengthOfKey = 1;
const startOfKey = 2;

/** Whole numbers in Avro that no text can be as long as: negative, far too great, and beyond what a long holds. */
const absurdLengths = [
  '01',
  'ffff03',
  '8080808010',
  '8080808080808010',
  'feffffffffffffffff01',
  'ffffffffffffffffffffff7f',
];

/** Messages whose bare Avro body does not fit the schemas of their type. */
export const damagedBodies: Readonly<Record<string, Malformation>> = {
  'no-body': { reason: 'missing_body', make: (random) => ({ ...damaged((body) => body)(random), body: null }) },
  'empty-body': mismatch(() => Buffer.alloc(0), 'missing_body'),
  truncated: mismatch((body, random) => body.subarray(0, random.between(1, body.length - 1))),
  extended: mismatch((body, random) => Buffer.concat([body, random.bytes(random.between(1, 20))])),
  'random-bytes': mismatch((_, random) =>
    // The first byte is a boolean in every schema of the type.
    Buffer.concat([Buffer.of(random.between(2, 255)), random.bytes(random.between(0, 200))]),
  ),
  'wrong-schema': {
    reason: 'schema_mismatch',
    make: (random) => {
      const [type, other] = random.pick([
        [passingStatus, ccxPassingStatus],
        [ccxPassingStatus, passingStatus],
      ] as const);
      return { ...damaged(() => validMessage(random, other).body, type)(random) };
    },
  },
  'wrong-boolean': mismatch((body, random) => replaced(body, 0, Buffer.of(random.between(2, 255)))),
  'wrong-branch': mismatch((body, random) =>
    // The display name comes before the union of `start`.
    replaced(body, afterText(body, afterText(body, lengthOfKey)), Buffer.of(random.between(3, 127))),
  ),
  'absurd-length': mismatch((body, random) =>
    replaced(body, lengthOfKey, Buffer.from(random.pick(absurdLengths), 'hex')),
  ),
  'longer-number': mismatch((body) => replaced(body, lengthOfKey, Buffer.of((body[lengthOfKey] ?? 0) | 0x80, 0))),
  'text-not-utf8': mismatch((body, random) =>
    // A byte beyond ASCII between two of ASCII is no UTF-8, whichever it is.
    replaced(body, inKey(body, random), Buffer.of(random.between(0x80, 0xff))),
  ),
  'text-with-null-character': mismatch((body, random) => replaced(body, inKey(body, random), Buffer.of(0))),
  'flipped-bit': mismatch((body, random) => {
    // The sign of a length, the upper bits of a boolean, the highest bit of an ASCII character.
    const [place, bit] = random.pick([
      [lengthOfKey, 0],
      [afterText(body, lengthOfKey), 0],
      [0, random.between(1, 7)],
      [inKey(body, random), 7],
    ] as const);
    return replaced(body, place, Buffer.of((body[place] ?? 0) ^ (1 << bit)));
  }),
  'field-of-a-newer-version': {
    reason: 'unknown_schema',
    make: (random) => {
      const { headers, body } = validMessage(random);
      headers.set('sourcelib', Buffer.from(`${random.between(12, 99)}.${random.between(0, 9)}.0`));
      const place = afterText(body, afterText(body, lengthOfKey));
      // A text of 8 characters, where the known schema has a union.
      const grown = Buffer.concat([body.subarray(0, place), Buffer.from('\x10verified'), body.subarray(place)]);
      return { fields: fieldsOf(headers), body: grown, format: 'avro' };
    },
  },
};

function mismatch(
  damage: (body: Buffer, random: Random) => Buffer,
  reason: UnreadableReason = 'schema_mismatch',
): Malformation {
  return { reason, make: damaged(damage) };
}

function damaged(damage: (body: Buffer, random: Random) => Buffer, type = passingStatus): Malformation['make'] {
  return (random) => {
    const { headers, body } = validMessage(random, type);
    return { fields: fieldsOf(headers), body: damage(body, random), format: 'avro' };
  };
}

/** The body with other bytes in place of one. */
function replaced(body: Buffer, place: number, bytes: Buffer): Buffer {
  return Buffer.concat([body.subarray(0, place), bytes, body.subarray(place + 1)]);
}

/** Where the text ends whose length, of one byte, is at the place. */
function afterText(body: Buffer, place: number): number {
  return place + 1 + (body[place] ?? 0) / 2;
}

/** A character of the course key that is neither its first nor its last. */
function inKey(body: Buffer, random: Random): number {
  return random.between(startOfKey + 1, afterText(body, lengthOfKey) - 2);
}
