import type { Queryable, Transaction } from '../database/database.ts';

/** A month of the history, or everything before the first one that has a partition of its own. */
export interface Partition {
  readonly name: string;
  /** The beginning of what it no longer holds; null: the rest, which has no bounds. */
  readonly until: Date | null;
}

/** So many months after this one have their partitions already: as long nobody may look after a site. */
const MONTHS_AHEAD = 3;

const bound = String.raw`(regexp_match(pg_get_expr(part.relpartbound, part.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz`;

/** The partitions of the history, oldest first; the rest comes last. */
export async function listPartitions(queryable: Queryable): Promise<Partition[]> {
  return queryable.query<Partition>(
    `SELECT part.relname AS name, ${bound} AS until
     FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
     WHERE inhparent = 'history'::regclass ORDER BY until NULLS LAST`,
  );
}

/**
 * Makes the partitions of the months to come, as far as they are missing. What has already fallen into the rest, because
 * nobody made them in time, moves to its month.
 *
 * @returns the names of the new ones; null when one is missing and this user of the database may make none
 */
export async function makePartitionsAhead(transaction: Transaction): Promise<string[] | null> {
  const missing = await missingMonths(transaction);
  if (missing.length === 0) return [];
  if (!(await mayMake(transaction))) return null;
  const made: string[] = [];
  for (const { name, from, until } of missing) {
    await transaction.script(
      `CREATE TABLE ${name} (LIKE history INCLUDING DEFAULTS);
       ALTER TABLE ${name} ADD PRIMARY KEY (id);
       WITH moved AS (DELETE FROM history_rest WHERE recorded_at >= '${from}' AND recorded_at < '${until}' RETURNING *)
       INSERT INTO ${name} SELECT * FROM moved;
       ALTER TABLE history ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${until}');`,
    );
    made.push(name);
  }
  return made;
}

/** Whether every month up to the last one that should have a partition has it. */
export async function hasPartitionsAhead(queryable: Queryable): Promise<boolean> {
  return (await missingMonths(queryable)).length === 0;
}

interface Month {
  readonly name: string;
  /** As PostgreSQL reads it. */
  readonly from: string;
  readonly until: string;
}

/** Months are those of UTC, whatever the session's time zone is. */
async function missingMonths(queryable: Queryable): Promise<Month[]> {
  return queryable.query<Month>(
    `SELECT 'history_' || to_char(month, 'YYYY_MM') AS name, to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00' AS "from",
            to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00' AS until
     FROM generate_series(date_trunc('month', now() AT TIME ZONE 'UTC'),
                          date_trunc('month', now() AT TIME ZONE 'UTC') + $1::integer * interval '1 month',
                          interval '1 month') AS month
     WHERE month AT TIME ZONE 'UTC' >= coalesce(
       (SELECT max(${bound}) FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
        WHERE inhparent = 'history'::regclass), '-infinity')
     ORDER BY month`,
    [MONTHS_AHEAD],
  );
}

/** Whether this user of the database may change the history's table and make new ones. */
export async function mayMake(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.query<{ may: boolean }>(
    `SELECT pg_has_role(relowner, 'USAGE') AND has_schema_privilege(relnamespace, 'CREATE') AS may
     FROM pg_class WHERE oid = 'history'::regclass`,
  );
  return row?.may ?? false;
}
