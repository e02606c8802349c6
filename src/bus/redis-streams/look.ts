import { noEntry } from './entry-id.ts';
import type { Command, Reply } from './connection.ts';

/** A stream, and how far a group has read it, at one moment. */
export interface StreamLook {
  readonly length: number;
  /** The newest entry that was ever added. */
  readonly newestId: string;
  /** The oldest entry that is there; null when none is. */
  readonly oldestId: string | null;
  /** How many were ever added; null before Redis 7. */
  readonly added: number | null;
  /** The newest entry that was deleted by its id; null before Redis 7. */
  readonly deletedId: string | null;
  /** The newest entry that the group has read. */
  readonly readId: string;
  /** How many the group has read, as the server counts them; null when it doesn't know. */
  readonly counter: number | null;
}

/** The commands that {@link readLook} makes a look of. */
export function lookCommands({ topic }: { readonly topic: string }): Command[] {
  return [
    ['XINFO', 'STREAM', topic],
    ['XINFO', 'GROUPS', topic],
  ];
}

/** What XINFO STREAM says of a stream, by its names. */
export type StreamInfo = ReadonlyMap<string, Reply>;

/** Made once of an answer, for all that is asked of it: there is one with each read. */
export function readInfo(stream: Reply): StreamInfo {
  return toMap(stream as readonly Reply[]);
}

/** Null when there is no such group. */
export function readLook(stream: StreamInfo, groups: Reply, group: string): StreamLook | null {
  const own = (groups as readonly (readonly Reply[])[])
    .map(toMap)
    .find((candidate) => String(candidate.get('name')) === group);
  return own === undefined ? null : lookOf(stream, own);
}

/** How a stream is for a group that is not there, or is about to be made: nothing of it is read. */
export function readStream(stream: StreamInfo): StreamLook {
  return lookOf(stream, new Map());
}

/** Bytes of the newest entry that is there; undefined when there is none, or nothing is known of the stream. */
export function newestBytes(stream: StreamInfo | null): number | undefined {
  const newest = stream?.get('last-entry');
  if (newest === undefined || newest === null) return undefined;
  const [, fields] = newest as unknown as readonly [Buffer, readonly Buffer[]];
  return fields.reduce((sum, field) => sum + field.length, 0);
}

function lookOf(stream: StreamInfo, group: ReadonlyMap<string, Reply>): StreamLook {
  const [oldest = null] = (stream.get('first-entry') ?? []) as readonly Reply[];
  return {
    length: numberOf(stream.get('length')) ?? 0,
    newestId: textOf(stream.get('last-generated-id')) ?? noEntry,
    oldestId: textOf(oldest),
    added: numberOf(stream.get('entries-added')),
    deletedId: textOf(stream.get('max-deleted-entry-id')),
    readId: textOf(group.get('last-delivered-id')) ?? noEntry,
    counter: numberOf(group.get('entries-read')),
  };
}

function textOf(value: Reply | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function numberOf(value: Reply | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** Names and values take turns in the reply. */
export function toMap(reply: readonly Reply[]): Map<string, Reply> {
  const map = new Map<string, Reply>();
  for (let index = 0; index < reply.length; index += 2) map.set(String(reply[index]), reply[index + 1] ?? null);
  return map;
}
