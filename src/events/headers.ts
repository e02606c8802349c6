/** The CloudEvents metadata of a message: finding it, and judging its text. */
import { isUtf8 } from 'node:buffer';
import { told } from '../told.ts';

/** The attributes that reading needs, as they came; undefined when absent or empty. */
export interface Headers {
  type: Buffer | undefined;
  id: Buffer | undefined;
  source: Buffer | undefined;
  time: Buffer | undefined;
  sourcelib: Buffer | undefined;
  specversion: Buffer | undefined;
}

const longestText = 1024;

/**
 * Finds the attributes among alternating names and values; others are passed over.
 *
 * @returns what is wrong when a known name comes twice, or a name has no value
 */
export function findHeaders(fields: readonly Buffer[]): Headers | string {
  const headers: Headers = {
    type: undefined,
    id: undefined,
    source: undefined,
    time: undefined,
    sourcelib: undefined,
    specversion: undefined,
  };
  for (let index = 0; index < fields.length; index += 2) {
    const value = fields[index + 1];
    if (value === undefined) return told`a header without a value`.text;
    if (value.length === 0) continue;
    const name = fields[index] as Buffer;
    // Each name at a place of its own: this is the busiest code of all, and a property by a name that varies is slow.
    switch (name.length) {
      case 2:
        if (!isText(name, 'id')) break;
        if (headers.id !== undefined) return comesTwice('id');
        headers.id = value;
        break;
      case 4:
        if (isText(name, 'type')) {
          if (headers.type !== undefined) return comesTwice('type');
          headers.type = value;
        } else if (isText(name, 'time')) {
          if (headers.time !== undefined) return comesTwice('time');
          headers.time = value;
        }
        break;
      case 6:
        if (!isText(name, 'source')) break;
        if (headers.source !== undefined) return comesTwice('source');
        headers.source = value;
        break;
      case 9:
        if (!isText(name, 'sourcelib')) break;
        if (headers.sourcelib !== undefined) return comesTwice('sourcelib');
        headers.sourcelib = value;
        break;
      case 11:
        if (!isText(name, 'specversion')) break;
        if (headers.specversion !== undefined) return comesTwice('specversion');
        headers.specversion = value;
        break;
    }
  }
  return headers;
}

/** What is said of a known name that comes twice. */
export function comesTwice(name: keyof Headers): string {
  return told`${name} occurs twice`.text;
}

function isText(bytes: Buffer, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[index] !== text.charCodeAt(index)) return false;
  }
  return bytes.length === text.length;
}

/**
 * Reads a header whose text is nearly always that of the message before, as its type and its source: then nothing is
 * made anew.
 *
 * @param toValue what the text means; undefined when it means nothing
 */
export function rememberLast<T>(toValue: (text: string | undefined) => T): (bytes: Buffer) => T {
  let last: { readonly bytes: Buffer; readonly value: T } | undefined;
  return (bytes) => {
    // A bus may give the very bytes that it gave before.
    if (last !== undefined && (last.bytes === bytes || equal(last.bytes, bytes))) return last.value;
    const value = toValue(headerText(bytes));
    // The message's bytes are part of a whole batch, which is not to be kept for a few of them.
    last = { bytes: bytes.buffer.byteLength > Buffer.poolSize ? Buffer.from(bytes) : bytes, value };
    return value;
  };
}

/** As Buffer.equals, which takes longer for texts as short as these. */
function equal(a: Buffer, b: Buffer): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** The text of a header; undefined when it is not UTF-8, holds control characters, or is absurdly long. */
export function headerText(bytes: Buffer): string | undefined {
  if (bytes.length > longestText) return undefined;
  let bits = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte < 0x20 || byte === 0x7f) return undefined;
    bits |= byte;
  }
  if (bits < 0x80) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
