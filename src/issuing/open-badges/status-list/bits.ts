import { constants, deflateSync, gunzipSync, gzipSync } from 'node:zlib';

/**
 * The bits of a status list: one a badge, 1 for revoked. Bit 0 is the left-most of the first byte
 * (https://www.w3.org/TR/vc-bitstring-status-list/, section 3.3).
 */
export type StatusBits = Uint8Array<ArrayBuffer>;

/** The least that the specification allows: whoever fetches a list shall not learn from it which badge they meant. */
export const slotsOfList = 131_072;

/** How many badges one list of ours is for: see {@link drawSlot}. */
export const badgesOfList = slotsOfList / 2;

/** Lists of others may be larger, to this bound; what inflates to more is a bomb. */
const mostListBytes = 16 * 1024 * 1024;

/** A list in which nothing is revoked. */
export function noStatusBits(): StatusBits {
  return new Uint8Array(slotsOfList / 8);
}

/**
 * The list of these revoked slots.
 *
 * Some wallets (LearnCard) count the bits of a byte from its right end. So that a revoked badge is revoked in those, too, its
 * bit is set from both ends; {@link drawSlot} gives no two badges bits that meet so.
 */
export function statusBits(revoked: Iterable<number>): StatusBits {
  const bits = noStatusBits();
  for (const slot of revoked)
    bits[byteOf(bits, slot)] = (bits[byteOf(bits, slot)] ?? 0) | maskOf(slot) | mirror(maskOf(slot));
  return bits;
}

/**
 * Whether the bit of a slot is set.
 *
 * @throws RangeError when the list has no such slot
 */
export function isSet(bits: Uint8Array, slot: number): boolean {
  return ((bits[byteOf(bits, slot)] ?? 0) & maskOf(slot)) !== 0;
}

/** The list as the member `encodedList` has it: GZIP, in base64url behind a `u`. */
export function encodeBits(bits: Uint8Array): string {
  return `u${gzipSync(bits, { level: constants.Z_BEST_COMPRESSION }).toString('base64url')}`;
}

/**
 * Reads an `encodedList`. Older ones have no `u`.
 *
 * @throws Error when it is none, or inflates to more than any list has
 */
export function decodeBits(encoded: string): Uint8Array {
  const text = encoded.startsWith('u') ? encoded.slice(1) : encoded;
  return gunzipSync(Buffer.from(text, 'base64url'), { maxOutputLength: mostListBytes });
}

/**
 * The list as an IETF Token Status List has it, for SD-JWTs: ZLIB in base64url, and within each byte the bits the other way round
 * (https://www.ietf.org/archive/id/draft-ietf-oauth-status-list-12.html, section 4.1).
 */
export function encodeTokenBits(bits: Uint8Array): string {
  return deflateSync(bits.map(mirror), { level: constants.Z_BEST_COMPRESSION }).toString('base64url');
}

/**
 * Draws a slot, each as likely as any other: whoever sees a slot shall not learn when its badge was issued. Only the left half of
 * every byte is given out, since the right half belongs to the same badges for who counts from the other end.
 *
 * @param random gives a whole number from 0 to below its argument, as `crypto.randomInt` does
 */
export function drawSlot(random: (below: number) => number): number {
  const drawn = random(badgesOfList);
  return Math.floor(drawn / 4) * 8 + (drawn % 4);
}

function byteOf(bits: Uint8Array, slot: number): number {
  if (!Number.isSafeInteger(slot) || slot < 0 || slot >= bits.length * 8)
    throw new RangeError(`The status list has no slot ${slot}: it has ${bits.length * 8}.`);
  return Math.floor(slot / 8);
}

function maskOf(slot: number): number {
  return 0x80 >> (slot % 8);
}

function mirror(byte: number): number {
  let mirrored = 0;
  for (let bit = 0; bit < 8; bit++) mirrored |= ((byte >> bit) & 1) << (7 - bit);
  return mirrored;
}
