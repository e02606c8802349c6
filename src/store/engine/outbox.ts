import type { Micros } from '../../rules/event.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

/** A signal to announce once its transaction is committed (S20). */
export interface NewSignal {
  /** The CloudEvents id, stable for ever. */
  readonly id: string;
  readonly signal: 'awarded' | 'revoked';
  readonly badgeId: string;
  /** Its CloudEvents time (S28); null: that which the badge's row has, as after a revocation. */
  readonly time: Micros | null;
}

/** A signal to be sent, with what its payload is made from: the learner as the newest event told (S22). */
export interface WaitingSignal extends Omit<NewSignal, 'time'> {
  readonly position: number;
  readonly time: Micros;
  /** The trace of what last made something due for the badge (W3C traceparent); null when that was not traced. */
  readonly traceParent: string | null;
  readonly learner: {
    readonly id: number;
    readonly username: string;
    readonly email: string;
    readonly name: string;
    readonly active: boolean;
  };
  readonly template: {
    /** Credly's id of the template, else Laurel's own. */
    readonly uuid: string;
    readonly origin: string;
    readonly name: string;
    readonly description: string;
    readonly imageUrl: string | null;
  };
}

/** Any number will do, as long as all Laurel processes take the same. */
const RELAY_LOCK = 76_982_115;

const signalRows = rowSet({ id: 'uuid', signal: 'text', badgeId: 'uuid', time: 'micros' });

/** Adds signals, in their order. The badges of those without a time are written already. */
export async function addSignals(transaction: Transaction, signals: readonly NewSignal[]): Promise<void> {
  if (signals.length === 0) return;
  await transaction.query(
    `INSERT INTO outbox (id, signal, badge_id, signal_time)
     SELECT id, signal, "badgeId", coalesce("time", (SELECT signalled_at FROM badge WHERE badge.id = "badgeId"))
     FROM ${signalRows.inParameter} AS row`,
    [signalRows.toParameter(signals)],
  );
}

/** Whether any signal waits, without a lock: what is asked all the time. */
export async function hasSignals(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM outbox) AS waits');
  return row?.waits ?? false;
}

/** As long as a relay may do nothing in its transaction, the server keeps it; then it frees what a frozen process holds. */
const FROZEN_AFTER_MS = 10_000;

/**
 * Takes the oldest waiting signals out, in order, for whoever commits the transaction. One process at a time gets any, so that a
 * badge's revocation is never announced before its award; the others need not wait.
 *
 * @returns null when another process is at it
 */
export async function takeSignals(transaction: Transaction, limit: number): Promise<WaitingSignal[] | null> {
  const [lock] = await transaction.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
    RELAY_LOCK,
  ]);
  if (!lock?.taken) return null;
  await transaction.query(`SET LOCAL idle_in_transaction_session_timeout = ${FROZEN_AFTER_MS}`);
  const signals = await oldestSignals(transaction, limit);
  // Before they are sent: where nothing can be removed, as in a database that has become read-only, nothing is sent either.
  await removeSignals(transaction, signals);
  return signals;
}

async function oldestSignals(transaction: Transaction, limit: number): Promise<WaitingSignal[]> {
  const rows = await transaction.query<{
    position: number;
    id: string;
    signal: 'awarded' | 'revoked';
    badge_id: string;
    time: number;
    trace_parent: string | null;
    learner_id: number;
    username: string;
    email: string;
    learner_name: string;
    is_active: boolean;
    uuid: string;
    origin: string;
    template_name: string;
    description: string;
    image_url: string | null;
  }>(
    `SELECT outbox.position, outbox.id, outbox.signal, outbox.badge_id, badge.trace_parent,
            (extract(epoch FROM outbox.signal_time) * 1000000)::bigint AS time,
            learner.id AS learner_id, learner.username, learner.email, learner.name AS learner_name, learner.is_active,
            CASE place.origin WHEN 'credly' THEN place.external_template ELSE template.uuid::text END AS uuid,
            place.origin, template.name AS template_name, template.description,
            -- The picture that was uploaded for it is where the issuer's site is.
            CASE WHEN template.achievement ->> 'image' IS NULL THEN template.image_url
              ELSE (SELECT base_url || '/images/' || (template.achievement ->> 'image') FROM issuer
                    ORDER BY slug = template.achievement ->> 'issuer' DESC NULLS LAST, id LIMIT 1) END AS image_url
     FROM outbox
     JOIN badge ON badge.id = outbox.badge_id
     JOIN learner ON learner.id = badge.learner_id
     JOIN badge_template AS template ON template.id = badge.template_id
     -- All signals of a badge name the template as it was to be issued when the badge was awarded.
     JOIN badge_place AS place ON place.id = badge.announced_place_id
     ORDER BY outbox.position LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    position: row.position,
    id: row.id,
    signal: row.signal,
    badgeId: row.badge_id,
    time: row.time,
    traceParent: row.trace_parent,
    learner: {
      id: row.learner_id,
      username: row.username,
      email: row.email,
      name: row.learner_name,
      active: row.is_active,
    },
    template: {
      uuid: row.uuid,
      origin: row.origin,
      name: row.template_name,
      description: row.description,
      imageUrl: row.image_url,
    },
  }));
}

async function removeSignals(transaction: Transaction, signals: readonly WaitingSignal[]): Promise<void> {
  if (signals.length === 0) return;
  await transaction.query(
    'DELETE FROM outbox WHERE position IN (SELECT value::bigint FROM json_array_elements_text($1::json))',
    [JSON.stringify(signals.map(({ position }) => position))],
  );
}

/**
 * Drops all signals that wait.
 *
 * @returns how many there were
 */
export async function dropSignals(queryable: Queryable): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(
    'WITH dropped AS (DELETE FROM outbox RETURNING 1) SELECT count(*) AS count FROM dropped',
  );
  return row?.count ?? 0;
}

/** How many signals wait to be sent. */
export async function countSignals(queryable: Pick<Transaction, 'query'>): Promise<number> {
  const [row] = await queryable.query<{ count: number }>('SELECT count(*) AS count FROM outbox');
  return row?.count ?? 0;
}
