import { extract } from '../baking/baking.ts';
import { isPng } from '../baking/png.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { readJwt } from '../proofs/jwt.ts';
import type { ReadJwt } from '../proofs/jwt.ts';
import { readSdJwt } from '../proofs/sd-jwt.ts';
import type { ReadSdJwt } from '../proofs/sd-jwt.ts';
import { isWithinBounds } from './bounds.ts';
import { failed, Stopped } from './result.ts';
import type { BadgeContainer } from './result.ts';

/** The largest badge that is read, image included. */
export const mostBadgeBytes = 10 * 1024 * 1024;

/** The largest credential on its own. */
const mostTextBytes = 1024 * 1024;

/** A badge as it was given, taken apart and not yet verified. */
export type ReadBadge = { readonly container: BadgeContainer | undefined } & (
  | { readonly form: 'json'; readonly credential: JsonObject }
  | ({ readonly form: 'jwt'; readonly token: string } & ReadJwt)
  | ({ readonly form: 'sd-jwt' } & ReadSdJwt)
);

/**
 * Reads a badge: JSON, JWT, SD-JWT VC, or an image with one of them in it. What it is, is found out from its content.
 *
 * @throws Stopped when it is none of them
 */
export function readBadge(bytes: Uint8Array): ReadBadge {
  if (bytes.length > mostBadgeBytes) throw unreadable(`It is larger than ${mostBadgeBytes / 1024 / 1024} MB.`);
  if (isPng(bytes)) return { ...readText(textOf(bytes)), container: 'png' };
  const text = decode(bytes);
  if (/^\s*(?:<\?|<!|<)/.test(text)) return { ...readText(textOf(bytes)), container: 'svg' };
  return readText(text);
}

/** The text of the badge in an image. */
function textOf(image: Uint8Array): string {
  try {
    const baked = extract(image);
    if (baked === undefined)
      throw unreadable('There is no badge in the image. Sites and apps that alter images remove it.');
    if (baked.version !== '3.0')
      throw notOpenBadge3('In the image is a badge of Open Badges 2.0; this verifies Open Badges 3.0.');
    return baked.text;
  } catch (error) {
    if (error instanceof Stopped) throw error;
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

function readText(given: string): ReadBadge {
  const text = given.trim();
  if (text.length > mostTextBytes) throw unreadable('The credential is larger than 1 MB.');
  if (text.startsWith('{')) return { form: 'json', container: undefined, credential: parse(text) };
  const sdJwt = readSdJwt(text);
  if (sdJwt !== undefined && isWithinBounds(sdJwt.claims)) return { form: 'sd-jwt', container: undefined, ...sdJwt };
  const jwt = readJwt(text);
  if (jwt !== undefined && isWithinBounds(jwt.credential))
    return { form: 'jwt', container: undefined, token: text, ...jwt };
  if (/^https?:\/\/\S+$/.test(text))
    throw notOpenBadge3('It is an address, and no badge; badges of Open Badges 2.0 may be so.');
  throw unreadable('It is neither JSON, nor a JWT, nor an image with a badge in it.');
}

function parse(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('It begins like JSON and is none. A part of it may be missing.');
  }
  if (!isJsonObject(value)) throw unreadable('It is no JSON object.');
  if (!isWithinBounds(value)) throw unreadable('It has more in it than any badge, or is nested deeper.');
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('It is neither a PNG, nor text in UTF-8.');
  }
}

function unreadable(message: string): Stopped {
  return new Stopped(failed('unreadable', message));
}

function notOpenBadge3(message: string): Stopped {
  return new Stopped(failed('notOpenBadge3', message));
}
