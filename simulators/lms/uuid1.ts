import type { Micros } from '../../src/rules/event.ts';

/** 100-nanosecond steps between the start of the Gregorian calendar, from which UUIDs count, and the Unix epoch. */
const gregorianOffset = 0x01b21dd213814000n;

/**
 * A time-based UUID (version 1), as the platform makes them, of a time and a node: the same arguments give the same id,
 * different times different ids.
 *
 * @param node 48 bits
 */
export function uuid1(time: Micros, node: number): string {
  const ticks = BigInt(time) * 10n + gregorianOffset;
  const low = hex(ticks & 0xffffffffn, 8);
  const middle = hex((ticks >> 32n) & 0xffffn, 4);
  const high = hex(((ticks >> 48n) & 0x0fffn) | 0x1000n, 4);
  return `${low}-${middle}-${high}-a73a-${hex(BigInt(node), 12)}`;
}

function hex(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
