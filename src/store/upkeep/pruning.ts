import type { Database, Queryable, Transaction } from '../database/database.ts';
import { countUnnamedImages, removeUnnamedImages } from '../open-badges/images.ts';
import { listPartitions, mayMake } from './partitions.ts';

/**
 * What is removed when it is old. Nothing that progress and badges are made from is among it: registers with their evidence,
 * badges, learners and versions of templates stay, and so does what happened to templates; parked messages wait for somebody,
 * however long. Pictures go that nothing names.
 */
export const prunedKinds = ['history', 'audit', 'jobs', 'images'] as const;
export type PrunedKind = (typeof prunedKinds)[number];

/** What one step removed. */
export type Step =
  | { readonly kind: 'removed'; readonly count: number; readonly partition: string | null }
  /** There is nothing more of it that is old enough. */
  | { readonly kind: 'done' }
  /** Another process is pruning. */
  | { readonly kind: 'elsewhere' };

/** Any number will do, as long as all Laurel processes take the same. */
const PRUNE_LOCK = 76_982_119;
/** Pictures of one step; each may be some megabytes. */
const IMAGES_A_STEP = 100;
/** Rows of one step: a short transaction. */
const ROWS_A_STEP = 5_000;
/** So long a step may hold up others while it waits for a lock on the whole table; then the next pruning tries again. */
const LOCK_WAIT_MS = 2_000;

/** Rows of which the old ones go; `$1` is the moment before which they are old. */
interface Rows {
  readonly table: string;
  /** What rises with time; `id` unless told. */
  readonly order?: string;
  /** Which may go at all. */
  readonly among?: string;
  readonly old: string;
}

const historyRows = (table: string): Rows => ({ table, among: 'learner_id IS NOT NULL', old: 'recorded_at < $1' });

/** They go with the history: what came long ago explains no more why somebody has not a badge. */
const oldEvents: Rows = { table: 'event_on_record', order: 'recorded_at', old: 'recorded_at < $1' };

const oldRows: Readonly<Record<Exclude<PrunedKind, 'history' | 'images'>, readonly Rows[]>> = {
  audit: [{ table: 'audit', old: 'recorded_at < $1' }],
  jobs: [
    {
      table: 'sync_job',
      order: 'started_at',
      // The last one of an account says how its templates stand.
      among: `EXISTS (SELECT FROM sync_job AS newer WHERE newer.origin = sync_job.origin AND newer.account = sync_job.account
                      AND (newer.started_at, newer.id) > (sync_job.started_at, sync_job.id))`,
      old: 'finished_at < $1',
    },
    { table: 'retry_job', order: 'asked_at', old: 'finished_at < $1' },
    { table: 'maintenance_job', order: 'asked_at', old: 'finished_at < $1' },
    { table: 'bus_gap', among: 'acknowledged_at IS NOT NULL', old: 'acknowledged_at < $1' },
  ],
};

/** The moment so many days ago, by the clock of the database: one that is wrong on some machine removes nothing. */
export async function daysAgo(queryable: Queryable, days: number): Promise<Date> {
  const [row] = await queryable.query<{ then: Date }>(`SELECT now() - $1::integer * interval '1 day' AS "then"`, [
    days,
  ]);
  if (!row) throw new Error('SELECT returned no row');
  return row.then;
}

/** How much would be removed of a kind. Reads all of it that is old. */
export async function countOld(queryable: Queryable, kind: PrunedKind, before: Date): Promise<number> {
  if (kind === 'images') return countUnnamedImages(queryable, before);
  const counts = (kind === 'history' ? [historyRows('history'), oldEvents] : oldRows[kind]).map(
    ({ table, among = 'true', old }) => `SELECT count(*) AS count FROM ${table} WHERE ${old} AND ${among}`,
  );
  const [row] = await queryable.query<{ count: number }>(
    `SELECT sum(count)::bigint AS count FROM (${counts.join(' UNION ALL ')}) AS counted`,
    [before],
  );
  return row?.count ?? 0;
}

/** Removes one step's worth of what is older than a moment: a partition as a whole where one is, otherwise some rows. */
export async function pruneStep(database: Database, kind: PrunedKind, before: Date): Promise<Step> {
  return database.transaction(async (transaction) => {
    if (!(await isAlone(transaction, kind))) return { kind: 'elsewhere' };
    switch (kind) {
      case 'history':
        return pruneHistory(transaction, before);
      case 'images': {
        const count = await removeUnnamedImages(transaction, before, IMAGES_A_STEP);
        return count === 0 ? { kind: 'done' } : { kind: 'removed', count, partition: null };
      }
      default:
        return pruneRows(transaction, oldRows[kind], before);
    }
  });
}

/** Each kind has a lock of its own: whoever finds one taken leaves that kind to the other, who goes on with it. */
async function isAlone(transaction: Transaction, kind: PrunedKind): Promise<boolean> {
  const [lock] = await transaction.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1::integer, $2::integer) AS taken',
    [PRUNE_LOCK, prunedKinds.indexOf(kind)],
  );
  return lock?.taken === true;
}

