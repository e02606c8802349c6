import type { RawMessage } from '../events/message.ts';
import { subjectOf } from './retired-messages.ts';

/** Somebody whose messages are looked for. */
export interface Person {
  /** LMS user id. */
  readonly id: number;
  /** User name, address, name: as far as they are known; empty ones are nobody's. */
  readonly names: readonly string[];
}

/**
 * Tells whether a message is about a person: it says so in a way that can be read, or it holds one of their names as a whole text.
 * What can be read and is about somebody else is theirs, unless the address stands in it: short user names are words, too.
 */
export function createPersonSearch({ id, names }: Person): (message: RawMessage) => boolean {
  const given = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  const all = given.flatMap(formsOf);
  const addresses = given.filter((name) => name.includes('@')).flatMap(formsOf);
  return (message) => {
    const { learner } = subjectOf(message);
    if (learner?.id === id) return true;
    const wanted = learner === null ? all : addresses;
    const parts = message.body === null ? message.fields : [...message.fields, message.body];
    return wanted.length > 0 && parts.some((part) => holdsAny(part, wanted));
  };
}

/** As bytes in small letters, each a character of its own: as it is, and as JSON in ASCII writes it. */
function formsOf(name: string): string[] {
  const escaped = JSON.stringify(name)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [...new Set([name, escaped])].map((form) => lowered(Buffer.from(form)));
}

function lowered(bytes: Buffer): string {
  return bytes.toString('latin1').toLowerCase();
}

function holdsAny(bytes: Buffer, wanted: readonly string[]): boolean {
  const text = lowered(bytes);
  return wanted.some((name) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      if (standsAlone(text, at, name)) return true;
    return false;
  });
}

/** Between characters that are no letters or digits; or, as Avro writes texts, behind its own length (twice, for short ones one byte). */
function standsAlone(text: string, at: number, { length }: string): boolean {
  const isPart = (character: string): boolean => /[\p{L}\p{N}_.+-]/u.test(character);
  const before = text.slice(Math.max(0, at - 1), at);
  // Letters were made small: the byte of the length may be one.
  if (length < 64 && before === String.fromCharCode(length * 2).toLowerCase()) return true;
  return !isPart(before) && !isPart(text.slice(at + length, at + length + 1));
}
