import type { IncomingHttpHeaders } from 'node:http';
import { parseCloudEvent } from '../../events/cloudevents-json.ts';
import { findHeaders, headerText } from '../../events/headers.ts';
import { mostLevels, notJson, parseJson } from '../../events/json.ts';
import { parseTime } from '../../events/time.ts';
import type { InboxMessage } from '../../store/engine/inbox.ts';
import { Problem } from './problem.ts';

const attributes = ['type', 'id', 'source', 'time', 'minorversion', 'sourcehost', 'sourcelib'] as const;
const required = ['type', 'id', 'source', 'time'] as const;
/** Told of one request: whoever sends more of them has one cause for all. */
const mostMistakes = 100;
const nowhere = { topic: '', position: '' };

/**
 * Reads a request of the CloudEvents HTTP binding 1.0 in any of its modes: binary (`ce-` headers; JSON or Avro data),
 * structured, or batched. Judges the envelope; whether the data fit their schema is the reader's to say, later.
 *
 * @throws Problem 400 with every mistake, 415 for another content type
 */
export function readRequest(headers: IncomingHttpHeaders, body: Buffer): InboxMessage[] {
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  switch (mediaType) {
    case 'application/cloudevents+json':
      return checked([body], readStructured);
    case 'application/cloudevents-batch+json':
      return checked(splitBatch(body), (event) => readStructured(Buffer.from(JSON.stringify(event))));
    case 'application/json':
      return checked([body], () => readBinaryJson(headers, body));
    case 'application/avro':
      return checked([body], () => readBinaryAvro(headers, body));
    default:
      throw new Problem(
        415,
        'The content type must be application/cloudevents+json, application/cloudevents-batch+json, or, with ce- headers, application/json or application/avro.',
      );
  }
}

/** A message, or what is wrong with it. */
type Reading = InboxMessage | string;

function readStructured(bytes: Buffer): Reading {
  const message = parseCloudEvent(bytes, nowhere);
  // The bytes themselves are the body of what is no CloudEvent; an object without any attribute has its data there.
  if (message.body === bytes)
    return `not a JSON object in UTF-8 of at most ${mostLevels} levels whose CloudEvents attributes are texts or whole numbers`;
  return envelopeMistake(message) ?? message;
}

function splitBatch(bytes: Buffer): unknown[] {
  const events = parseJson(bytes);
  if (Array.isArray(events)) return events;
  throw new Problem(400, events === undefined ? `The batch is ${notJson}.` : 'The batch is not a JSON array.');
}

function readBinaryJson(headers: IncomingHttpHeaders, body: Buffer): Reading {
  const data = parseJson(body);
  if (data === undefined) return `the body is ${notJson}`;
  const texts = headerTexts(headers);
  if (typeof texts === 'string') return texts;
  return readStructured(Buffer.from(JSON.stringify({ ...texts, data })));
}

function readBinaryAvro(headers: IncomingHttpHeaders, body: Buffer): Reading {
  const texts = headerTexts(headers);
  if (typeof texts === 'string') return texts;
  const fields: Buffer[] = [];
  for (const [name, value] of Object.entries(texts)) fields.push(Buffer.from(name), Buffer.from(value));
  const message: InboxMessage = { format: 'avro', fields, body: body.length === 0 ? null : body };
  return envelopeMistake(message) ?? message;
}

/** The `ce-` headers that count, decoded; or what is wrong with one. */
function headerTexts(headers: IncomingHttpHeaders): Record<string, string> | string {
  const texts: Record<string, string> = {};
  for (const name of ['specversion', ...attributes]) {
    const value = headers[`ce-${name}`];
    if (value === undefined) continue;
    try {
      texts[name] = decodeHeader(String(value));
    } catch {
      return `ce-${name} is not percent-encoded UTF-8`;
    }
  }
  return texts;
}

/** Values may be quoted as in RFC 9110, and are percent-encoded where they are not plain ASCII (HTTP binding, 3.1.3.2). */
function decodeHeader(value: string): string {
  const unquoted = /^".*"$/.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
  return decodeURIComponent(unquoted);
}

function envelopeMistake({ fields, body }: InboxMessage): string | undefined {
  const headers = findHeaders(fields);
  if (typeof headers === 'string') return headers;
  if (headers.specversion === undefined) return 'specversion is missing';
  if (headers.specversion.toString() !== '1.0') return 'specversion must be 1.0';
  const missing = required.filter((name) => headers[name] === undefined);
  if (missing.length > 0) return `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
  const unclean = required.find((name) => headers[name] && headerText(headers[name]) === undefined);
  if (unclean !== undefined) return `${unclean} is too long or holds control characters`;
  if (headers.time && parseTime(headers.time) === undefined)
    return 'time must be a date and time with its zone, such as 2026-11-22T10:27:28.130449+00:00';
  return body === null ? 'data is missing' : undefined;
}

/**
 * All or nothing: one malformed event refuses the request, and every malformed one is named by its place; after the first
 * hundred of them the rest is not read.
 */
function checked<Item>(items: readonly Item[], read: (item: Item) => Reading): InboxMessage[] {
  const messages: InboxMessage[] = [];
  const mistakes: string[] = [];
  for (const [index, item] of items.entries()) {
    const reading = read(item);
    if (typeof reading !== 'string') messages.push(reading);
    else mistakes.push(items.length === 1 ? reading : `event ${index}: ${reading}`);
    if (mistakes.length === mostMistakes) break;
  }
  if (mistakes.length === 0) return messages;
  const many = mistakes.length === mostMistakes ? `at least ${mostMistakes}` : mistakes.length;
  throw new Problem(400, `Nothing was taken: ${many} of ${items.length} events can't be read.`, { mistakes });
}