async function pruneHistory(transaction: Transaction, before: Date): Promise<Step> {
  const partitions = await listPartitions(transaction);
  const [oldest] = partitions;
  if (oldest?.until && oldest.until <= before && (await mayMake(transaction)))
    return dropPartition(transaction, oldest.name);
  // No other partition begins before that moment.
  const partly = partitions.findIndex(({ until }) => until === null || until > before);
  const rest = partitions.filter(({ until }, place) => place <= partly || until === null);
  return pruneRows(transaction, [...rest.map(({ name }) => historyRows(name)), oldEvents], before);
}

/**
 * What happened to templates moves to the rest: there is little of it, and it is never too old. How many lines go is told as
 * PostgreSQL has counted them last, where it has: to count a month takes longer than to drop it.
 */
async function dropPartition(transaction: Transaction, name: string): Promise<Step> {
  const [row] = await transaction.query<{ count: number }>(
    `SELECT CASE WHEN reltuples >= 0 THEN reltuples::bigint ELSE (SELECT count(*) FROM ${name} WHERE learner_id IS NOT NULL) END
       AS count
     FROM pg_class WHERE oid = '${name}'::regclass`,
  );
  await transaction.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
  await transaction.script(
    `ALTER TABLE history DETACH PARTITION ${name};
     INSERT INTO history SELECT * FROM ${name} WHERE learner_id IS NULL;
     DROP TABLE ${name};`,
  );
  return { kind: 'removed', count: row?.count ?? 0, partition: name };
}

async function pruneRows(transaction: Transaction, all: readonly Rows[], before: Date): Promise<Step> {
  for (const rows of all) {
    const count = await removeRows(transaction, rows, before);
    if (count > 0) return { kind: 'removed', count, partition: null };
  }
  return { kind: 'done' };
}

/**
 * Looks at the oldest rows only, by their ids, which rise with time: where the first of them are young, nothing is read of what
 * comes after. Events on record are written anew when newer ones come, and are looked through for the oldest.
 */
async function removeRows(
  transaction: Transaction,
  { table, order = 'id', among = 'true', old }: Rows,
  before: Date,
): Promise<number> {
  const [row] = await transaction.query<{ count: number }>(
    `WITH oldest AS MATERIALIZED (
            SELECT ctid AS oldest_row, * FROM ${table} WHERE ${among} ORDER BY ${order} LIMIT ${ROWS_A_STEP}),
          gone AS (DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT oldest_row FROM oldest WHERE ${old})) RETURNING 1)
     SELECT count(*) AS count FROM gone`,
    [before],
  );
  return row?.count ?? 0;
}

/** When a kind was last pruned. */
export interface Pruning {
  readonly kind: PrunedKind;
  readonly prunedAt: Date;
  /** It is complete from then on; null: nothing was ever removed. */
  readonly keptFrom: Date | null;
  readonly removed: number;
}

/** Notes that a kind was pruned up to a moment. */
export async function notePruning(
  queryable: Queryable,
  kind: PrunedKind,
  before: Date | null,
  removed: number,
): Promise<void> {
  await queryable.query(
    `INSERT INTO pruning (kind, kept_from, removed) VALUES ($1, CASE WHEN $3::bigint > 0 THEN $2::timestamptz END, $3)
     ON CONFLICT (kind) DO UPDATE
     SET pruned_at = now(), removed = excluded.removed, kept_from = greatest(pruning.kept_from, excluded.kept_from)`,
    [kind, before, removed],
  );
}

export async function listPrunings(queryable: Queryable): Promise<Pruning[]> {
  return queryable.query<Pruning>(
    'SELECT kind, pruned_at AS "prunedAt", kept_from AS "keptFrom", removed FROM pruning ORDER BY kind',
  );
}

/** From when on what happened to learners is still kept; null: all of it is. */
export async function historyKeptFrom(queryable: Queryable): Promise<Date | null> {
  const [row] = await queryable.query<{ keptFrom: Date | null }>(
    `SELECT kept_from AS "keptFrom" FROM pruning WHERE kind = 'history'`,
  );
  return row?.keptFrom ?? null;
}

/** Whether the daily pruning is due, by the clock of the database. */
export async function isPruningDue(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.query<{ due: boolean }>(
    `SELECT coalesce(min(pruned_at) < now() - interval '1 day', true) AS due FROM pruning`,
  );
  return row?.due ?? true;
}

/** How large the largest tables are, indexes included; partitions count as one. */
export async function largestTables(queryable: Queryable, limit: number): Promise<{ name: string; bytes: number }[]> {
  return queryable.query<{ name: string; bytes: number }>(
    `SELECT coalesce(parent.relname, part.relname) AS name, sum(pg_total_relation_size(part.oid))::bigint AS bytes
     FROM pg_class AS part
     LEFT JOIN pg_inherits ON inhrelid = part.oid LEFT JOIN pg_class AS parent ON parent.oid = inhparent
     WHERE part.relkind = 'r' AND part.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'history'::regclass)
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $1`,
    [limit],
  );
}
