/**
 * Makes an event of a message, or says why not: the message is of no interest (S2, S4) or can't be read (S3). Nothing is
 * made up on the way: an event without an id is not given one.
 */
import { CommandError } from '../errors.ts';
import type { Event } from '../rules/event.ts';
import { shippedCatalogue, type Catalogue } from './catalogue.ts';
import { createDecoder, type Decoder, type Decoding } from './decoder.ts';
import { createFramedDecoder, type FramedDecoder } from './framed-decoder.ts';
import { findHeaders, headerText, rememberLast, type Headers } from './headers.ts';
import { mostLevels, parseJson } from './json.ts';
import { learnerOf, type LearnerPath } from './learner.ts';
import type { MessageFormat, RawMessage } from './message.ts';
import type { Reading, UnreadableReason } from './reading.ts';
import { parseTime } from './time.ts';
import { createFindVersion, untoldWriter, type WriterVersion } from './versions.ts';
import { findEventTypeMistakes } from './vocabulary.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';

/** Reads one message. Never throws, and names nothing of the payload in its details. */
export type ReadMessage = (message: RawMessage) => Reading;

export interface ReaderOptions {
  /** The configured event types (S1). */
  readonly eventTypes: readonly string[];
  readonly catalogue?: Catalogue;
  /** Longer bodies are not read; default 1 MiB. The longest events are forum posts, of some kilobytes. */
  readonly maxBodyBytes?: number;
}

interface ConfiguredType {
  readonly type: string;
  readonly learnerPath: LearnerPath;
  readonly decode: Decoder;
  readonly decodeFramed: FramedDecoder;
}

interface Metadata {
  readonly id: string;
  readonly source: string;
  readonly time: number;
  readonly writer: WriterVersion;
}

type Unreadable = Extract<Reading, { kind: 'unreadable' }>;

/**
 * Prepares reading for the configured event types.
 *
 * @throws LaurelError SETTINGS_INVALID for event types that can't be processed (S1)
 */
export function createReader(options: ReaderOptions): ReadMessage {
  const { eventTypes, catalogue = shippedCatalogue(), maxBodyBytes = 1 << 20 } = options;
  const configured = compileTypes(eventTypes, catalogue);
  const findVersion = createFindVersion(catalogue.versions);
  const typeIn = rememberLast((text) => ({ text, type: text === undefined ? undefined : configured.get(text) }));
  const readMetadata = createReadMetadata(findVersion, untoldWriter(catalogue.versions));

  return (message) => {
    const headers = message.findHeaders?.() ?? findHeaders(message.fields);
    if (typeof headers === 'string') return unreadable('invalid_header', headers);
    if (headers.type === undefined) return withoutType(message);
    const { text, type } = typeIn(headers.type);
    if (type === undefined) return ofAnotherType(text);

    const metadata = readMetadata(headers, message.format);
    if ('kind' in metadata) return metadata;
    const { body } = message;
    if (body === null || body.length === 0) return unreadable('missing_body', told`the message has no payload`);
    if (body.length > maxBodyBytes) {
      return unreadable('body_too_large', told`${body.length} bytes; the maximum is ${maxBodyBytes}`);
    }
    const decoding = decode(type, message, body, metadata.writer);
    if (!decoding.ok) return unreadable(decoding.reason, decoding.detail);

    const { payload } = decoding;
    const learner = learnerOf(payload, type.learnerPath);
    if (learner === null) return { kind: 'ignored', reason: 'no_learner', type: type.type };
    const { id, source, time } = metadata;
    const event: Event = { type: type.type, id, source, time, payload, learner };
    return { kind: 'event', event };
  };
}

function decode(
  type: ConfiguredType,
  { format, schema = null }: RawMessage,
  body: Buffer,
  writer: WriterVersion,
): Decoding {
  return format === 'confluent' ? type.decodeFramed(body, schema) : type.decode(format, body, writer);
}

function compileTypes(eventTypes: readonly string[], catalogue: Catalogue): ReadonlyMap<string, ConfiguredType> {
  const mistakes = findEventTypeMistakes(eventTypes, catalogue);
  if (mistakes.length > 0) throw new CommandError('SETTINGS_INVALID', mistakes);
  const configured = new Map<string, ConfiguredType>();
  for (const type of eventTypes) {
    const known = catalogue.types.get(type);
    if (known === undefined || known.learnerPath === null) continue;
    const decode = createDecoder(known, catalogue.versions);
    configured.set(type, { type, learnerPath: known.learnerPath, decode, decodeFramed: createFramedDecoder(known) });
  }
  return configured;
}

function createReadMetadata(
  findVersion: (text: string) => WriterVersion | undefined,
  untold: WriterVersion,
): (headers: Headers, format: MessageFormat) => Metadata | Unreadable {
  const sourceIn = rememberLast((text) => text);
  const writerIn = rememberLast((text) => findVersion(text ?? ''));
  const isKnownSpec = rememberLast((text) => text === '1.0');
  return ({ id, source, time, sourcelib, specversion }, format) => {
    if (id === undefined) return missing('id');
    if (source === undefined) return missing('source');
    if (time === undefined) return missing('time');
    // JSON names its fields, and a registry has the writer's schema.
    if (sourcelib === undefined && format === 'avro') return missing('sourcelib');
    const idText = headerText(id);
    if (idText === undefined) return unreadable('invalid_header', told`id is not printable text`);
    const sourceText = sourceIn(source);
    if (sourceText === undefined) return unreadable('invalid_header', told`source is not printable text`);
    const writer = sourcelib === undefined ? untold : writerIn(sourcelib);
    if (writer === undefined) return unreadable('invalid_header', told`sourcelib is not a dotted version number`);
    if (specversion !== undefined && !isKnownSpec(specversion)) {
      return unreadable('invalid_header', told`specversion is not 1.0`);
    }
    const micros = parseTime(time);
    if (micros === undefined) {
      return unreadable(
        'invalid_time',
        told`time is not an ISO 8601 date and time with its zone, such as 2026-11-22T10:27:28.130449+00:00`,
      );
    }
    return { id: idText, source: sourceText, time: micros, writer };
  };
}

/** A message in JSON that is no CloudEvent has no fields, and its bytes are in the body (see cloudevents-json.ts). */
function withoutType({ format, body }: RawMessage): Unreadable {
  if (format === 'json' && body !== null && parseJson(body) === undefined) {
    return unreadable(
      'invalid_json',
      told`the message is not JSON in UTF-8, or nested more than ${mostLevels} levels deep`,
    );
  }
  return missing('type');
}

function ofAnotherType(type: string | undefined): Reading {
  // Every event type is one printable word; anything else was damaged on its way or is no event at all.
  if (type === undefined || !/^[\x21-\x7e]{1,255}$/.test(type)) {
    return unreadable('invalid_header', told`type is not an event type`);
  }
  return { kind: 'ignored', reason: 'type_not_configured', type };
}

function missing(name: string): Unreadable {
  return unreadable('missing_header', told`${name} is missing or empty`);
}

function unreadable(reason: UnreadableReason, detail: Told | string): Unreadable {
  return { kind: 'unreadable', reason, detail: String(detail) };
}
