import type { Database, Queryable } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

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

/** Charts go back no further. */
const KEPT_HOURS = 14 * 24;

/** What is older than so many hours is kept in steps of so many minutes: no chart shows it in finer ones. */
const coarser = [
  { hours: 4, minutes: 10 },
  { hours: 25, minutes: 60 },
] as const;

/** Any number will do, as long as all Laurel processes take the same. */
const TIDY_LOCK = 76_982_117;

/**
 * Puts what is older into longer steps, and forgets what is too old, so that a chart of a week has some thousand rows to
 * read and not a hundred thousand. One process at a time does so; the others need not.
 *
 * @param now in milliseconds since 1970
 */
export async function tidyActivity(database: Database, now: number): Promise<void> {
  const hoursAgo = (hours: number): Date => new Date(now - hours * 3_600_000);
  await database.transaction(async (transaction) => {
    const [lock] = await transaction.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
      TIDY_LOCK,
    ]);
    if (!lock?.taken) return;
    await transaction.query('DELETE FROM activity WHERE minute < $1', [hoursAgo(KEPT_HOURS)]);
    for (const { hours, minutes } of coarser)
      await transaction.query(
        `WITH fine AS (
           DELETE FROM activity WHERE minute < $1 AND minute <> ${stepOf('minute')}
           RETURNING ${stepOf('minute')} AS step, metric, count)
         INSERT INTO activity (minute, metric, count)
         SELECT step, metric, sum(count) FROM fine GROUP BY step, metric ORDER BY step, metric
         ON CONFLICT (minute, metric) DO UPDATE SET count = activity.count + excluded.count`,
        [hoursAgo(hours), minutes * 60],
      );
  });
}

/** The beginning of the step that a moment is in; steps are so many seconds long as the second parameter says. */
function stepOf(moment: string): string {
  return `date_bin($2::integer * interval '1 second', ${moment}, 'epoch'::timestamptz)`;
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
    `SELECT (extract(epoch FROM step) * 1000)::bigint AS at, metric, count
     FROM (SELECT ${stepOf('minute')} AS step, metric, sum(count)::bigint AS count
           FROM activity WHERE minute >= $1 GROUP BY 1, 2) AS counted
     ORDER BY step, metric`,
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
