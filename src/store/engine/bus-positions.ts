import type { Database, Queryable, Transaction } from '../database/database.ts';

/** A consumer group's topic and name. */
export interface GroupName {
  readonly topic: string;
  readonly group: string;
}

/** How far a consumer group was seen to have read its topic, and how the topic was then. */
export interface BusPosition {
  /** False while the group is about to be made: nothing is promised before. */
  readonly joined: boolean;
  /** The newest entry that the group had read. */
  readonly readId: string;
  /** The how-manieth it was of all that were ever added; null when that is not known. */
  readonly ordinal: number | null;
  /** What the server counted as read then; null when it did not say. */
  readonly counter: number | null;
  /** How many entries were ever added to the topic; null before Redis 7. */
  readonly added: number | null;
  readonly newestId: string;
  /** The oldest entry that was there, or where the next one would have been. */
  readonly oldestId: string;
  /** What was lost up to here is told. */
  readonly lostTo: string;
  /** How many that were. */
  readonly told: number;
  /** Counts how often the topic was gone and came back: another one, under the same name. */
  readonly life: number;
}

const columns = `joined, read_id AS "readId", ordinal, counter, added, newest_id AS "newestId", oldest_id AS "oldestId",
  lost_to AS "lostTo", told, life`;

/** How far all groups were seen to have read. */
export function loadBusPositions(queryable: Queryable): Promise<(GroupName & BusPosition)[]> {
  return queryable.query(`SELECT topic, group_name AS "group", ${columns} FROM bus_position`);
}

export async function loadBusPosition(
  queryable: Queryable,
  { topic, group }: GroupName,
  { lock = false } = {},
): Promise<BusPosition | null> {
  const [row] = await queryable.query<BusPosition>(
    `SELECT ${columns} FROM bus_position WHERE topic = $1 AND group_name = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [topic, group],
  );
  return row ?? null;
}

/** Stores where a group begins, unless another process has done so: then that one's holds. */
export async function beginBusPosition(
  database: Database,
  name: GroupName,
  position: BusPosition,
): Promise<BusPosition> {
  await database.query(
    `INSERT INTO bus_position (topic, group_name, joined, read_id, ordinal, counter, newest_id, oldest_id, lost_to,
                               told, life, added)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (topic, group_name) DO NOTHING`,
    parameters(name, position),
  );
  return (await loadBusPosition(database, name)) ?? position;
}

export async function storeBusPosition(
  transaction: Transaction,
  name: GroupName,
  position: BusPosition,
): Promise<void> {
  await transaction.query(
    `UPDATE bus_position SET joined = $3, read_id = $4, ordinal = $5, counter = $6, newest_id = $7, oldest_id = $8,
            lost_to = $9, told = $10, life = $11, added = $12, seen_at = now()
     WHERE topic = $1 AND group_name = $2`,
    parameters(name, position),
  );
}

function parameters({ topic, group }: GroupName, position: BusPosition): unknown[] {
  const { joined, readId, ordinal, counter, newestId, oldestId, lostTo, told, life, added } = position;
  return [topic, group, joined, readId, ordinal, counter, newestId, oldestId, lostTo, told, life, added];
}
