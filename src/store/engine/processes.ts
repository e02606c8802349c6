import type { Queryable } from '../database/database.ts';

/** What a process does in a loop, and how that goes. */
export interface DutyStanding {
  readonly role: 'consume' | 'announce' | 'deliver';
  /** What it works on: `redis-streams dev-learning-badges-lifecycle`. Holds no secret. */
  readonly name: string;
  /**
   * `starting`: it has not done anything yet. `failing`: what it last tried failed. `hangs`: it has not come back from what
   * it does for longer than anything may take.
   */
  readonly state: 'starting' | 'works' | 'failing' | 'hangs';
  /** Why it fails, for operators; holds no secret. Empty when it does not. */
  readonly trouble: string;
  /** Whether its way over the event bus works; null: it has none. */
  readonly bus: 'works' | 'failing' | null;
}

/** One run of a process. */
export interface ProcessIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly roles: readonly string[];
}

/** Writes down that a process runs, and how it does. */
export async function noteProcess(
  queryable: Queryable,
  { id, host, pid, version, roles }: ProcessIdentity,
  duties: readonly DutyStanding[],
): Promise<void> {
  await queryable.query(
    `INSERT INTO process (id, host, pid, version, roles, duties)
     VALUES ($1, $2, $3, $4, ARRAY(SELECT jsonb_array_elements_text($5::jsonb)), $6::jsonb)
     ON CONFLICT (id) DO UPDATE SET duties = excluded.duties, seen_at = now()`,
    [id, host, pid, version, JSON.stringify(roles), JSON.stringify(duties)],
  );
}

/** Forgets a process that stops in an orderly way. */
export async function forgetProcess(queryable: Queryable, { id }: Pick<ProcessIdentity, 'id'>): Promise<void> {
  await queryable.query('DELETE FROM process WHERE id = $1', [id]);
}

/**
 * Forgets processes that ended without a word: those whose roles this one has, after ten minutes; the others after a week,
 * since until somebody does their work it is worth knowing that they are gone.
 */
export async function tidyProcesses(queryable: Queryable, { roles }: Pick<ProcessIdentity, 'roles'>): Promise<void> {
  await queryable.query(
    `DELETE FROM process
     WHERE seen_at < now() - interval '7 days'
        OR (seen_at < now() - interval '10 minutes' AND roles <@ ARRAY(SELECT jsonb_array_elements_text($1::jsonb)))`,
    [JSON.stringify(roles)],
  );
}
