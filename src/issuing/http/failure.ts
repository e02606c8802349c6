import { calledOff } from './http.ts';
import type { HttpAnswer, HttpResult } from './http.ts';
import type { Award, Failure } from '../../store/delivery/external.ts';
import { told } from '../../told.ts';

/** Longest text of a provider that is kept and shown. */
const longestBody = 2_000;

/**
 * What a call could do if it took effect: `changes` (issue, revoke) or `nothing` (a look-up). A look-up is never of
 * unknown outcome; it is simply asked again.
 */
export type Effect = 'changes' | 'nothing';

/**
 * Turns a result that is no success into a failure.
 *
 * | result | kind | pauses the account |
 * |---|---|---|
 * | not sent | retryable | counts towards it |
 * | no complete answer, 5xx, 408, a 2xx that can't be read | unknown (look-ups: retryable) | counts towards it |
 * | 429, 425 | retryable | at once |
 * | 401, 403, a redirect | permanent | at once |
 * | any other 4xx, or a 2xx that says `success: false` | permanent | no |
 */
export function failureOf(result: HttpResult, effect: Effect): Failure {
  const uncertain = effect === 'changes' ? 'unknown' : 'retryable';
  if (result.kind === 'not_sent') return { kind: 'retryable', status: null, body: result.code, account: true };
  if (result.kind === 'no_answer') return { kind: uncertain, status: null, body: result.code, account: true };

  const { status } = result;
  const said = {
    status,
    body: result.text.slice(0, longestBody),
    ...(result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs }),
  };
  if (status === 429 || status === 425) return { ...said, kind: 'retryable', account: true };
  if (status < 300 && saysRefused(result.json)) return { ...said, kind: 'permanent', account: false };
  if (status >= 500 || status === 408 || status < 300) return { ...said, kind: uncertain, account: true };
  if (status === 401 || status === 403) return { ...said, kind: 'permanent', account: true };
  if (status < 400)
    return { ...said, kind: 'permanent', body: told`It sent a redirect, which was not followed.`.text, account: true };
  return { ...said, kind: 'permanent', account: false };
}

function saysRefused(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'success' in json && json.success === false;
}

/** A failure found out without asking the provider, or in what it said. */
export function permanentFailure(body: string, answer?: HttpAnswer): Failure {
  return { kind: 'permanent', status: answer?.status ?? null, body, account: false };
}

/** There is no key for this account, or none that can be sent: everything of the account waits. */
export function accountFailure(body: string): Failure {
  return { kind: 'permanent', status: null, body, account: true };
}

/** The account's key could not be read, because the database is away: nothing was sent, and it says nothing of the account. */
export const keyUnread: Failure = { kind: 'retryable', status: null, body: 'DATABASE_UNAVAILABLE', account: false };

/** Whether nothing was even tried: given up while the call waited for its turn, or for the account's key. */
export function wasNotBegun({ kind, status, body }: Failure): boolean {
  return kind === 'retryable' && status === null && (body === calledOff || body === keyUnread.body);
}

/**
 * Takes the learner out of what a provider said, which is stored with the badge: personal data lives in the learner's
 * row alone (S26).
 */
export function withoutPersonalData(failure: Failure, award: Award): Failure {
  // Of a retired learner nobody here knows the name that the provider still may.
  if (award.retired && failure.status !== null) return { ...failure, body: '' };
  const body = [award.name.trim(), award.username].reduce(withoutWord, withoutAddresses(failure.body));
  return { ...failure, body };
}

/** Scripts that put no space between words: there a name can stand next to any letter, and two letters are one. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Takes a name out where it stands as a word of its own: "arch" is not in "archived", nor in "arch-enemy". */
function withoutWord(text: string, word: string): string {
  const isSpaceless = spaceless.test(word);
  if (word.length < (isSpaceless ? 2 : 3)) return text;
  // As it is, and as JSON in ASCII writes it.
  const forms = [...new Set([word, asciiJson(word)])].map((form) => RegExp.escape(form)).join('|');
  const pattern = isSpaceless ? forms : `(?<![\\p{L}\\p{M}\\p{N}_-])(?:${forms})(?![\\p{L}\\p{M}\\p{N}_-])`;
  return text.replace(new RegExp(pattern, 'giu'), '[learner]');
}

function asciiJson(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Takes e-mail addresses out of what a provider said. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g, '[e-mail]');
}
