import type { Json, JsonObject } from '../json.ts';

/** What can't be made a credential; the message names the field and says what it needs. */
export class CredentialInputError extends TypeError {
  constructor(message: string) {
    super(message);
    this.name = 'CredentialInputError';
  }
}

/** An object of only what there is: credentials have no null, no empty text and no empty list. */
export function compact(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const isThere = ([, value]: readonly [string, Json | undefined]): boolean =>
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(members).filter(isThere)) as JsonObject;
}

/**
 * A text as it was given, in any script and form of Unicode.
 *
 * @throws CredentialInputError for half a character, which no encoding can write, and so no two programs would hash alike
 */
export function text(value: string, field: string): string {
  if (!value.isWellFormed()) throw new CredentialInputError(`${field} holds half of a character (a lone surrogate).`);
  return value.replaceAll('\r\n', '\n').replaceAll(unwritable, replacement);
}

/**
 * Control characters: programs differ in how they write them before they hash, so a badge with one would verify in some only.
 * Line breaks are alike everywhere.
 */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const unwritable = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

function replacement(character: string): string {
  return character === '\t' ? '    ' : character === '\r' ? '\n' : ' ';
}

/** The text, where it was given. */
export function optional(value: string | undefined, field: string): string | undefined {
  return value === undefined ? undefined : text(value, field);
}

/** A text that has to be there. */
export function required(value: string, field: string): string {
  const given = text(value, field);
  if (given.trim() === '') throw new CredentialInputError(`${field} is missing.`);
  return given;
}

/**
 * An absolute address or other id (did:, urn:), with everything percent-encoded that RDF does not allow.
 *
 * @throws CredentialInputError for anything else
 */
export function absolute(value: string, field: string): string {
  if (plainAddress.test(value) && URL.canParse(value)) return value;
  const url = URL.parse(value);
  if (url === null || !value.isWellFormed())
    throw new CredentialInputError(`${field} is not an absolute address: ${value}`);
  return url.href.replaceAll(/[<>"{}|\\^` ]/g, encodeURIComponent);
}

/** Only what an IRI may hold of ASCII. */
const plainAddress = /^(?!.*\s)[!#-;=?-[\]_a-z~]+$/;

/**
 * A moment in UTC and whole seconds, as JWTs have them too.
 *
 * @throws CredentialInputError when it is no moment, or its zone is missing
 */
export function moment(value: string, field: string): string {
  const time = /(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new CredentialInputError(`${field} is not a moment with its zone: ${value}`);
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/**
 * A language as Open Badges write it: language, script and region in their usual letters (`pt-BR` for `pt-br`). They have no place
 * for what else a tag may say, so that is left out.
 */
export function languageCode(tag: string | undefined): string | undefined {
  const [written = ''] = /^[A-Za-z]{2,3}(?![A-Za-z])/.exec(tag ?? '') ?? [];
  try {
    const { language, script, region } = new Intl.Locale(tag ?? '');
    return [language, script, region].filter((part) => part !== undefined).join('-');
  } catch {
    // Well-formed for a pattern, and yet no tag: the language is what can be told from it.
    return written === '' ? undefined : written.toLowerCase();
  }
}
