import type { RedisConnection, Reply } from './connection.ts';
import { toMap } from './look.ts';

/** Where a consumer group of a stream stands, as the server itself tells it. */
export interface GroupPosition {
  readonly name: string;
  readonly consumers: number;
  /** Entries handed out and not acknowledged. */
  readonly pending: number;
  /** Entries after this one were never handed out. */
  readonly lastDelivered: string;
  /** What the server takes for the number of those; null when it can't tell. Redis 7.0 counts what was trimmed, too. */
  readonly claimedLag: number | null;
}

/** All groups of a stream that exists. */
export async function groupPositions(connection: RedisConnection, topic: string): Promise<GroupPosition[]> {
  const rows = (await connection.send(['XINFO', 'GROUPS', topic])) as readonly (readonly Reply[])[];
  return rows.map((row) => {
    const told = toMap(row);
    const lag = told.get('lag');
    return {
      name: String(told.get('name')),
      consumers: Number(told.get('consumers')),
      pending: Number(told.get('pending')),
      lastDelivered: String(told.get('last-delivered-id')),
      claimedLag: typeof lag === 'number' ? lag : null,
    };
  });
}

/**
 * The oldest entry that the group has not finished, as the beginning of a range for XRANGE: the first one that is pending,
 * else what follows the last one that was handed out.
 */
export async function startOfUnfinished(
  connection: RedisConnection,
  topic: string,
  { name, pending, lastDelivered }: Pick<GroupPosition, 'name' | 'pending' | 'lastDelivered'>,
): Promise<string> {
  const oldest = pending === 0 ? null : ((await connection.send(['XPENDING', topic, name])) as readonly Reply[])[1];
  return oldest ? String(oldest) : `(${lastDelivered}`;
}

/** How many entries there are from the beginning of a range to its end, or that of the stream; `limit` when there are more. */
export async function countFrom(
  connection: RedisConnection,
  topic: string,
  start: string,
  limit: number,
  end = '+',
): Promise<number> {
  let count = 0;
  for (let from = start; count < limit;) {
    const size = Math.min(PAGE, limit - count);
    const [ids = []] = await idsOf(connection, [['XRANGE', topic, from, end, 'COUNT', String(size)]]);
    count += ids.length;
    if (ids.length < size) break;
    from = `(${ids.at(-1)}`;
  }
  return count;
}

/** Entries come with their bodies, the only way in which a server tells of them: a page at a time keeps that small. */
const PAGE = 500;
const MOST_PAGES = 40;

/**
 * How many entries of the stream the group has not been given: those that are there, however many were trimmed before.
 * It counts from both ends of what it looks for, so that it costs the shorter of the two. In a stream that is longer than
 * both counts together may be (40,000 entries), it is the server's own figure, held to what the counts leave possible.
 *
 * @param length of the stream
 */
export async function countUnread(
  connection: RedisConnection,
  topic: string,
  { lastDelivered, claimedLag }: Pick<GroupPosition, 'lastDelivered' | 'claimedLag'>,
  length: number,
): Promise<number> {
  let [unread, read] = [0, 0];
  let [unreadFrom, readTo] = [`(${lastDelivered}`, lastDelivered];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const [ahead = [], behind = []] = await idsOf(connection, [
      ['XRANGE', topic, unreadFrom, '+', 'COUNT', String(PAGE)],
      ['XREVRANGE', topic, readTo, '-', 'COUNT', String(PAGE)],
    ]);
    unread += ahead.length;
    if (ahead.length < PAGE) return unread;
    read += behind.length;
    if (behind.length < PAGE) return Math.max(unread, length - read);
    [unreadFrom, readTo] = [`(${ahead.at(-1)}`, `(${behind.at(-1)}`];
  }
  const most = Math.max(unread, length - read);
  return Math.min(most, Math.max(unread, claimedLag ?? most));
}

async function idsOf(
  connection: RedisConnection,
  commands: readonly (readonly string[])[],
): Promise<readonly (readonly string[])[]> {
  const results = await connection.sendAll(commands);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return (result.value as readonly (readonly [Buffer, ...Reply[]])[]).map(([id]) => id.toString('latin1'));
  });
}
