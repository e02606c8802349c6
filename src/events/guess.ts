/**
 * What a body that could not be read seems to be, for people who look at it. Reading is strict: a body that fits the
 * schema of an event type to its last byte says something, whatever its metadata are. Never used to process anything.
 */
import type { Payload } from '../rules/event.ts';
import { eventTypesWithLearner, shippedCatalogue } from './catalogue.ts';
import { openFrame } from './confluent-frame.ts';
import { createDecoder } from './decoder.ts';
import type { Decoder } from './decoder.ts';
import type { MessageFormat } from './message.ts';
import { untoldWriter } from './versions.ts';

/** An event type that a body fits, and what it says then. */
export interface Guess {
  readonly type: string;
  readonly payload: Payload;
}

/** Longer bodies are not tried: no event is nearly so long. */
const longestBody = 1 << 20;

let decoders: ReadonlyMap<string, Decoder> | undefined;

/** Every event type about a learner whose schema, of any shipped version, the body fits. */
export function guessBody(format: MessageFormat, body: Buffer | null): Guess[] {
  if (body === null || body.length === 0 || body.length > longestBody) return [];
  // Whatever the registry said of it: what is in the frame is bare Avro.
  if (format === 'confluent') return guessBody('avro', openFrame(body)?.body ?? null);
  const { versions } = shippedCatalogue();
  decoders ??= new Map(eventTypesWithLearner().map((type) => [type, decoderOf(type)]));
  return [...decoders].flatMap(([type, decode]): Guess[] => {
    const decoding = decode(format, body, untoldWriter(versions));
    return decoding.ok ? [{ type, payload: decoding.payload }] : [];
  });
}

function decoderOf(type: string): Decoder {
  const { types, versions } = shippedCatalogue();
  const known = types.get(type);
  if (known === undefined) throw new Error(`the catalogue has lost ${type}`);
  return createDecoder(known, versions);
}
