import { sql } from 'kysely';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { unpauseAccounts } from '../delivery/provider-accounts.ts';
import { countFailed, retryStep } from '../delivery/retries.ts';
import { after, micros, orderBy, pageOf } from '../lists/paging.ts';
import type { Order, Page, PageWish } from '../lists/paging.ts';
import { queryBuilder } from '../lists/query-builder.ts';
import type { AccountId } from './connections.ts';

/**
 * Retries of many failed deliveries (S21), in steps: no statement and no transaction grows with their number, so none
 * takes too long, and deliveries go on meanwhile. Where a job is lies in its row: whoever comes may do the next step, and
 * a process that dies leaves nothing half done.
 */

/** A retry of all failed deliveries of an account, or of all accounts. */
export interface RetryJob {
  readonly id: string;
  /** Null: of all accounts. */
  readonly account: AccountId | null;
  /** How many had failed when it began, and more when others failed meanwhile. */
  readonly failed: number;
  /** How many of them were looked at. */
  readonly lookedAt: number;
  /** How many are due again. The others were in flight, or due already. */
  readonly retried: number;
  readonly actor: string;
  readonly askedAt: Date;
  /** Null while it is under way. */
  readonly finishedAt: Date | null;
}

/** How many failed badges one step looks at: some 100 ms. */
export const retryStepSize = 2_000;

interface JobRow extends Omit<RetryJob, 'account'> {
  readonly origin: AccountId['origin'] | null;
  readonly account: string | null;
}

const columns = `id, origin, account, greatest(total, looked_at) AS failed, looked_at AS "lookedAt", retried, actor,
  asked_at AS "askedAt", finished_at AS "finishedAt"`;

/**
 * Begins to retry all failed deliveries of an account, or of all (null): does the first step, and ends the pause of the
 * accounts. Few are done with that; of more the job goes on with {@link stepRetryJob}.
 */
export async function beginRetryJob(
  transaction: Transaction,
  account: AccountId | null,
  actor: string,
): Promise<RetryJob> {
  const [row] = await transaction.query<{ id: string }>(
    `INSERT INTO retry_job (origin, account, actor, total) VALUES ($1, $2, $3, $4) RETURNING id`,
    [account?.origin ?? null, account?.account ?? null, actor, await countFailed(transaction, account)],
  );
  const job = row && (await step(transaction, row.id));
  if (!job) throw new Error('an INSERT has one row');
  // Last, for deliveries that end want these rows.
  await unpauseAccounts(transaction, account);
  return job;
}

/** Does the next step of a job; waits for a step of it that is under way. Returns it as it is then; null: there is none. */
export function stepRetryJob(database: Database, id: string): Promise<RetryJob | null> {
  return database.transaction(async (transaction) => {
    await transaction.query('SELECT FROM retry_job WHERE id = $1 FOR UPDATE', [id]);
    return (await step(transaction, id)) ?? findRetryJob(transaction, id);
  });
}

/** Does a step of that job which has waited longest, unless another process is at it. Null: there is nothing to do. */
export function stepSomeRetryJob(database: Database): Promise<RetryJob | null> {
  return database.transaction(async (transaction) => {
    const [waiting] = await transaction.query<{ id: string }>(
      `SELECT id FROM retry_job WHERE finished_at IS NULL ORDER BY stepped_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return waiting === undefined ? null : step(transaction, waiting.id);
  });
}

/** @returns null when it has finished before; the caller holds its row */
async function step(transaction: Transaction, id: string): Promise<RetryJob | null> {
  const [job] = await transaction.query<
    Pick<JobRow, 'origin' | 'account' | 'actor'> & { place: number; badge: string }
  >(
    `SELECT origin, account, actor, position_place AS place, position_badge AS badge
     FROM retry_job WHERE id = $1 AND finished_at IS NULL`,
    [id],
  );
  if (job === undefined) return null;
  const { place, badge, actor } = job;
  const done = await retryStep(transaction, accountOf(job), {
    job: id,
    actor,
    position: { place, badge },
    limit: retryStepSize,
  });
  const [row] = await transaction.query<JobRow>(
    `UPDATE retry_job
     SET position_place = $2, position_badge = $3, looked_at = looked_at + $4, retried = retried + $5,
         stepped_at = clock_timestamp(), finished_at = CASE WHEN $6::boolean THEN clock_timestamp() END
     WHERE id = $1 RETURNING ${columns}`,
    [id, done.position.place, done.position.badge, done.lookedAt, done.retried, done.lookedAt < retryStepSize],
  );
  return row === undefined ? null : toJob(row);
}

export async function findRetryJob(queryable: Queryable, id: string): Promise<RetryJob | null> {
  const [row] = await queryable.query<JobRow>(`SELECT ${columns} FROM retry_job WHERE id = $1`, [id]);
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

/** Jobs, the newest first: all, or only those under way. */
export async function listRetryJobs(
  queryable: Queryable,
  filter: { readonly running?: boolean | undefined },
  { limit, position }: PageWish,
): Promise<Page<RetryJob>> {
  let query = queryBuilder(queryable)
    .selectFrom('retry_job')
    .select(['id', 'origin', 'account', 'retried', 'actor', 'looked_at as lookedAt'])
    .select(['asked_at as askedAt', 'finished_at as finishedAt'])
    .select([sql<number>`greatest(total, looked_at)`.as('failed'), micros('asked_at').as('askedMicros')])
    .orderBy(orderBy(newestFirst))
    .limit(limit + 1);
  if (filter.running === true) query = query.where('finished_at', 'is', null);
  if (position !== null) query = query.where(after(newestFirst, position));
  return pageOf(await query.execute(), limit, newestFirst, toJob);
}

function toJob({ id, failed, lookedAt, retried, actor, askedAt, finishedAt, ...account }: JobRow): RetryJob {
  return { id, account: accountOf(account), failed, lookedAt, retried, actor, askedAt, finishedAt };
}

function accountOf({ origin, account }: Pick<JobRow, 'origin' | 'account'>): AccountId | null {
  return origin === null || account === null ? null : { origin, account };
}
