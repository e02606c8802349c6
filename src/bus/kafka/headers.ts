/** The headers of a message of Kafka, under the names that messages have here. */
import { comesTwice } from '../../events/headers.ts';
import type { Headers } from '../../events/headers.ts';
import { RecordCursor } from './record-cursor.ts';

/** Headers that can be done without. */
export type DefaultHeader = 'source' | 'time';
export type OnDefault = (name: DefaultHeader) => void;

/** What the platform calls each attribute on Kafka, and what it is called here. */
const translations: readonly (readonly [there: string, here: string])[] = [
  ['ce_type', 'type'],
  ['ce_id', 'id'],
  ['ce_source', 'source'],
  ['ce_time', 'time'],
  ['ce_minorversion', 'minorversion'],
  ['ce_specversion', 'specversion'],
  ['ce_datacontenttype', 'datacontenttype'],
  ['content-type', 'content-type'],
  ['sourcehost', 'sourcehost'],
  ['sourcelib', 'sourcelib'],
];

const hereOf = new Map(translations);
const here = new Set(translations.map(([, name]) => name));
const longestName = Math.max(...translations.flat().map((name) => name.length));
const empty = Buffer.alloc(0);
const unknownSource = Buffer.from('unknown');

/**
 * All headers as alternating names and values, with nothing lost: what has another name keeps it, and what has a name that only
 * counts with its prefix on Kafka is marked as foreign.
 *
 * An event that does not say where it came from gets `unknown` for that, and one that does not say when it happened gets
 * the time of its message: the platform's own consumers also fill these in. Without a type it is no event, and nothing is added.
 *
 * @param at where the headers of a record begin
 * @param sentAt of the message, in milliseconds
 */
export function translateHeaders(bytes: Buffer, at: number, sentAt: number): Buffer[] {
  const fields: Buffer[] = [];
  const present = new Set<string>();
  let hasType = false;
  const cursor = new RecordCursor(bytes, at);
  for (let left = cursor.varint(); left > 0; left -= 1) {
    const there = cut(cursor);
    const value = cut(cursor);
    if (cursor.at > bytes.length) break;
    const name = nameOf(there);
    if (name === 'type') hasType = true;
    if (typeof name === 'string' && value.length > 0) present.add(name);
    fields.push(typeof name === 'string' ? Buffer.from(name) : name, value);
  }
  if (!hasType) return fields;
  if (!present.has('source')) fields.push(Buffer.from('source'), unknownSource);
  if (!present.has('time')) fields.push(Buffer.from('time'), timeOf(sentAt));
  return fields;
}

function cut(cursor: RecordCursor): Buffer {
  const length = cursor.passBytes();
  return length > 0 ? cursor.bytes.subarray(cursor.at - length, cursor.at) : empty;
}

/** What a name of ours is here, as text; any other as it is. */
function nameOf(there: Buffer): string | Buffer {
  if (there.length > longestName) return there;
  const text = there.toString('latin1');
  return hereOf.get(text) ?? (here.has(text) ? Buffer.from(`foreign:${text}`) : there);
}

const wanted = {
  id: Buffer.from('ce_id'),
  type: Buffer.from('ce_type'),
  time: Buffer.from('ce_time'),
  source: Buffer.from('ce_source'),
  sourcelib: Buffer.from('sourcelib'),
  specversion: Buffer.from('ce_specversion'),
};

/** A value that is nearly always that of the message before: then nothing is made. */
class Recurring {
  #last = empty;

  cut(bytes: Buffer, start: number, length: number): Buffer {
    if (length !== this.#last.length || !isText(bytes, start, this.#last))
      // A copy: the message's bytes are part of all that was fetched with it.
      this.#last = Buffer.from(bytes.subarray(start, start + length));
    return this.#last;
  }
}

const recurring = {
  type: new Recurring(),
  source: new Recurring(),
  sourcelib: new Recurring(),
  specversion: new Recurring(),
};

/**
 * The headers that reading needs, as findHeaders() would find them in what {@link translateHeaders} makes; nothing else of
 * them is made.
 *
 * @param onDefault told what was filled in
 * @returns what is wrong when a known name comes twice
 */
export function findHeadersAt(bytes: Buffer, at: number, sentAt: number, onDefault: OnDefault): Headers | string {
  const headers: Headers = {
    type: undefined,
    id: undefined,
    source: undefined,
    time: undefined,
    sourcelib: undefined,
    specversion: undefined,
  };
  let hasType = false;
  const cursor = new RecordCursor(bytes, at);
  for (let left = cursor.varint(); left > 0; left -= 1) {
    const nameLength = cursor.passBytes();
    const name = cursor.at - nameLength;
    const length = cursor.passBytes();
    if (cursor.at > bytes.length) break;
    if (nameLength === 7 && isText(bytes, name, wanted.type)) hasType = true;
    if (length <= 0) continue;
    const start = cursor.at - length;
    // Each name at a place of its own: this is the busiest code of all, and a property by a name that varies is slow.
    switch (nameLength) {
      case 5:
        if (!isText(bytes, name, wanted.id)) break;
        if (headers.id !== undefined) return comesTwice('id');
        headers.id = bytes.subarray(start, cursor.at);
        break;
      case 7:
        if (isText(bytes, name, wanted.type)) {
          if (headers.type !== undefined) return comesTwice('type');
          headers.type = recurring.type.cut(bytes, start, length);
        } else if (isText(bytes, name, wanted.time)) {
          if (headers.time !== undefined) return comesTwice('time');
          headers.time = bytes.subarray(start, cursor.at);
        }
        break;
      case 9:
        if (isText(bytes, name, wanted.source)) {
          if (headers.source !== undefined) return comesTwice('source');
          headers.source = recurring.source.cut(bytes, start, length);
        } else if (isText(bytes, name, wanted.sourcelib)) {
          if (headers.sourcelib !== undefined) return comesTwice('sourcelib');
          headers.sourcelib = recurring.sourcelib.cut(bytes, start, length);
        }
        break;
      case 14:
        if (!isText(bytes, name, wanted.specversion)) break;
        if (headers.specversion !== undefined) return comesTwice('specversion');
        headers.specversion = recurring.specversion.cut(bytes, start, length);
        break;
    }
  }
  if (hasType) fillIn(headers, sentAt, onDefault);
  return headers;
}

function fillIn(headers: Headers, sentAt: number, onDefault: OnDefault): void {
  if (headers.source === undefined) {
    headers.source = unknownSource;
    onDefault('source');
  }
  if (headers.time === undefined) {
    headers.time = timeOf(sentAt);
    onDefault('time');
  }
}

function timeOf(sentAt: number): Buffer {
  return Buffer.from(new Date(sentAt).toISOString());
}

function isText(bytes: Buffer, at: number, text: Buffer): boolean {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false;
  return true;
}
