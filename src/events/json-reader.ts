/**
 * Reads the `data` of a CloudEvent in JSON by the Avro schema of its type, so that an event means the same whichever way
 * it came: the same fields, the same types, null where the schema allows it.
 */
import { isObject } from './json.ts';
import type { RecordShape, Shape } from './shape.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';

/** The JSON does not fit the schema. The message names the path and what is wrong there, and no value. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}

/** What JSON holds by a schema. */
export interface JsonContent {
  readonly value: Record<string, unknown>;
  /** The first field that the schema does not have, in words; it is not in the value. */
  readonly unknownField: string | undefined;
}

/** Makes a value of the schema's type out of parsed JSON. Throws {@link MalformedJson}. */
export type JsonReader = (value: unknown) => JsonContent;

/** @param unknownFields takes the names of fields that the schema does not have */
type Convert = (value: unknown, path: string, unknownFields: string[]) => unknown;

/** Makes a reader for objects that have the given fields. Whether they may have others is the caller's to say. */
export function compileJsonReader(fields: RecordShape['fields']): JsonReader {
  const convert = compileRecord(fields);
  return (value) => {
    const unknownFields: string[] = [];
    return { value: convert(value, '', unknownFields), unknownField: unknownFields[0] };
  };
}

function compile(shape: Shape): Convert {
  switch (shape.kind) {
    case 'boolean':
      return (value, path) => (typeof value === 'boolean' ? value : fail(path, told`true or false`));
    case 'long':
      return (value, path) => (Number.isSafeInteger(value) ? value : fail(path, told`a whole number`));
    case 'double':
      return (value, path) => (Number.isFinite(value) ? value : fail(path, told`a number`));
    case 'string':
      return convertText;
    case 'record':
      return compileRecord(shape.fields);
    case 'nullable': {
      const convert = compile(shape.value);
      return (value, path, unknownFields) =>
        value === null || value === undefined ? null : convert(value, path, unknownFields);
    }
    case 'array': {
      const convert = compile(shape.items);
      return (value, path, unknownFields) =>
        Array.isArray(value)
          ? value.map((item, index) => convert(item, `${path}[${index}]`, unknownFields))
          : fail(path, told`a list`);
    }
    case 'map':
      return compileMap(compile(shape.values));
  }
}

function compileRecord(fields: RecordShape['fields']): (...given: Parameters<Convert>) => Record<string, unknown> {
  const converters = fields.map(({ name, shape }) => ({ name, convert: compile(shape) }));
  const known = new Set(fields.map(({ name }) => name));
  return (value, path, unknownFields) => {
    if (!isObject(value)) return fail(path, told`an object`);
    // One is enough to tell of, and a stranger could send millions.
    const unknown = unknownFields.length > 0 ? undefined : Object.keys(value).find((name) => !known.has(name));
    if (unknown !== undefined) unknownFields.push(describeUnknown(path, unknown));
    const record: Record<string, unknown> = {};
    for (const { name, convert } of converters) {
      record[name] = convert(
        Object.hasOwn(value, name) ? value[name] : undefined,
        path === '' ? name : `${path}.${name}`,
        unknownFields,
      );
    }
    return record;
  };
}

function compileMap(convert: Convert): Convert {
  return (value, path, unknownFields) => {
    if (!isObject(value)) return fail(path, told`an object`);
    const values = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of Object.entries(value)) {
      // Keys are data, so messages don't name them.
      values[convertText(key, `a key of ${path}`)] = convert(item, `${path}.*`, unknownFields);
    }
    return values;
  };
}

/** Text that UTF-8 can carry. U+0000 is refused: no text of Open edX has it, and a database can't keep it. */
function convertText(value: unknown, path: string): string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value : fail(path, told`text`);
}

/** Names an unknown field only when it looks like a field name: anything else could be somebody's data. */
function describeUnknown(path: string, name: string): string {
  const shown = /^[a-z][a-z0-9_]{0,39}$/.test(name) ? told`the field ${name}` : told`a field`;
  return path === '' ? shown.text : told`${shown} of ${path}`.text;
}

function fail(path: string, wanted: Told): never {
  throw new MalformedJson(told`${path === '' ? 'data' : path} must be ${wanted}`.text);
}
