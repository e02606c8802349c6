import { sql } from 'kysely';
import type { Queryable } from '../database/database.ts';
import { after, micros, orderBy, pageOf } from '../lists/paging.ts';
import type { Order, Page, PageWish } from '../lists/paging.ts';
import { queryBuilder } from '../lists/query-builder.ts';
import type { BulkWish, JobKind, LeftOut } from './bulk-wish.ts';

/** Which events are processed again: those that came to the bus within these times. */
export interface JobSpan {
  readonly from: Date;
  readonly until: Date;
}

/** Something that somebody started and that goes on in steps. */
export interface MaintenanceJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly actor: string;
  /** Null: it is no replay. */
  readonly span: JobSpan | null;
  /** Of what is done to many: to which, and why. Null: it is pruning or a replay. */
  readonly wish: BulkWish | null;
  /** What it did so far: counts by name. */
  readonly figures: Readonly<Record<string, number>>;
  /** Why it failed, for operators; null: it did not. */
  readonly error: string | null;
  /** Learners for whom it did nothing, and why. */
  readonly leftOut: readonly LeftOut[];
  readonly stopAsked: boolean;
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
}

/** A job that a process works at, and where that goes on. */
export interface HeldJob extends MaintenanceJob {
  readonly place: unknown;
  /** How often in a row a process took it and got no further, this time included. */
  readonly tries: number;
}

/** So long a process that gives no sign of life keeps a job from others. */
const leaseSeconds = 20;

interface JobRow extends Omit<MaintenanceJob, 'span'> {
  readonly replayFrom: Date | null;
  readonly replayUntil: Date | null;
}

const columns = `id, kind, state, actor, wish, left_out AS "leftOut", replay_from AS "replayFrom", replay_until AS "replayUntil", figures, error,
  stop_asked_at IS NOT NULL AS "stopAsked", asked_at AS "askedAt", finished_at AS "finishedAt"`;

/** What a job begins with: a replay its span, and what is done to many whom and how many it concerns. */
export type NewJob = Pick<MaintenanceJob, 'kind'> & Partial<Pick<MaintenanceJob, 'span' | 'wish' | 'figures'>>;

/**
 * Begins a job; any process that answers the API does its steps.
 *
 * @returns null when pruning or a replay is under way, and another one is wanted
 */
export async function beginMaintenanceJob(
  queryable: Queryable,
  { kind, span = null, wish = null, figures = {} }: NewJob,
  actor: string,
): Promise<MaintenanceJob | null> {
  const [row] = await queryable.query<JobRow>(
    `INSERT INTO maintenance_job (kind, actor, replay_from, replay_until, wish, figures)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb)
     ON CONFLICT (kind) WHERE finished_at IS NULL AND kind IN ('prune', 'replay') DO NOTHING RETURNING ${columns}`,
    [
      kind,
      actor,
      span?.from ?? null,
      span?.until ?? null,
      wish === null ? null : JSON.stringify(wish),
      JSON.stringify(figures),
    ],
  );
  return row === undefined ? null : toJob(row);
}

/** Takes a job of these kinds that nobody works at; null when there is none. */
export async function holdMaintenanceJob(
  queryable: Queryable,
  holder: string,
  kinds: readonly JobKind[],
): Promise<HeldJob | null> {
  const [row] = await queryable.query<JobRow & Pick<HeldJob, 'place' | 'tries'>>(
    `UPDATE maintenance_job SET holder = $1, tries = tries + 1, held_until = now() + ${leaseSeconds} * interval '1 second'
     WHERE id = (SELECT id FROM maintenance_job
                 WHERE finished_at IS NULL AND held_until <= now() AND kind IN (SELECT json_array_elements_text($2::json))
                 ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${columns}, place, tries`,
    [holder, JSON.stringify(kinds)],
  );
  return row === undefined ? null : { ...toJob(row), place: row.place, tries: row.tries };
}

/** How far a job is. */
export interface JobProgress {
  readonly place: unknown;
  readonly figures: MaintenanceJob['figures'];
  /** Those that the last step has left out. */
  readonly leftOut?: readonly LeftOut[];
}

/**
 * Writes down how far a job is, and keeps it.
 *
 * @returns `lost`: another process has it by now; `stop`: somebody asked to stop it
 */
