/** The headers of a message of Kafka, under the names that messages have here. */

/** A header as it came: either part may be missing. */
export type KafkaHeader = readonly [name: Buffer | null, value: Buffer | null];

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

const here = new Map(translations.map(([, name]) => [name, Buffer.from(name)]));
const typeName = here.get('type') as Buffer;
const sourceName = here.get('source') as Buffer;
const timeName = here.get('time') as Buffer;

interface Translation {
  readonly there: Buffer;
  readonly here: Buffer;
}

/** By the length of the name, which tells most of them apart. */
const byLength: readonly (readonly Translation[] | undefined)[] = ((): Translation[][] => {
  const table: Translation[][] = [];
  for (const [there, name] of translations)
    (table[there.length] ??= []).push({ there: Buffer.from(there), here: here.get(name) as Buffer });
  return table;
})();

const longestName = Math.max(...[...here.keys()].map((name) => name.length));
const empty = Buffer.alloc(0);
const unknownSource = Buffer.from('unknown');

/** Which of the headers that can be done without were missing. */
export interface Defaults {
  source: boolean;
  time: boolean;
}

/**
 * Translates headers into alternating names and values, with nothing lost: what has another name keeps it, and what has a
 * name that only counts with its prefix on Kafka is marked as foreign.
 *
 * An event that does not say where it came from gets `unknown` for that, and one that does not say when it happened gets
 * the time of its message: the platform's own consumers also fill these in. Without a type it is no event, and nothing is added.
 *
 * @param sentAt of the message, in milliseconds
 * @param defaults is told what was filled in
 */
export function translateHeaders(headers: readonly KafkaHeader[], sentAt: number, defaults: Defaults): Buffer[] {
  const fields: Buffer[] = [];
  let hasType = false;
  let hasSource = false;
  let hasTime = false;
  for (let index = 0; index < headers.length; index++) {
    const [there, value] = headers[index] as KafkaHeader;
    const name = nameOf(there ?? empty);
    const present = value !== null && value.length > 0;
    if (name === typeName) hasType = true;
    else if (name === sourceName) hasSource ||= present;
    else if (name === timeName) hasTime ||= present;
    fields[index * 2] = name;
    fields[index * 2 + 1] = value ?? empty;
  }
  if (!hasType) return fields;
  if (!hasSource) {
    fields.push(sourceName, unknownSource);
    defaults.source = true;
  }
  if (!hasTime) {
    fields.push(timeName, Buffer.from(new Date(sentAt).toISOString()));
    defaults.time = true;
  }
  return fields;
}

function nameOf(there: Buffer): Buffer {
  const candidates = byLength[there.length];
  if (candidates !== undefined)
    for (const translation of candidates) if (equal(translation.there, there)) return translation.here;
  return there.length <= longestName && here.has(there.toString('latin1'))
    ? Buffer.from(`foreign:${there.toString('latin1')}`)
    : there;
}

function equal(a: Buffer, b: Buffer): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
