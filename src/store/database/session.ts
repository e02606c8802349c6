import type { ClientBase } from 'pg';

/**
 * How long PostgreSQL lets a session of ours go on. A process that freezes, or a host that is lost, leaves no more behind
 * than these: then its locks are free, and the others go on.
 */
export interface SessionLimits {
  /** One statement, in milliseconds. */
  readonly statementMs: number;
}

/**
 * What others may have to wait for a process that does nothing in its transaction. Longer than any pause of a process that
 * works: the bus, which is written to inside of one, answers sooner or not at all.
 */
const idleInTransactionMs = 10_000;
/** Longer than that, so that whoever waits behind such a process gets the lock. */
const lockMs = 20_000;

/** The limits of every session: sent as one statement, for it delays the first use of a connection. */
const session = `SELECT
  set_config('idle_in_transaction_session_timeout', '${idleInTransactionMs}', false),
  set_config('lock_timeout', '${lockMs}', false),
  set_config('statement_timeout', $1, false),
  set_config('tcp_keepalives_idle', '5', false),
  set_config('tcp_keepalives_interval', '2', false),
  set_config('tcp_keepalives_count', '3', false),
  set_config('tcp_user_timeout', '10000', false)`;

/** A statement that waits, for a lock say, ends when its client is gone. Some systems can't look, and refuse it. */
const lookAfterClient = `SELECT set_config('client_connection_check_interval', '2000', false)`;

/** For one transaction that may take its time. */
export const unhurriedTransaction = 'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0';

/** Sets the limits of a new connection. */
export async function limitSession(client: ClientBase, { statementMs }: SessionLimits): Promise<void> {
  const looking = client.query(lookAfterClient).catch(() => {});
  await client.query(session, [String(statementMs)]);
  await looking;
}
