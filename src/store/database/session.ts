import type { ClientBase } from 'pg';
import { refuseUnfit } from './refusals.ts';
import type { ServerFacts } from './refusals.ts';

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

/** The limits of every session, and what must be known of its server: one statement, for it delays the connection's first use. */
const session = `SELECT
  set_config('idle_in_transaction_session_timeout', '${idleInTransactionMs}', false),
  set_config('lock_timeout', '${lockMs}', false),
  set_config('statement_timeout', $1, false),
  set_config('tcp_keepalives_idle', '5', false),
  set_config('tcp_keepalives_interval', '2', false),
  set_config('tcp_keepalives_count', '3', false),
  set_config('tcp_user_timeout', '10000', false),
  current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding`;

/** A statement that waits, for a lock say, ends when its client is gone. Some systems can't look, and refuse it. */
const lookAfterClient = `SELECT set_config('client_connection_check_interval', '2000', false)`;

/** For one transaction that may take its time. */
export const unhurriedTransaction = 'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0';

/** For one transaction whose statements may take longer than those outside of it. */
export function transactionWith({ statementMs }: SessionLimits): string {
  return `BEGIN; SET LOCAL statement_timeout = ${statementMs}`;
}

/**
 * Sets the limits of a new connection.
 *
 * @throws LaurelError DATABASE_UNFIT when Laurel can't work with the database
 */
export async function beginSession(client: ClientBase, { statementMs }: SessionLimits): Promise<void> {
  const looking = client.query(lookAfterClient).catch(() => {});
  const { rows } = await client.query<ServerFacts>(session, [String(statementMs)]);
  await looking;
  for (const facts of rows) refuseUnfit(facts);
}
