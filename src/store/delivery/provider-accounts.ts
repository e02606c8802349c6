import type { Failure } from './external.ts';
import type { Origin } from '../../rules/template.ts';
import type { Database, Queryable } from '../database/database.ts';

/** Where the circuit breaker of an account stands. */
export interface AccountHealth {
  /** Failures of the account in a row. */
  readonly failures: number;
  readonly pausedUntil: Date | null;
}

/** How each provider account is doing: one row per account that ever had trouble, shared by all workers (S23). */
export interface ProviderAccount extends AccountHealth {
  readonly origin: Origin;
  readonly account: string;
  /** What it said when it failed last. */
  readonly lastStatus: number | null;
  readonly lastBody: string | null;
  /** Null while it is not paused. */
  readonly pausedSince: Date | null;
  readonly updatedAt: Date;
}

/** Every account that ever had trouble; the others work. */
export async function loadProviderAccounts(queryable: Queryable): Promise<ProviderAccount[]> {
  return queryable.query<ProviderAccount>(
    `SELECT origin, account, failures, paused_until AS "pausedUntil", paused_since AS "pausedSince", last_status AS "lastStatus",
            last_body AS "lastBody", updated_at AS "updatedAt"
     FROM provider_account ORDER BY origin, account`,
  );
}

/**
 * Changes the health of an account by a pure function of what it is now; changes of several workers come one after the
 * other.
 *
 * @param failure what the provider said, when that is why; otherwise the last failure stays for the operator to see
 * @returns the health before and after, and the database's time, by which its pause is measured
 */
export async function changeAccountHealth(
  database: Database,
  { origin, account }: { readonly origin: Origin; readonly account: string },
  failure: Failure | null,
  change: (health: AccountHealth, now: Date) => AccountHealth,
): Promise<{ before: AccountHealth; health: AccountHealth; now: Date }> {
  return database.transaction(async (transaction) => {
    await transaction.query(
      'INSERT INTO provider_account (origin, account) VALUES ($1, $2) ON CONFLICT (origin, account) DO NOTHING',
      [origin, account],
    );
    const [row] = await transaction.query<{ failures: number; pausedUntil: Date | null; now: Date }>(
      `SELECT failures, paused_until AS "pausedUntil", clock_timestamp() AS now
       FROM provider_account WHERE origin = $1 AND account = $2 FOR UPDATE`,
      [origin, account],
    );
    if (!row) throw new Error('provider_account has lost a row');
    const before = { failures: row.failures, pausedUntil: row.pausedUntil };
    const health = change(before, row.now);
    await transaction.query(
      `UPDATE provider_account
       SET failures = $3, paused_until = $4::timestamptz,
           paused_since = CASE WHEN $4::timestamptz IS NOT NULL THEN coalesce(paused_since, now()) END, last_status = CASE WHEN $5 THEN $6::integer ELSE last_status END,
           last_body = CASE WHEN $5 THEN $7 ELSE last_body END, updated_at = now()
       WHERE origin = $1 AND account = $2`,
      [
        origin,
        account,
        health.failures,
        health.pausedUntil,
        failure !== null,
        failure?.status ?? null,
        failure?.body ?? null,
      ],
    );
    return { before, health, now: row.now };
  });
}

/**
 * Takes the one attempt that a pause leaves when it is over. The pause is moved by the lease: if this worker dies with
 * the probe, another may probe after that.
 *
 * @returns false when another worker has it
 */
export async function takeProbe(
  queryable: Queryable,
  { origin, account }: { readonly origin: Origin; readonly account: string },
  leaseMs: number,
): Promise<boolean> {
  const rows = await queryable.query(
    `UPDATE provider_account SET paused_until = now() + $3::double precision * interval '1 millisecond', updated_at = now()
     WHERE origin = $1 AND account = $2 AND paused_until <= now() RETURNING origin`,
    [origin, account, leaseMs],
  );
  return rows.length > 0;
}

/** Gives the probe back unused. */
export async function returnProbe(
  queryable: Queryable,
  { origin, account }: { readonly origin: Origin; readonly account: string },
): Promise<void> {
  await queryable.query(
    'UPDATE provider_account SET paused_until = now(), updated_at = now() WHERE origin = $1 AND account = $2',
    [origin, account],
  );
}

/** Ends the pause of an account, or of all (null): what was known of them is not true any longer. */
export async function unpauseAccounts(
  queryable: Queryable,
  account: { readonly origin: Origin; readonly account: string } | null,
): Promise<void> {
  await queryable.query(
    `UPDATE provider_account SET failures = 0, paused_until = NULL, paused_since = NULL, updated_at = now()
     WHERE $1::text IS NULL OR (origin = $1 AND account = $2)`,
    [account?.origin ?? null, account?.account ?? null],
  );
}

/**
 * An account has answered a test or a sync as it should: what made it pause is over, except that it may still want fewer
 * calls.
 */
export async function endOutage(
  queryable: Queryable,
  { origin, account }: { readonly origin: Origin; readonly account: string },
): Promise<void> {
  await queryable.query(
    `UPDATE provider_account
     SET failures = 0, updated_at = now(), paused_until = CASE WHEN last_status = 429 THEN paused_until END,
         paused_since = CASE WHEN last_status = 429 THEN paused_since END
     WHERE origin = $1 AND account = $2 AND (failures > 0 OR paused_until IS NOT NULL)`,
    [origin, account],
  );
}
