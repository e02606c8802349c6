/**
 * What is known of openedx-events: every event type of the shipped versions with its schemas, where its learner is, and
 * which of its values a rule can name. The data is made by scripts/generate-catalogue.ts.
 */
import { readFileSync } from 'node:fs';
import { keyPathsOf } from './key-paths.ts';
import { findLearnerPath, type LearnerPath } from './learner.ts';
import { shapeOf, type AvroRecord, type RecordShape } from './shape.ts';
import type { KeyPath } from '../rules/value-type.ts';

export interface Catalogue {
  /** Versions of the library that are shipped, oldest first. */
  readonly versions: readonly string[];
  /** Every event type that any shipped version knows, sorted by type. */
  readonly types: ReadonlyMap<string, EventType>;
}

export interface EventType {
  readonly type: string;
  /** The distinct schemas, ordered by the newest version of each; empty when the library can't put the event on a bus. */
  readonly variants: readonly Variant[];
  /** Where the learner is, by the newest schema; null when the event has none (S4). */
  readonly learnerPath: LearnerPath | null;
  /** What rules can name, of all versions; where they differ the newest one gives the type (S7). */
  readonly keyPaths: readonly KeyPath[];
}

/** One schema of an event type and the shipped versions that write it. */
export interface Variant {
  /** Oldest first, at least one. */
  readonly versions: readonly string[];
  readonly minorversion: number;
  readonly schema: AvroRecord;
  /** The init_data name: the one field of the CloudEvent record, which holds the payload. */
  readonly payloadName: string;
  readonly payload: RecordShape;
}

/** The form of catalogue/openedx-events.json. */
export interface CatalogueFile {
  readonly versions: readonly string[];
  readonly types: Readonly<Record<string, readonly CatalogueEntry[]>>;
}

interface CatalogueEntry {
  readonly versions: readonly string[];
  readonly minorversion: number;
  readonly schema: AvroRecord | null;
}

/** Makes a catalogue of its file form. Throws for a schema of a form that the library does not write. */
export function createCatalogue(file: CatalogueFile): Catalogue {
  const types = Object.keys(file.types)
    .toSorted()
    .map((type) => [type, describe(type, file.types[type] ?? [], file.versions)] as const);
  return { versions: file.versions, types: new Map(types) };
}

let shipped: Catalogue | undefined;

/** The catalogue that comes with Laurel; read at the first call. */
export function shippedCatalogue(): Catalogue {
  shipped ??= createCatalogue(
    JSON.parse(readFileSync(new URL('./catalogue/openedx-events.json', import.meta.url), 'utf8')) as CatalogueFile,
  );
  return shipped;
}

/** Event types that can be configured (S1): those with a learner that the newest shipped version still has; sorted. */
export function eventTypesWithLearner(catalogue: Catalogue = shippedCatalogue()): readonly string[] {
  const newest = catalogue.versions.at(-1) ?? '';
  return [...catalogue.types.values()]
    .filter(({ learnerPath, variants }) => learnerPath !== null && variants.at(-1)?.versions.includes(newest))
    .map(({ type }) => type);
}

function describe(type: string, entries: readonly CatalogueEntry[], shippedVersions: readonly string[]): EventType {
  const age = ({ versions }: CatalogueEntry): number => shippedVersions.indexOf(versions.at(-1) ?? '');
  const variants = entries
    .toSorted((left, right) => age(left) - age(right))
    .flatMap(({ versions, minorversion, schema }) =>
      schema === null ? [] : [{ versions, minorversion, schema, ...payloadOf(schema) }],
    );
  const newest = variants.at(-1);
  return {
    type,
    variants,
    learnerPath: newest === undefined ? null : findLearnerPath(newest.payload),
    keyPaths: keyPathsOf(variants.map(({ payload }) => payload).toReversed()),
  };
}

function payloadOf(schema: AvroRecord): Pick<Variant, 'payloadName' | 'payload'> {
  const event = shapeOf(schema);
  const [field, ...more] = event.kind === 'record' ? event.fields : [];
  if (field?.shape.kind !== 'record' || more.length > 0) {
    throw new TypeError(`${schema.namespace ?? schema.name} does not hold exactly one payload record`);
  }
  return { payloadName: field.name, payload: field.shape };
}
