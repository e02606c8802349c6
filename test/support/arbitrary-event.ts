/** Values of any schema of the catalogue, for property tests. */
import fc from 'fast-check';
import type { Shape } from '../../src/events/shape.ts';

/** Text that a producer can write: any Unicode but lone surrogates and U+0000. */
export const anyText: fc.Arbitrary<string> = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replaceAll('\0', ''));

/** Text as map keys: whole numbers and the names of Object.prototype are keys like any other. */
const anyKey = fc.oneof(anyText, fc.nat().map(String), fc.constantFrom('__proto__', 'constructor', 'toString'));

export function valueOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'boolean':
      return fc.boolean();
    case 'long':
      return fc.oneof(
        fc.integer({ min: -greatest, max: greatest }),
        fc.integer({ min: -200, max: 200 }),
        fc.constantFrom(...edges),
      );
    case 'double':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'string':
      return anyText;
    case 'nullable':
      return fc.option(valueOf(shape.value), { nil: null });
    case 'array':
      return fc.array(valueOf(shape.items), { maxLength: 5 });
    case 'map':
      return fc
        .uniqueArray(fc.tuple(anyKey, valueOf(shape.values)), { selector: ([key]) => key, maxLength: 5 })
        .map((entries) => entries.reduce((map, [key, value]) => setOwn(map, key, value), Object.create(null)));
    case 'record':
      return fc
        .tuple(...shape.fields.map((field) => valueOf(field.shape)))
        .map((values) => Object.fromEntries(shape.fields.map(({ name }, index) => [name, values[index]])));
  }
}

/** The greatest whole number that avsc writes exactly. */
const greatest = 2 ** 52;

/** Where the varint of a whole number gets one byte longer, and the ends. */
const edges = [...Array.from({ length: 7 }, (_, index) => 2 ** (7 * (index + 1) - 1)), greatest]
  .flatMap((edge) => [edge, edge - 1, -edge, -edge - 1])
  .filter((edge) => Math.abs(edge) <= greatest);

function setOwn(map: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  map[key] = value;
  return map;
}
