/**
 * Decodes bodies whose writer's schema is known, because a registry has it.
 *
 * A schema that means what one of the catalogue means is read by the reader of that one, the quick one. Any other is resolved
 * against those of the catalogue, the newest first, by the rules of Avro: fields that are not known are read over, in
 * whatever order they come; what is missing gets its default. Only what can't be resolved stays unread.
 */
import avsc, { type Schema, type Type } from 'avsc';
import type { Payload } from '../rules/event.ts';
import { compileBodyReader, MalformedBody } from './avro-reader.ts';
import type { EventType, Variant } from './catalogue.ts';
import { openFrame } from './confluent-frame.ts';
import type { Decoding } from './decoder.ts';
import { shapeOf, type AvroSchema, type Shape } from './shape.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';

/** Decodes a framed body, given its writer's schema; null when nobody has that. Never throws. */
export type FramedDecoder = (framed: Buffer, schema: string | null) => Decoding;

/** Reads the payload out of a bare body. Throws when the body does not fit. */
type ReadPayload = (body: Buffer) => Payload;

/** Schemas of one type that are remembered; there are a handful, but a registry may say anything. */
const mostSchemas = 100;

/** @param eventType a type with at least one schema */
export function createFramedDecoder({ type, variants }: EventType): FramedDecoder {
  const compiled = new Map<string, ReadPayload | string>();
  const readerOf = (schema: string): ReadPayload | string => {
    const known = compiled.get(schema);
    if (known !== undefined) return known;
    if (compiled.size >= mostSchemas) compiled.clear();
    const made = compile(schema, variants);
    compiled.set(schema, made);
    return made;
  };

  return (framed, schema) => {
    const opened = openFrame(framed);
    if (opened === null)
      return fail('schema_mismatch', told`the payload does not begin with the id of a schema in the registry`);
    const { schemaId, body } = opened;
    if (schema === null)
      return fail('unknown_schema', told`the schema registry has no schema with the id ${String(schemaId)}`);
    const read = readerOf(schema);
    if (typeof read === 'string')
      return fail('unknown_schema', told`schema ${String(schemaId)} in the registry can't be read as ${type}: ${read}`);
    try {
      return { ok: true, payload: read(body) };
    } catch (error) {
      // What avsc says may hold a part of the body.
      const why = error instanceof MalformedBody ? error.message : told`the body does not match it`;
      return fail('schema_mismatch', told`by schema ${String(schemaId)} in the registry: ${why}`);
    }
  };
}

function fail(reason: 'unknown_schema' | 'schema_mismatch', detail: Told): Decoding {
  return { ok: false, reason, detail: detail.text };
}

/** @returns a reader of the payload, or why there is none */
function compile(schema: string, variants: readonly Variant[]): ReadPayload | string {
  let written: unknown;
  try {
    written = JSON.parse(schema);
  } catch {
    return told`it is not JSON`.text;
  }
  const newestFirst = variants.toReversed();
  const meaning = meaningOf(written);
  const same = newestFirst.find((variant) => meaning !== null && meaning === meaningOf(variant.schema));
  if (same !== undefined) {
    const read = compileBodyReader([{ name: same.payloadName, shape: same.payload }]);
    return orElse((body) => read(body)[same.payloadName] as Payload, resolve(written, [same]));
  }
  return resolve(written, newestFirst);
}

/** The quick reader knows one way in which each value may be written; Avro allows more, as lists in several blocks. */
function orElse(quick: ReadPayload, thorough: ReadPayload | string): ReadPayload {
  return (body) => {
    try {
      return quick(body);
    } catch (error) {
      if (typeof thorough === 'string' || !(error instanceof MalformedBody)) throw error;
      return thorough(body);
    }
  };
}

function resolve(written: unknown, variants: readonly Variant[]): ReadPayload | string {
  let writer: Type;
  try {
    writer = avsc.Type.forSchema(withoutNamespaces(written) as Schema);
  } catch (error) {
    return whyOf(error);
  }
  let why = told`openedx-events has no schema for it`.text;
  for (const [index, { schema, payloadName }] of variants.entries()) {
    try {
      const reader = avsc.Type.forSchema(withoutNamespaces(schema) as Schema, { wrapUnions: false });
      const resolver = reader.createResolver(writer);
      return (body) => plain((reader.fromBuffer(body, resolver) as Record<string, unknown>)[payloadName]) as Payload;
    } catch (error) {
      // What the newest schema misses says most.
      if (index === 0) why = whyOf(error);
    }
  }
  return why;
}

function whyOf(error: unknown): string {
  return error instanceof Error
    ? (error.message.split('\n')[0] ?? '').slice(0, 200)
    : told`it is not an Avro schema`.text;
}

/** One text for what a schema says of the bytes of a body; null for what the quick reader does not know. */
function meaningOf(schema: unknown): string | null {
  try {
    const shape = shapeOf(schema as AvroSchema);
    return shape.kind === 'record' ? JSON.stringify(nameless(shape)) : null;
  } catch {
    return null;
  }
}

function nameless(shape: Shape): unknown {
  switch (shape.kind) {
    case 'record':
      return shape.fields.map(({ name, shape: field }) => [name, nameless(field)]);
    case 'nullable':
      return { nullable: nameless(shape.value) };
    case 'array':
      return { array: nameless(shape.items) };
    case 'map':
      return { map: nameless(shape.values) };
    default:
      return shape.kind;
  }
}

/** Names are not written. avsc refuses the hyphen that some event types have in theirs, and a registry may know them by others. */
function withoutNamespaces(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutNamespaces);
  if (typeof schema === 'string') return schema.slice(schema.lastIndexOf('.') + 1);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { namespace: _, default: fallback, aliases: __, doc: ___, ...rest } = schema as Record<string, unknown>;
  const entries = Object.entries(rest).map(([key, value]) => {
    if (key === 'type' || key === 'items' || key === 'values') return [key, withoutNamespaces(value)] as const;
    if (key === 'fields' && Array.isArray(value)) return [key, value.map(fieldWithoutNamespaces)] as const;
    if (key === 'name' && typeof value === 'string') return [key, withoutNamespaces(value)] as const;
    return [key, value] as const;
  });
  return { ...Object.fromEntries(entries), ...(fallback !== undefined && { default: fallback }) };
}

function fieldWithoutNamespaces(field: unknown): unknown {
  if (typeof field !== 'object' || field === null) return field;
  const { name, type, ...rest } = field as Record<string, unknown>;
  return { ...rest, name, type: withoutNamespaces(type) };
}

/** A copy in plain objects, checked for what no database keeps. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new MalformedBody(told`a text containing the character U+0000`.text);
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new MalformedBody(told`not a finite number`.text);
    return value;
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
