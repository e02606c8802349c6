import { sql } from 'kysely';
import type { SyncReport } from './sync-report.ts';
import type { AccountId } from './connections.ts';
import type { Queryable } from '../database/database.ts';
import { after, micros, orderBy, pageOf } from '../lists/paging.ts';
import type { Order, Page, PageWish } from '../lists/paging.ts';
import { queryBuilder } from '../lists/query-builder.ts';

/** One sync of an account's templates, while it runs and afterwards (S24). */
export interface SyncJob extends AccountId, SyncProgress {
  readonly id: string;
  /** `unconfirmed`: it changed nothing, and waits for somebody to say that it is to deactivate that many. */
  readonly state: 'running' | 'succeeded' | 'failed' | 'interrupted' | 'unconfirmed';
  readonly report: SyncReport | null;
  readonly error: string | null;
  readonly actor: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** How far a job is. */
export interface SyncProgress {
  readonly pages: number;
  readonly templates: number;
}

/** So long a running job may show no sign of life; its process sends one every few seconds. */
export const longestSilenceMs = 60_000;

const columns = `id, origin, account, state, pages, templates, report, error, actor, started_at AS "startedAt",
  finished_at AS "finishedAt"`;

/**
 * Begins a job.
 *
 * @returns null when one of this account is running
 */
export async function beginSyncJob(
  queryable: Queryable,
  { origin, account }: AccountId,
  actor: string,
): Promise<SyncJob | null> {
  const [job] = await queryable.query<SyncJob>(
    `INSERT INTO sync_job (origin, account, actor) VALUES ($1, $2, $3)
     ON CONFLICT (origin, account) WHERE state = 'running' DO NOTHING RETURNING ${columns}`,
    [origin, account, actor],
  );
  return job ?? null;
}

/**
 * Writes down how far a job is, which is a sign of life too.
 *
 * @returns false when the job is no longer running: it was given up for dead
 */
export async function noteSyncProgress(
  queryable: Queryable,
  id: string,
  { pages, templates }: SyncProgress,
): Promise<boolean> {
  const rows = await queryable.query(
    `UPDATE sync_job SET pages = $2, templates = $3, heartbeat_at = now() WHERE id = $1 AND state = 'running' RETURNING id`,
    [id, pages, templates],
  );
  return rows.length > 0;
}

/** How a job ended. */
export type SyncEnd =
  | { readonly state: 'succeeded'; readonly report: SyncReport }
  | { readonly state: 'unconfirmed'; readonly report: SyncReport; readonly error: string }
  | { readonly state: 'failed' | 'interrupted'; readonly error: string };

/** @returns the job as it ended; null when it was no longer running */
export async function endSyncJob(
  queryable: Queryable,
  id: string,
  end: SyncEnd,
  { pages, templates }: SyncProgress,
): Promise<SyncJob | null> {
  const [job] = await queryable.query<SyncJob>(
    `UPDATE sync_job
     SET state = $2, report = $3::jsonb, error = $4, pages = $5, templates = $6, heartbeat_at = now(), finished_at = now()
     WHERE id = $1 AND state = 'running' RETURNING ${columns}`,
    [
      id,
      end.state,
      'report' in end ? JSON.stringify(end.report) : null,
      'error' in end ? end.error : null,
      pages,
      templates,
    ],
  );
  return job ?? null;
}

/** Ends the jobs whose process died: it can't say so itself. */
export async function endDeadSyncJobs(queryable: Queryable): Promise<void> {
  await queryable.query(
    `UPDATE sync_job SET state = 'interrupted', finished_at = now(), error = $2
     WHERE state = 'running' AND heartbeat_at < now() - $1::double precision * interval '1 millisecond'`,
    [longestSilenceMs, 'The process that ran it ended. No template was changed. Start it again.'],
  );
}

export async function findSyncJob(queryable: Queryable, id: string): Promise<SyncJob | null> {
  const [job] = await queryable.query<SyncJob>(`SELECT ${columns} FROM sync_job WHERE id = $1`, [id]);
  return job ?? null;
}

/** The newest job of every account. */
export async function newestSyncJobs(queryable: Queryable): Promise<SyncJob[]> {
  return queryable.query<SyncJob>(
    `SELECT DISTINCT ON (origin, account) ${columns} FROM sync_job
     ORDER BY origin DESC, account DESC, started_at DESC, id DESC`,
  );
}

interface SyncJobRow extends SyncJob {
  readonly startedMicros: number;
}

const newestFirst: Order<SyncJobRow> = {
  columns: [
    { name: 'started_at', type: 'micros', valueOf: ({ startedMicros }) => startedMicros },
    { name: 'id', type: 'uuid', valueOf: ({ id }) => id },
  ],
  direction: 'desc',
};

/** Jobs, the newest first: of all accounts, of one provider, or of one account. */
export async function listSyncJobs(
  queryable: Queryable,
  filter: { readonly origin?: AccountId['origin'] | undefined; readonly account?: string | undefined },
  { limit, position }: PageWish,
): Promise<Page<SyncJob>> {
  let query = queryBuilder(queryable)
    .selectFrom('sync_job')
    .select(['id', 'origin', 'account', 'state', 'pages', 'templates', 'error', 'actor'])
    .select(['started_at as startedAt', 'finished_at as finishedAt'])
    .select([sql<SyncReport | null>`report`.as('report'), micros('started_at').as('startedMicros')])
    .orderBy(orderBy(newestFirst))
    .limit(limit + 1);
  if (filter.origin !== undefined) query = query.where('origin', '=', filter.origin);
  if (filter.account !== undefined) query = query.where('account', '=', filter.account);
  if (position !== null) query = query.where(after(newestFirst, position));
  return pageOf(await query.execute(), limit, newestFirst, (row) => row);
}
