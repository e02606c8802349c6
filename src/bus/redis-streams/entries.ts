import type { RawMessage } from '../../events/message.ts';
import type { Reply } from './connection.ts';

const bodyField = Buffer.from('event_data');
const idField = Buffer.from('id');

/** `[id, [name, value, ...]]`; without fields when the entry was trimmed from the stream. */
type Entry = readonly [id: Buffer, fields: Buffer[] | null];

/**
 * Makes messages of the entries in a reply of XREADGROUP or XCLAIM, in order. Entries that are gone are left out; they
 * come as null from Redis 6.2 and not at all from Redis 7.
 *
 * @param deliveries how often the entry with this id has been handed out, this time included; 1 when absent
 */
export function readEntries(topic: string, entries: Reply, deliveries?: ReadonlyMap<string, number>): RawMessage[] {
  const messages: RawMessage[] = [];
  for (const entry of (entries ?? []) as readonly (Entry | null)[]) {
    if (entry === null || entry[1] === null) continue;
    const position = entry[0].toString('latin1');
    const { fields, body } = splitBody(entry[1]);
    messages.push({ topic, position, fields, body, format: 'avro', deliveries: deliveries?.get(position) ?? 1 });
  }
  return messages;
}

/** CloudEvents ids in a reply of XRANGE or XREVRANGE, in its order; entries without one are left out. */
export function eventIds(entries: Reply): string[] {
  return ((entries ?? []) as readonly Entry[]).flatMap(([, fields]) => {
    const name = (fields ?? []).findIndex((text, index) => index % 2 === 0 && text.equals(idField));
    return name < 0 ? [] : String(fields?.[name + 1]);
  });
}

/** Takes `event_data` out of the fields. What is not in pairs, or has no body, is left as it came: the reader judges it. */
function splitBody(fields: Buffer[]): { fields: Buffer[]; body: Buffer | null } {
  if (fields.length % 2 !== 0) return { fields, body: null };
  for (let name = fields.length - 2; name >= 0; name -= 2) {
    if (!fields[name]?.equals(bodyField)) continue;
    const body = fields[name + 1] ?? null;
    // Nearly always the last pair: cutting the end off makes no new array.
    if (name === fields.length - 2) fields.length -= 2;
    else fields.splice(name, 2);
    return { fields, body };
  }
  return { fields, body: null };
}
