import { calledOff } from './http.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';

/** Longest sentence that is made of what a provider said. */
const longest = 300;
/** Members of answers in which providers say what is wrong, the plainest first; the deeper ones hold one of the others. */
const members = ['message', 'error_description', 'detail', 'reason', 'title', 'error', 'errors', 'details', 'data'];
const deepest = 6;

/** What happened to a call that got no answer, by the code of the network. */
const happenings: Readonly<Record<string, Told>> = {
  ECONNREFUSED: told`Nothing is listening at its address: the connection was refused.`,
  ECONNRESET: told`The connection was lost before the response.`,
  UND_ERR_SOCKET: told`The connection was lost before the response.`,
  EPIPE: told`The connection was lost before the response.`,
  ENOTFOUND: told`Its host name could not be found.`,
  EAI_AGAIN: told`Its host name can't be looked up at the moment.`,
  EHOSTUNREACH: told`Its host can't be reached from here.`,
  ENETUNREACH: told`Its network can't be reached from here.`,
  ETIMEDOUT: told`The connection timed out.`,
  UND_ERR_CONNECT_TIMEOUT: told`The connection timed out.`,
  TIMEOUT: told`The response did not arrive in time.`,
  NETWORK_ERROR: told`No connection could be made.`,
  ABORTED: told`The response did not arrive within the time available.`,
  BODY_TOO_LARGE: told`The response was too large.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: told`Its certificate is self-signed, so it is not trusted.`,
  SELF_SIGNED_CERT_IN_CHAIN: told`Its certificate is signed by an authority that is not trusted.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: told`Its certificate is signed by an authority that is not trusted.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: told`Its certificate is signed by an authority that is not trusted.`,
  CERT_HAS_EXPIRED: told`Its certificate has expired.`,
  ERR_TLS_CERT_ALTNAME_INVALID: told`Its certificate is for another host.`,
  DATABASE_UNAVAILABLE: told`The database could not be reached, so nothing was sent.`,
  INTERNAL_ERROR: told`The call failed inside Laurel. The log has the details.`,
  [calledOff]: told`The call waited too long for its turn and was not made.`,
};

/**
 * What a provider said of a call that failed, as a sentence for people: the message out of JSON, the title out of a web
 * page, the meaning of a code of the network. The raw form is for whoever wants to report it.
 *
 * @returns null when it said nothing, or nothing that could be read
 */
export function providerSentence(status: number | null, raw: string): string | null {
  const text = raw.trim();
  if (text === '') return null;
  if (/^[A-Z][A-Z0-9_]{3,}$/.test(text)) {
    const happening = happenings[text];
    if (happening !== undefined) return happening.text;
    return status === null ? `The connection failed (${text}).` : shortened(text);
  }
  const said = messageIn(text) ?? (isMarkup(text) ? ofMarkup(text) : isJsonLike(text) ? null : text);
  return said === null ? null : shortened(said.replaceAll(/\s+/g, ' ').trim());
}

function messageIn(text: string): string | null {
  if (!isJsonLike(text)) return null;
  // Cut off, most likely, where it can't be parsed: what is wrong stands at its beginning.
  const whole = parsed(text) ?? parsed(/"(?:message|errors?|detail)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '');
  const found = [...new Set(messages(whole, 0))].filter((each) => each.trim() !== '');
  return found.length === 0 ? null : found.join(' ');
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messages(value: unknown, depth: number): string[] {
  if (depth > deepest) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((each) => messages(each, depth + 1));
  if (typeof value !== 'object' || value === null) return [];
  const known = new Map<string, unknown>(Object.entries(value));
  const plain = members.flatMap((name) => messages(known.get(name), depth + 1));
  if (plain.length > 0) {
    const subject = ['property', 'field', 'attribute'].map((name) => known.get(name)).find(isText);
    return subject === undefined ? plain : plain.map((each) => `${subject}: ${each}`);
  }
  // What is wrong by field: {"recipient.email": ["has already been taken"]}.
  if (depth === 0) return [];
  return [...known].flatMap(([field, inner]) => messages(inner, depth + 1).map((each) => `${field}: ${each}`));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isJsonLike(text: string): boolean {
  return /^[[{"]/.test(text);
}

function isMarkup(text: string): boolean {
  return /^<|<html|<!doctype/i.test(text);
}

function ofMarkup(text: string): string {
  const [, title = ''] = /<(?:title|h1)[^>]*>([^<]*)</i.exec(text) ?? [];
  return title.trim() === ''
    ? told`It responded with a web page.`.text
    : `It answered with a web page: "${title.trim()}".`;
}

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}
