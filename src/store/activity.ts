import type { Database, Queryable } from './database.ts';
import { rowSet } from './rows.ts';

/** What is counted for the charts. */
export const activityMetrics = [
  'events_applied',
  'events_no_effect',
  'events_ignored',
  'events_parked',
  'awarded',
  'revoked',
  'withheld',
  'delivered',
  'delivery_failed',
] as const;
export type ActivityMetric = (typeof activityMetrics)[number];

/** How often something happened in one minute. */
export interface ActivityCount {
  /** The beginning of the minute, in milliseconds since 1970. */
  readonly minute: number;
  readonly metric: ActivityMetric;
  readonly count: number;
}

const countRows = rowSet({ minute: 'micros', metric: 'text', count: 'bigint' });

/**
 * Adds counts to those of all processes. When the answer to the commit gets lost, the caller adds them again: charts may
 * then show some seconds twice, and nothing else is made of these figures.
 */
export async function addActivity(database: Database, counts: readonly ActivityCount[]): Promise<void> {
  const rows = counts.map(({ minute, ...row }) => ({ ...row, minute: minute * 1_000 }));
  const events = counts.filter(({ metric }) => metric.startsWith('events_'));
  await database.transaction(async (transaction) => {
    // In order, so that processes wait for each other and never in a circle.
    await transaction.query(
      `INSERT INTO activity (minute, metric, count)
       SELECT minute, metric, count FROM ${countRows.inParameter} AS row ORDER BY minute, metric
       ON CONFLICT (minute, metric) DO UPDATE SET count = activity.count + excluded.count`,
      [countRows.toParameter(rows)],
    );
    if (events.length > 0)
      await transaction.query(
        `INSERT INTO milestone (name, reached_at) VALUES ('first_event', $1) ON CONFLICT (name) DO NOTHING`,
        [new Date(Math.min(...events.map(({ minute }) => minute)))],
      );
  });
}

/** Forgets what happened before a moment. */
export async function removeActivityBefore(queryable: Queryable, moment: Date): Promise<void> {
  await queryable.query('DELETE FROM activity WHERE minute < $1', [moment]);
}

/** What happened in one step of a series. */
export interface ActivityPoint {
  /** The beginning of the step, in milliseconds since 1970. */
  readonly at: number;
  readonly metric: ActivityMetric;
  readonly count: number;
}

/**
 * What has happened since a moment, in steps that begin at whole multiples of their length.
 *
 * @param stepSeconds a whole number of minutes
 */
export async function loadActivity(queryable: Queryable, since: Date, stepSeconds: number): Promise<ActivityPoint[]> {
  const rows = await queryable.query<ActivityPoint>(
    `SELECT (floor(extract(epoch FROM minute) / $2::integer) * $2::integer * 1000)::bigint AS at, metric,
            sum(count)::bigint AS count
     FROM activity WHERE minute >= $1 GROUP BY 1, 2 ORDER BY 1, 2`,
    [since, stepSeconds],
  );
  return rows;
}

/** When the first event of all was processed; null when none was. */
export async function firstEventAt(queryable: Queryable): Promise<Date | null> {
  const [row] = await queryable.query<{ at: Date }>(
    `SELECT reached_at AS at FROM milestone WHERE name = 'first_event'`,
  );
  return row?.at ?? null;
}
