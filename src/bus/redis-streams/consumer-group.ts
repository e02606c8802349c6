import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { RedisSettings } from '../../settings/redis.ts';
import type { RedisConnection, Reply } from './connection.ts';
import { refusalCode } from './failures.ts';
import { toMap } from './look.ts';

/** One topic as one consumer group reads it, and who this process is in that group. */
export interface Membership {
  /** Full topic name: the key of the stream. */
  readonly topic: string;
  readonly group: string;
  readonly consumer: string;
}

const namePrefix = 'laurel-';
const forgottenAfterMs = 3_600_000;
const batch = 1_000;

/** The consumer group of a full topic name. Ours alone: sharing one with another service would take its messages away. */
export function groupOf({ group }: Pick<RedisSettings, 'group'>, topic: string): string {
  return group ?? `badges.${topic}`;
}

/** A consumer name that no other process has or ever had, so that nobody takes over another's pending messages by name. */
export function newConsumerName(): string {
  return `${namePrefix}${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`;
}

/**
 * Makes the group when it is not there, at the beginning of the stream: what was published before counts too. An
 * existing group keeps its position, whatever it is.
 *
 * @returns true when the group was made
 */
export async function ensureGroup(connection: RedisConnection, { topic, group }: Membership): Promise<boolean> {
  try {
    await connection.send(['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']);
    return true;
  } catch (error) {
    if (refusalCode(error) === 'BUSYGROUP') return false;
    throw error;
  }
}

/** Deleting a consumer deletes its pending list: the check and the deletion must be one step. */
const deleteWithoutPending = `
if #redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2]) > 0 then return 0 end
redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
return 1`;

async function deleteConsumer(connection: RedisConnection, { topic, group }: Membership, name: string): Promise<void> {
  await connection.send(['EVAL', deleteWithoutPending, '1', topic, group, name]);
}

/** Deletes consumers of ours that have nothing pending and were silent for an hour: processes that are no more. */
export async function tidyConsumers(
  connection: RedisConnection,
  membership: Membership,
  silentMs = forgottenAfterMs,
): Promise<void> {
  const rows = (await connection.send(['XINFO', 'CONSUMERS', membership.topic, membership.group])) as Reply[][];
  for (const row of rows) {
    const about = toMap(row);
    const name = String(about.get('name'));
    if (!name.startsWith(namePrefix) || name === membership.consumer) continue;
    if (Number(about.get('pending')) > 0 || Number(about.get('idle')) < silentMs) continue;
    await deleteConsumer(connection, membership, name);
  }
}

/**
 * Leaves the group: what is still pending here is marked as idle for `idleMs`, so that another consumer, or the next
 * start, takes it over at its next look; with nothing pending, the consumer is deleted.
 */
export async function leaveGroup(connection: RedisConnection, membership: Membership, idleMs: number): Promise<void> {
  const { topic, group, consumer } = membership;
  let start = '-';
  for (;;) {
    const rows = (await connection.send(['XPENDING', topic, group, start, '+', String(batch), consumer])) as (readonly [
      id: Buffer,
      ...Reply[],
    ])[];
    if (rows.length === 0) break;
    const ids = rows.map(([id]) => id.toString('latin1'));
    // JUSTID leaves the delivery counts as they are.
    await connection.send(['XCLAIM', topic, group, consumer, '0', ...ids, 'IDLE', String(idleMs), 'JUSTID']);
    if (rows.length < batch) break;
    start = `(${ids.at(-1)}`;
  }
  await deleteConsumer(connection, membership, consumer);
}
