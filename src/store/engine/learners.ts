import type { Learner, Micros } from '../../rules/event.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** A learner's identity as one event told it. */
export interface Identity {
  readonly learner: Learner;
  readonly time: Micros;
  readonly eventId: string;
}

interface LearnerRow {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly is_active: boolean;
  readonly identity_micros: number;
  readonly identity_event: string;
}

const columns = `id, username, email, name, is_active,
  (extract(epoch FROM identity_time) * 1000000)::bigint AS identity_micros, identity_event`;

/** The known ones of these learners, by id. */
export async function findLearners(queryable: Queryable, ids: readonly number[]): Promise<Map<number, Identity>> {
  const rows = await queryable.query<LearnerRow>(
    `SELECT ${columns} FROM learner WHERE id IN (SELECT value::bigint FROM json_array_elements_text($1::json))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, fromRow(row)]));
}

/** What a text that names a learner is to be taken for. */
export type NamedBy = 'id' | 'username' | 'either';

/** How many learners a name is told to be that of. */
const mostNamed = 10;

/**
 * The learners whom a text names, by LMS user id or user name; the one whom the newest event called so comes first. A user name
 * can be given to another account once it is free: then the older holder keeps it here until an event tells a new one.
 */
export async function findLearnersNamed(queryable: Queryable, text: string, by: NamedBy): Promise<Identity[]> {
  // A retired learner has no user name.
  if (text === '') return [];
  const id = by !== 'username' && /^\d{1,15}$/.test(text) ? Number(text) : null;
  const rows = await queryable.query<LearnerRow>(
    `SELECT ${columns} FROM learner
     WHERE id = $2::bigint OR (lower(username) COLLATE "C" = lower($3) AND username = $3)
     ORDER BY identity_time DESC, id LIMIT $1`,
    [mostNamed, id, by === 'id' ? null : text],
  );
  return rows.map(fromRow);
}

/** User names that differ from this one by case alone: for the LMS these are different names, and for people slips. */
export async function spellingsOf(queryable: Queryable, username: string): Promise<string[]> {
  const rows = await queryable.query<{ username: string }>(
    `SELECT DISTINCT username FROM learner
     WHERE lower(username) COLLATE "C" = lower($1) AND username <> $1 LIMIT ${mostNamed}`,
    [username],
  );
  return rows.map(({ username: spelling }) => spelling).toSorted();
}

/**
 * Locks a learner until the transaction ends, as every batch does that decides about them; null when unknown.
 *
 * @returns whether the learner is retired
 */
export async function lockLearner(transaction: Transaction, id: number): Promise<{ retired: boolean } | null> {
  const [row] = await transaction.query<{ retired: boolean }>(
    'SELECT retired_at IS NOT NULL AS retired FROM learner WHERE id = $1 FOR UPDATE',
    [id],
  );
  return row ?? null;
}

const identityRows = rowSet({
  id: 'bigint',
  username: 'text',
  email: 'text',
  name: 'text',
  active: 'boolean',
  time: 'micros',
  event: 'text',
});

/**
 * Ensures that learners exist and are known as the newest event tells (S5), and locks them until the transaction ends. Its
 * time is kept also where it tells nothing new, so that no older event wins later, whichever process gets it (S29).
 *
 * The lock is what keeps two consumers from deciding on the same progress at once. Rows are taken in id order, so that
 * two batches wait for each other and never in a circle; a row is locked also where nothing changes.
 *
 * @param identities at most one per learner
 * @returns the ids of learners who were not known before, of whom therefore nothing else is stored either
 */
export async function ensureLearners(
  transaction: Transaction,
  identities: readonly Identity[],
): Promise<ReadonlySet<number>> {
  if (identities.length === 0) return new Set();
  const rows = identities
    .toSorted((a, b) => a.learner.id - b.learner.id)
    .map(({ learner, time, eventId }) => ({ ...learner, time, event: eventId }));
  // A row that was there before has been locked by this transaction, and carries its number in xmax; a new one has none.
  const made = await transaction.query<{ id: number }>(
    `WITH ensured AS (
       INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
       SELECT id, username, email, name, active, "time", event
       FROM ${identityRows.inParameter} AS row
       ORDER BY id
       ON CONFLICT (id) DO UPDATE
       SET username = excluded.username, email = excluded.email, name = excluded.name, is_active = excluded.is_active,
           identity_time = excluded.identity_time, identity_event = excluded.identity_event
       WHERE (excluded.identity_time, excluded.identity_event COLLATE "C") > (learner.identity_time, learner.identity_event)
         AND learner.retired_at IS NULL
       RETURNING id, xmax = 0 AS made)
     SELECT id FROM ensured WHERE made`,
    [identityRows.toParameter(rows)],
  );
  return new Set(made.map(({ id }) => id));
}

function fromRow({ id, username, email, name, is_active, identity_micros, identity_event }: LearnerRow): Identity {
  return {
    learner: { id, username, email, name, active: is_active },
    time: identity_micros,
    eventId: identity_event,
  };
}
