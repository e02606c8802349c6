/** The CloudEvents metadata of a message: finding it, and judging its text. */
import { isUtf8 } from 'node:buffer';

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
    const name = headerName(fields[index] as Buffer);
    const value = fields[index + 1];
    if (value === undefined) return 'a header without a value';
    if (name === undefined || value.length === 0) continue;
    if (headers[name] !== undefined) return `${name} comes twice`;
    headers[name] = value;
  }
  return headers;
}

/** The known names by their length, so that a name is compared with at most two. */
const namesByLength: readonly (readonly (keyof Headers)[])[] = [
  [],
  [],
  ['id'],
  [],
  ['type', 'time'],
  [],
  ['source'],
  [],
  [],
  ['sourcelib'],
  [],
  ['specversion'],
];

function headerName(bytes: Buffer): keyof Headers | undefined {
  return namesByLength[bytes.length]?.find((name) => isText(bytes, name));
}

function isText(bytes: Buffer, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[index] !== text.charCodeAt(index)) return false;
  }
  return bytes.length === text.length;
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
