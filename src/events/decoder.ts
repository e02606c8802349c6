/**
 * Decodes the body of one event type, whichever version of openedx-events wrote it.
 *
 * Bodies carry no schema id; `sourcelib` tells the writer's version. The schema of the nearest shipped version at or
 * below is tried first, else the nearest above. Reading is strict, so a body that fits this schema to the last byte was
 * written with it. One that does not fit was written with another: if exactly one other schema of the type fits, with
 * that one. Nothing is guessed: when several others fit, the message stays unread.
 *
 * JSON names its fields. A field that no schema has is read over where the writer may know a newer schema than we do: what
 * rules can name is there all the same. A writer whose schemas are known has no such field; its message stays unread.
 */
import type { Payload } from '../rules/event.ts';
import { compileBodyReader, MalformedBody, type BodyReader } from './avro-reader.ts';
import type { EventType, Variant } from './catalogue.ts';
import { compileJsonReader, MalformedJson, type JsonReader } from './json-reader.ts';
import { mostLevels, parseJson } from './json.ts';
import type { MessageFormat } from './message.ts';
import type { UnreadableReason } from './reading.ts';
import type { WriterVersion } from './versions.ts';
import { told } from '../told.ts';

export type Decoding =
  | { readonly ok: true; readonly payload: Payload }
  | { readonly ok: false; readonly reason: UnreadableReason; readonly detail: string };

/** Decodes a body of the given writer. Never throws. */
export type Decoder = (format: Exclude<MessageFormat, 'confluent'>, body: Buffer, writer: WriterVersion) => Decoding;

interface Reader {
  readonly variant: Variant;
  readonly fromAvro: BodyReader;
  readonly fromJson: JsonReader;
}

/** Which schemas to try for a writer's version. */
interface Plan {
  readonly nearest: Reader;
  readonly others: readonly Reader[];
}

/**
 * @param eventType a type with at least one schema
 * @param shippedVersions versions of the catalogue, oldest first
 */
export function createDecoder(eventType: EventType, shippedVersions: readonly string[]): Decoder {
  const readers = eventType.variants.map(compileReader);
  const plans = shippedVersions.map((_, rank) => planFor(readers, rank, shippedVersions));

  return (format, body, writer) => {
    const plan = plans[writer.rank] as Plan;
    const value = format === 'json' ? parseJson(body) : body;
    if (value === undefined)
      return {
        ok: false,
        reason: 'invalid_json',
        detail: told`the data is not JSON in UTF-8, or nested more than ${mostLevels} levels deep`.text,
      };
    const nearest = tryReader(plan.nearest, value);
    if (isWhole(nearest)) return { ok: true, payload: nearest.payload };

    const others = plan.others.map((reader) => tryReader(reader, value));
    const [other, ...more] = others.filter(isWhole);
    // JSON names its fields, so whichever schema fits reads the same out of it.
    if (other !== undefined && (more.length === 0 || format === 'json')) return { ok: true, payload: other.payload };

    const partly = [nearest, ...others].find((content) => typeof content === 'object');
    if (partly !== undefined && writer.mayBeNewer) return { ok: true, payload: partly.payload };
    const version = plan.nearest.variant.versions.at(-1) ?? '';
    const mistake = typeof nearest === 'string' ? nearest : told`${nearest.unknownField ?? ''} is not in the schema`;
    const one = told`by the schema of ${eventType.type} of openedx-events ${version}: ${mistake}`;
    const detail = (other === undefined ? one : told`${one}; several other schemas match`).text;
    // A version that is not shipped may have a schema of its own, and so has one with a new field: a newer catalogue would know.
    const mayBecomeKnown = !writer.shipped || (format === 'json' && partly !== undefined);
    return { ok: false, reason: mayBecomeKnown ? 'unknown_schema' : 'schema_mismatch', detail };
  };
}

function compileReader(variant: Variant): Reader {
  const fields = [{ name: variant.payloadName, shape: variant.payload }];
  return { variant, fromAvro: compileBodyReader(fields), fromJson: compileJsonReader(fields) };
}

/** Nearest first; of two equally near ones the newer first. */
function planFor(readers: readonly Reader[], rank: number, shippedVersions: readonly string[]): Plan {
  const distance = ({ variant }: Reader): number =>
    Math.min(...variant.versions.map((version) => Math.abs(shippedVersions.indexOf(version) - rank)));
  const [nearest, ...others] = readers.toReversed().toSorted((left, right) => distance(left) - distance(right));
  if (nearest === undefined) throw new TypeError('an event type without a schema can not be decoded');
  return { nearest, others };
}

interface Content {
  readonly payload: Payload;
  /** Only in JSON: a field that this schema does not have. */
  readonly unknownField: string | undefined;
}

function isWhole(content: Content | string): content is Content & { unknownField: undefined } {
  return typeof content === 'object' && content.unknownField === undefined;
}

/** @returns the content, or what is wrong with the value by this schema */
function tryReader({ variant, fromAvro, fromJson }: Reader, value: unknown): Content | string {
  try {
    if (Buffer.isBuffer(value))
      return { payload: fromAvro(value)[variant.payloadName] as Payload, unknownField: undefined };
    const { value: event, unknownField } = fromJson(value);
    return { payload: event[variant.payloadName] as Payload, unknownField };
  } catch (error) {
    if (error instanceof MalformedBody || error instanceof MalformedJson) return error.message;
    throw error;
  }
}
