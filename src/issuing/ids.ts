import { z } from 'zod';

/**
 * What may stand in the path of a call made with an account's key. Ids are checked although they come from our own
 * tables: whatever reached those tables from outside must not choose the address (D38).
 */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** A positive whole number, as Accredible's groups and designs have it. */
export function isNumberId(text: string): boolean {
  return /^[1-9]\d{0,15}$/.test(text);
}

/** An Accredible credential: its own number, or the id that the issuer gave it. */
export function isCredentialId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** An address that pages may link to; anything else (another scheme, no address at all) counts as none. */
export const webAddress = z
  .url({ protocol: /^https?$/ })
  .nullish()
  .catch(null);

/** Longest name of an account that is kept. */
const longestName = 200;

/** A name as it is kept and shown: on one line, and no longer than that; null when nothing is left of it. */
export function readableName(text: string): string | null {
  const name = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestName)
    .toWellFormed();
  return name === '' ? null : name;
}
