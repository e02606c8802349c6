/** Reads events in the JSON format of CloudEvents (structured mode): a line of events.ndjson, or a request of the inbox. */
import { isObject, parseJson } from './json.ts';
import type { RawMessage } from './message.ts';

/** Where the message came from; see RawMessage. */
export type MessageOrigin = Pick<RawMessage, 'topic' | 'position'> & { readonly deliveries?: number };

const attributes = ['specversion', 'type', 'id', 'source', 'time', 'minorversion', 'sourcehost', 'sourcelib'] as const;

/**
 * Makes a message of one CloudEvents JSON object. A missing `sourcelib` stays missing: the reader takes it for the newest
 * version of openedx-events that it knows at that time, or a newer one.
 *
 * Bytes that are no such object, or have an attribute that is neither text nor a whole number, give a message without
 * fields whose body is all of the bytes: the reader refuses it, and nothing is lost when it is parked.
 */
export function parseCloudEvent(bytes: Buffer, { topic, position, deliveries = 1 }: MessageOrigin): RawMessage {
  const origin = { topic, position, deliveries, format: 'json' } as const;
  const event = parseJson(bytes);
  const values = isObject(event) ? attributeTexts(event) : undefined;
  if (!isObject(event) || values === undefined) return { ...origin, fields: [], body: bytes };

  const fields: Buffer[] = [];
  for (const [name, value] of values) fields.push(Buffer.from(name), Buffer.from(value));
  const body =
    event['data'] === undefined || event['data'] === null ? null : Buffer.from(JSON.stringify(event['data']));
  return { ...origin, fields, body };
}

/** The attributes that are there, as text; undefined when one of them can't be. */
function attributeTexts(event: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const name of attributes) {
    const value = event[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'string') texts.set(name, value);
    else if (typeof value === 'number' && Number.isSafeInteger(value)) texts.set(name, String(value));
    else return undefined;
  }
  return texts;
}