export async function noteMaintenance(
  queryable: Queryable,
  { id, holder }: { readonly id: string; readonly holder: string },
  { place, figures, leftOut = [] }: JobProgress,
): Promise<'go on' | 'stop' | 'lost'> {
  const [row] = await queryable.query<{ stop: boolean }>(
    `UPDATE maintenance_job
     SET tries = CASE WHEN place IS DISTINCT FROM $3::jsonb THEN 0 ELSE tries END, place = $3::jsonb, figures = $4::jsonb,
         left_out = left_out || $5::jsonb, held_until = now() + ${leaseSeconds} * interval '1 second'
     WHERE id = $1 AND holder = $2 AND finished_at IS NULL RETURNING stop_asked_at IS NOT NULL AS stop`,
    [id, holder, JSON.stringify(place), JSON.stringify(figures), JSON.stringify(leftOut)],
  );
  if (row === undefined) return 'lost';
  return row.stop ? 'stop' : 'go on';
}

/** Leaves a job to whoever comes next. */
export async function leaveMaintenanceJob(queryable: Queryable, id: string, holder: string): Promise<void> {
  await queryable.query(
    'UPDATE maintenance_job SET held_until = now(), holder = NULL, tries = 0 WHERE id = $1 AND holder = $2 AND finished_at IS NULL',
    [id, holder],
  );
}

/** @returns the job as it ended; null when another process has it by now */
export async function endMaintenanceJob(
  queryable: Queryable,
  { id, holder }: { readonly id: string; readonly holder: string },
  state: Exclude<MaintenanceJob['state'], 'running'>,
  error: string | null = null,
): Promise<MaintenanceJob | null> {
  const [row] = await queryable.query<JobRow>(
    `UPDATE maintenance_job SET state = $3, error = $4, place = NULL, finished_at = now()
     WHERE id = $1 AND holder = $2 AND finished_at IS NULL RETURNING ${columns}`,
    [id, holder, state, error],
  );
  return row === undefined ? null : toJob(row);
}

/** Asks a job to stop after the step at hand. @returns it; null when there is none, or it has ended */
export async function askToStop(queryable: Queryable, id: string): Promise<MaintenanceJob | null> {
  const [row] = await queryable.query<JobRow>(
    `UPDATE maintenance_job SET stop_asked_at = coalesce(stop_asked_at, now())
     WHERE id = $1 AND finished_at IS NULL RETURNING ${columns}`,
    [id],
  );
  return row === undefined ? null : toJob(row);
}

export async function findMaintenanceJob(queryable: Queryable, id: string): Promise<MaintenanceJob | null> {
  const [row] = await queryable.query<JobRow>(`SELECT ${columns} FROM maintenance_job WHERE id = $1`, [id]);
  return row === undefined ? null : toJob(row);
}

interface ListedRow extends JobRow {
  readonly askedMicros: number;
}

const newestFirst: Order<ListedRow> = {
  columns: [
    { name: 'asked_at', type: 'micros', valueOf: ({ askedMicros }) => askedMicros },
    { name: 'id', type: 'uuid', valueOf: ({ id }) => id },
  ],
  direction: 'desc',
};

/** Which jobs; left out: all. */
export interface JobFilter {
  readonly kinds?: readonly JobKind[] | undefined;
  readonly running?: boolean | undefined;
}

/** Jobs, the newest first. */
export async function listMaintenanceJobs(
  queryable: Queryable,
  { limit, position, kinds, running }: PageWish & JobFilter,
): Promise<Page<MaintenanceJob>> {
  let query = queryBuilder(queryable)
    .selectFrom('maintenance_job')
    .select(['id', 'kind', 'state', 'actor', 'figures', 'error', 'wish', 'left_out as leftOut'])
    .select(['replay_from as replayFrom', 'replay_until as replayUntil'])
    .select(['asked_at as askedAt', 'finished_at as finishedAt'])
    .select([sql<boolean>`stop_asked_at IS NOT NULL`.as('stopAsked'), micros('asked_at').as('askedMicros')])
    .orderBy(orderBy(newestFirst))
    .limit(limit + 1);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  if (running === true) query = query.where('finished_at', 'is', null);
  if (position !== null) query = query.where(after(newestFirst, position));
  return pageOf(await query.execute(), limit, newestFirst, toJob);
}

function toJob({
  id,
  kind,
  state,
  actor,
  figures,
  error,
  wish,
  leftOut,
  stopAsked,
  askedAt,
  finishedAt,
  ...span
}: JobRow): MaintenanceJob {
  const { replayFrom: from, replayUntil: until } = span;
  return {
    id,
    kind,
    state,
    actor,
    figures,
    error,
    wish,
    leftOut,
    stopAsked,
    askedAt,
    finishedAt,
    span: from === null || until === null ? null : { from, until },
  };
}
