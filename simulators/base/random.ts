import { createHash } from 'node:crypto';

/** A seeded source of numbers in [0, 1): mulberry32. The same seed gives the same sequence on every machine. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A UUID (version 4 in form) that depends on nothing but its arguments. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const hex = digest(parts).toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A short lower-case word that depends on nothing but its arguments, for public links. */
export function wordFrom(length: number, ...parts: readonly (string | number)[]): string {
  return [...digest(parts).subarray(0, length)].map((byte) => (byte % 36).toString(36)).join('');
}

function digest(parts: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
