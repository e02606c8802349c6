import type { RedisConnection, Reply } from './connection.ts';
import { groupPositions, startOfUnfinished } from './group-position.ts';

/** How long the platform keeps a stream unless its settings say otherwise. */
export const platformLength = 10_000;

/** As many in one go as are looked at to find where to cut; more than one batch of signals adds. */
const MOST_AT_ONCE = 1_000;

/**
 * Trims the stream towards a length, but nothing that any of its consumer groups has not been given and acknowledged, and
 * nothing at all while nobody has a group there. By MINID: what is written meanwhile changes nothing in what is cut.
 *
 * @param expected a group that is known to read the topic: before it is made, nothing is trimmed; null: none
 * @returns the group because of which the stream stays longer; null when none has that effect
 */
export async function trimFinished(
  connection: RedisConnection,
  topic: string,
  maxLength: number,
  expected: string | null,
): Promise<string | null> {
  const length = Number(await connection.send(['XLEN', topic]));
  const excess = Math.min(length - maxLength, MOST_AT_ONCE);
  if (excess <= 0) return null;
  const groups = await groupPositions(connection, topic);
  if (expected !== null && !groups.some(({ name }) => name === expected)) return expected;
  let keptFor: string | null = null;
  let cut = await idAt(connection, topic, excess);
  for (const group of groups) {
    // The last one that was handed out stays, too: MINID names the first to keep.
    const kept = (await startOfUnfinished(connection, topic, group)).replace('(', '');
    if (!isBefore(kept, cut)) continue;
    cut = kept;
    keptFor = group.name;
  }
  if (groups.length > 0) await connection.send(['XTRIM', topic, 'MINID', cut]);
  return keptFor;
}

/** The id of the entry that has so many before it. */
async function idAt(connection: RedisConnection, topic: string, before: number): Promise<string> {
  const entries = (await connection.send([
    'XRANGE',
    topic,
    '-',
    '+',
    'COUNT',
    String(before + 1),
  ])) as readonly (readonly [Buffer, ...Reply[]])[];
  return entries.at(-1)?.[0].toString('latin1') ?? '0-0';
}

/** Ids are two numbers of up to 64 bits: milliseconds, and which one within them. */
function isBefore(id: string, other: string): boolean {
  const [ms = 0n, number = 0n] = id.split('-').map(BigInt);
  const [otherMs = 0n, otherNumber = 0n] = other.split('-').map(BigInt);
  return ms === otherMs ? number < otherNumber : ms < otherMs;
}
