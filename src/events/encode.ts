/** Writes events in the wire form of the reference: the fields in its order, the body as bare Avro. */
import avsc, { type Schema, type Type } from 'avsc';
import type { Micros, Payload } from '../rules/event.ts';
import { shippedCatalogue, type Catalogue, type Variant } from './catalogue.ts';
import { schemaText } from './schema-text.ts';
import { formatMicros } from './time.ts';

/** CloudEvents metadata of an event to write. */
export interface Metadata {
  readonly id: string;
  readonly time: Micros;
  /** For example `openedx/lms/web`. */
  readonly source: string;
  /** Name of the host that writes. */
  readonly sourcehost: string;
  /** Version of openedx-events whose schema is used; default the newest shipped one. */
  readonly sourcelib?: string;
  /** Default: the one of that version. */
  readonly minorversion?: number;
}

/** One event as it goes on the bus: what an OutgoingMessage needs besides its topic. */
export interface EncodedEvent {
  /** Names and values in the order in which the reference writes them. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/**
 * Encodes an event.
 *
 * @param payload the payload object, without its init_data name; absent values that may be null are written as null;
 *   whole numbers up to 2^52, which is as far as avsc is exact
 * @throws TypeError for an unknown event type, and for a payload that does not fit, naming the path and no value
 */
export function encodeEvent(
  type: string,
  payload: Payload,
  metadata: Metadata,
  catalogue: Catalogue = shippedCatalogue(),
): EncodedEvent {
  const variant = variantOf(type, metadata, catalogue);
  const writer = writerOf(variant);
  const event = { [variant.payloadName]: payload };
  writer.isValid(event, {
    errorHook: (path) => {
      throw new TypeError(`${path.join('.')} of ${type} does not fit the schema`);
    },
  });
  return { fields: attributesOf(type, metadata, variant, catalogue), body: writer.toBuffer(event) };
}

/** The metadata by name, in the order in which the reference writes it. */
function attributesOf(
  type: string,
  { id, source, time, minorversion, sourcehost, sourcelib }: Metadata,
  variant: Variant,
  catalogue: Catalogue,
): readonly (readonly [name: string, value: string])[] {
  return [
    ['type', type],
    ['id', id],
    ['source', source],
    ['time', formatMicros(time)],
    ['minorversion', String(minorversion ?? variant.minorversion)],
    ['sourcehost', sourcehost],
    ['sourcelib', sourcelib ?? catalogue.versions.at(-1) ?? ''],
  ];
}

/**
 * The event as one CloudEvents JSON object on one line, in structured mode: what parseCloudEvent reads.
 *
 * @throws TypeError for an unknown event type
 */
export function toCloudEventJson(
  type: string,
  payload: Payload,
  metadata: Metadata,
  catalogue: Catalogue = shippedCatalogue(),
): string {
  const variant = variantOf(type, metadata, catalogue);
  return JSON.stringify({
    specversion: '1.0',
    ...Object.fromEntries(attributesOf(type, metadata, variant, catalogue)),
    minorversion: metadata.minorversion ?? variant.minorversion,
    datacontenttype: 'application/json',
    data: { [variant.payloadName]: payload },
  });
}

/** The schema of the wanted version; the newest one for a version that is not shipped. */
function variantOf(type: string, { sourcelib }: Pick<Metadata, 'sourcelib'>, catalogue: Catalogue): Variant {
  const variants = catalogue.types.get(type)?.variants ?? [];
  const variant = variants.find(({ versions }) => versions.includes(sourcelib ?? '')) ?? variants.at(-1);
  if (variant === undefined) throw new TypeError(`openedx-events has no event type ${type} that travels on a bus`);
  return variant;
}

/**
 * The schema that {@link encodeEvent} writes an event with, as JSON text, spelled as the platform's own producers register it.
 *
 * @throws TypeError for an unknown event type
 */
export function schemaTextOf(
  type: string,
  metadata: Pick<Metadata, 'sourcelib'> = {},
  catalogue: Catalogue = shippedCatalogue(),
): string {
  return schemaText(variantOf(type, metadata, catalogue).schema);
}

const writers = new WeakMap<Variant, Type>();

function writerOf(variant: Variant): Type {
  const known = writers.get(variant);
  if (known !== undefined) return known;
  // Names are not written, and avsc refuses the hyphen that some event types have in theirs.
  const { namespace: _, ...schema } = variant.schema;
  const writer = avsc.Type.forSchema(schema as Schema, { wrapUnions: false });
  writers.set(variant, writer);
  return writer;
}
