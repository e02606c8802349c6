import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import { parseDatabaseUrl } from '../../database-url.ts';
import { Connection, connectionsBy, Way, withCode } from './connection.ts';
import type { Database, Queryable, Transaction } from './database.ts';
import { beginSession, transactionWith, unhurriedTransaction } from './session.ts';
import { sharedOut, Shares } from './shares.ts';

/** How long connections in use may go on after the database was closed. */
const closeGraceMs = 300;

/** How long anybody waits for a connection. */
const connectMs = 5_000;

/** bigint as number: every bigint of ours is a count or an id below 2^53. */
const INT8 = 20;

/**
 * When PostgreSQL gives up a statement, and when the driver gives up it and its connection: one whose peer vanished without a
 * word must not hold a batch for ever. PostgreSQL does a little sooner, so that it undoes what nobody waits for.
 */
const patience: Patience = { statementMs: 55_000, answerMs: 60_000 };
/** Of what a request reads: no list needs as long. What it changes has the time that all have, for it waits for locks. */
const requestPatience: Patience = { statementMs: 5_000, answerMs: 10_000 };
/** As good as never, for a timer. */
const neverMs = 2 ** 31 - 1;

export interface PostgresqlOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  readonly logger: Logger;
}

interface Patience {
  readonly statementMs: number;
  readonly answerMs: number;
}

/**
 * Opens a pool of connections to PostgreSQL 15 or newer. Connects on first use, so it never throws; a database that is
 * away makes the queries fail, and works again when it is back.
 */
export function openPostgresql(options: PostgresqlOptions): Database {
  const { url, ways } = parseDatabaseUrl(options.url);
  const { poolSize, logger } = options;
  const way = new Way(ways);
  const own = openPool({ url, poolSize, logger }, way, patience);
  let forRequests: { readonly pool: Pool; readonly database: Database } | undefined;

  function openForRequests(): { readonly pool: Pool; readonly database: Database } {
    const most = Math.max(1, Math.floor(poolSize / 2));
    // Both together have no more connections than the one had.
    own.limit(Math.max(1, poolSize - most));
    const pool = openPool({ url, poolSize: most, logger }, way, requestPatience);
    const shares = new Shares({ most, mostOfOne: Math.ceil(most / 2), patienceMs: connectMs });
    return { pool, database: sharedOut({ ...pool, close: () => database.close() }, shares) };
  }

  const database: Database = {
    kind: own.kind,
    query: own.query,
    transaction: own.transaction,
    forRequests: () => (forRequests ??= openForRequests()).database,
    close: async () => {
      await Promise.all([own.close(), forRequests?.pool.close()]);
    },
  };
  return database;
}

interface Pool extends Omit<Database, 'forRequests'> {
  /** Sets how many connections there are at most. */
  limit(connections: number): void;
}

/** @param url as {@link parseDatabaseUrl} gives it */
function openPool({ url, poolSize, logger }: PostgresqlOptions, way: Way, reading: Patience): Pool {
  const pool = new pg.Pool({
    Client: connectionsBy(way),
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    query_timeout: patience.answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Statements that are sent without waiting for one another are on their way at once.
    pipeline: true,
    application_name: 'laurel',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
    },
    // The pool waits for it, although its types don't say so.
    // oxlint-disable-next-line no-misused-promises
    onConnect: (client) => beginSession(client, reading),
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', (error) => logger.debug({ code: errorCode(error) }, 'idle database connection lost'));
  const lent = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_error, client) => lent.delete(client));
  const begin = reading === patience ? 'BEGIN' : transactionWith(patience);

  return {
    kind: 'postgresql',
    limit: (connections) => void (pool.options.max = connections),
    query: <Row>(sql: string, parameters?: readonly unknown[]) =>
      withConnection(
        () => connect(pool, way),
        (client) => queryOf(client, reading.answerMs)<Row>(sql, parameters),
      ),
    transaction: (work, { unhurried = false } = {}) =>
      withConnection(
        () => connect(pool, way),
        (client) =>
          unhurried
            ? inTransaction(client, work, { begin: unhurriedTransaction, answerMs: neverMs })
            : inTransaction(client, work, { begin, answerMs: patience.answerMs }),
      ),
    close: async () => {
      const drained = pool.end();
      await Promise.race([drained, pause(closeGraceMs)]);
      // Whoever still uses one has been given up, and a server that hangs is not waited for: it undoes what was not
      // committed.
      for (const client of lent) client.end().catch(() => {});
      await Promise.race([drained, pause(closeGraceMs)]);
    },
  };
}

/** What keeps a connection from being used again: not that a statement failed, but that it can't be known what it is in. */
class Unusable extends Error {}

/** A connection, made in another way if the server refuses this one. */
async function connect(pool: pg.Pool, way: Way): Promise<pg.PoolClient> {
  const tried = way.current;
  try {
    return await pool.connect();
  } catch (error) {
    if (!way.giveUp(tried, error)) throw withCode(error, null);
  }
  return pool.connect().catch((error: unknown) => {
    throw withCode(error, null);
  });
}

/** Lends a connection for some work. */
async function withConnection<T>(
  lend: () => Promise<pg.PoolClient>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await lend();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    const loss = client instanceof Connection ? client.loss : null;
    if (error instanceof Unusable) {
      broken = error;
      throw withCode(error.cause, loss);
    }
    // The driver has given up waiting, and the answer may still come.
    const told = withCode(error, loss);
    if (errorCode(told) === 'NO_ANSWER_IN_TIME') broken = error as Error;
    throw told;
  } finally {
    client.release(broken);
  }
}

function queryOf(client: pg.ClientBase, timeoutMs: number): Queryable['query'] {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const { rows } = await client.query({
      text: sql,
      values: [...parameters],
      query_timeout: timeoutMs,
    } as pg.QueryConfig);
    return rows as Row[];
  };
}

async function inTransaction<T>(
  client: pg.PoolClient,
  work: (transaction: Transaction) => Promise<T>,
  { begin, answerMs }: { readonly begin: string; readonly answerMs: number },
): Promise<T> {
  let open = true;
  const query = queryOf(client, answerMs);
  const transaction: Transaction = {
    isTransaction: true,
    query: (sql, parameters) => {
      if (!open) throw new Error('This transaction has ended.');
      return query(sql, parameters);
    },
    script: async (sql) => {
      await query(sql);
    },
  };
  try {
    await client.query(begin);
    const result = await work(transaction);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The first error is the one that tells what happened; a rollback that fails only says that the connection is gone.
    await client.query('ROLLBACK').catch(() => {
      throw new Unusable('the transaction could not be rolled back', { cause: error });
    });
    throw error;
  } finally {
    open = false;
  }
}
