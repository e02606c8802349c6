/**
 * Reads bare Avro bodies, strictly: a body is accepted only if writing the value again gives the same bytes.
 *
 * Streams carry no schema id, so that a body fits a schema is the only sign that it was written with it. Each piece is
 * therefore checked where it is read: whole numbers in their shortest form, booleans 0 or 1, UTF-8 that is valid, lists
 * in one block, and nothing left over. Nothing is allocated before the bytes for it are known to be there, so a wrong
 * length costs nothing.
 */
import { isUtf8 } from 'node:buffer';
import type { RecordShape, Shape } from './shape.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';

/** The body does not fit the schema. The message says where and why, and holds nothing of the body. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
}

/** Reads one body from its first to its last byte. Throws {@link MalformedBody}. */
export type BodyReader = (body: Buffer) => Record<string, unknown>;

/** Where reading has got to. */
interface Cursor {
  readonly body: Buffer;
  /** The body, a character a byte: text in ASCII is cut out of it, which takes less than making each anew. */
  readonly characters: string;
  position: number;
}

type Read<T> = (cursor: Cursor) => T;

/** Makes a reader for bodies that are the given fields, one after the other. */
export function compileBodyReader(fields: RecordShape['fields']): BodyReader {
  const readFields = compileRecord(fields);
  return (body) => {
    const cursor = { body, characters: body.toString('latin1'), position: 0 };
    const value = readFields(cursor);
    if (cursor.position !== body.length) fail(cursor, told`${body.length - cursor.position} bytes are left over`);
    return value;
  };
}

function compile(shape: Shape): Read<unknown> {
  switch (shape.kind) {
    case 'boolean':
      return readBoolean;
    case 'long':
      return readLong;
    case 'double':
      return readDouble;
    case 'string':
      return readString;
    case 'record':
      return compileRecord(shape.fields);
    case 'nullable':
      return compileNullable(compile(shape.value));
    case 'array':
      return compileArray(compile(shape.items));
    case 'map':
      return compileMap(compile(shape.values));
  }
}

/**
 * Made as code for each record, as other Avro readers do: a literal has all its properties at once, while adding them by names that vary
 * took two thirds of the time that reading a body takes.
 */
function compileRecord(fields: RecordShape['fields']): Read<Record<string, unknown>> {
  const readers = fields.map(({ shape }) => compile(shape));
  const names = readers.map((_, index) => `read${index}`);
  const properties = fields.map(({ name }, index) => `${propertyName(name)}: ${names[index]}(cursor)`);
  const body = `const [${names.join(', ')}] = readers; return (cursor) => ({ ${properties.join(', ')} });`;
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing of a schema is in the code but names, as strings
  return new Function('readers', body)(readers) as Read<Record<string, unknown>>;
}

/** The name as a property in code. This one alone would mean something else there. */
function propertyName(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}

function compileNullable(read: Read<unknown>): Read<unknown> {
  return (cursor) => {
    const branch = readByte(cursor);
    if (branch > 2 || branch === 1) fail(cursor, told`neither null nor a value`);
    return branch === 0 ? null : read(cursor);
  };
}

function compileArray(read: Read<unknown>): Read<unknown[]> {
  return (cursor) => {
    const items: unknown[] = [];
    for (let left = readCount(cursor); left > 0; left--) items.push(read(cursor));
    if (items.length > 0) readEndOfBlocks(cursor);
    return items;
  };
}

function compileMap(read: Read<unknown>): Read<Record<string, unknown>> {
  return (cursor) => {
    // Without a prototype any text can be a key.
    const values = Object.create(null) as Record<string, unknown>;
    const count = readCount(cursor);
    for (let left = count; left > 0; left--) {
      const key = readString(cursor);
      if (key in values) fail(cursor, told`a key that occurs twice`);
      values[key] = read(cursor);
    }
    if (count > 0) readEndOfBlocks(cursor);
    return values;
  };
}

/** The number of items in a block. Every item takes at least a byte, so a greater number than bytes are left is wrong. */
function readCount(cursor: Cursor): number {
  const count = readLong(cursor);
  if (count < 0 || count > cursor.body.length - cursor.position) fail(cursor, told`a list longer than the body`);
  return count;
}

function readEndOfBlocks(cursor: Cursor): void {
  if (readByte(cursor) !== 0) fail(cursor, told`a list that does not end after its items`);
}

function readByte(cursor: Cursor): number {
  const byte = cursor.body[cursor.position];
  if (byte === undefined) fail(cursor, told`the body ends too early`);
  cursor.position++;
  return byte;
}

function readBoolean(cursor: Cursor): boolean {
  const byte = readByte(cursor);
  if (byte > 1) fail(cursor, told`neither true nor false`);
  return byte === 1;
}

/**
 * A zig-zag varint: 7 bits a byte, the lowest first, the sign in the lowest bit of all. The first four bytes make `low`,
 * up to four more make `high`; together they hold every whole number that a double holds exactly.
 */
function readLong(cursor: Cursor): number {
  let byte = readByte(cursor);
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
  let low = byte & 0x7f;
  let high = 0;
  let shift = 7;
  do {
    byte = readByte(cursor);
    if (shift < 28) low |= (byte & 0x7f) << shift;
    else if (shift < 56) high |= (byte & 0x7f) << (shift - 28);
    else fail(cursor, told`a number that is too large`);
    shift += 7;
  } while (byte >= 0x80);
  if (byte === 0) fail(cursor, told`a number not in its shortest form`);
  if (high >= 2 ** 26) fail(cursor, told`a number that is too large`);
  const magnitude = high * 2 ** 27 + (low >>> 1);
  return low & 1 ? -magnitude - 1 : magnitude;
}

function readDouble(cursor: Cursor): number {
  const { body, position } = cursor;
  if (position + 8 > body.length) fail(cursor, told`the body ends too early`);
  const value = body.readDoubleLE(position);
  if (!Number.isFinite(value)) fail(cursor, told`not a finite number`);
  cursor.position += 8;
  return value;
}

/** Text. U+0000 is refused: no text of Open edX has it, and a database can't keep it. */
function readString(cursor: Cursor): string {
  const length = readLong(cursor);
  const { body, position: start } = cursor;
  const end = start + length;
  if (length < 0 || end > body.length) fail(cursor, told`a text longer than the body`);
  let bits = 0;
  let belowZero = 0;
  for (let index = start; index < end; index++) {
    const byte = body[index] as number;
    bits |= byte;
    belowZero |= byte - 1;
  }
  if (belowZero < 0) fail(cursor, told`a text containing the character U+0000`);
  cursor.position = end;
  if (bits < 0x80) return cursor.characters.slice(start, end);
  if (!isUtf8(body.subarray(start, end))) fail(cursor, told`a text that is not UTF-8`);
  return body.toString('utf8', start, end);
}

function fail(cursor: Cursor, what: Told): never {
  throw new MalformedBody(told`${what} (near byte ${cursor.position} of ${cursor.body.length})`.text);
}
