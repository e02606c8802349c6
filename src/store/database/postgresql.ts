import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import type { Database, Queryable, Transaction } from './database.ts';

/** How long connections in use may go on after the database was closed. */
const closeGraceMs = 300;

/** bigint as number: every bigint of ours is a count or an id below 2^53. */
const INT8 = 20;

export interface PostgresqlOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  readonly logger: Logger;
}

/**
 * Opens a pool of connections to PostgreSQL 15 or newer. Connects on first use, so it never throws; a database that is
 * away makes the queries fail, and works again when it is back.
 */
export function openPostgresql({ url, poolSize, logger }: PostgresqlOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    // A connection whose peer vanished without a word must not hold a batch for ever.
    query_timeout: 60_000,
    keepAlive: true,
    // Statements that are sent without waiting for one another are on their way at once.
    pipeline: true,
    application_name: 'laurel',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', (error) => logger.debug({ code: errorCode(error) }, 'idle database connection lost'));
  const lent = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_error, client) => lent.delete(client));

  return {
    kind: 'postgresql',
    query: queryOf(pool),
    transaction: (work) => inTransaction(pool, work),
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

function queryOf(executor: pg.Pool | pg.ClientBase): Queryable['query'] {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const { rows } = await executor.query(sql, [...parameters]);
    return rows as Row[];
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let open = true;
  const query = queryOf(client);
  const transaction: Transaction = {
    isTransaction: true,
    query: (sql, parameters) => {
      if (!open) throw new Error('This transaction has ended.');
      return query(sql, parameters);
    },
    script: async (sql) => {
      await client.query(sql);
    },
  };
  // A connection that breaks while it is lent out emits an error of its own besides failing the query.
  const ignoreLoss = (): void => {};
  client.on('error', ignoreLoss);
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(transaction);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The first error is the one that tells what happened; a rollback that fails only says that the connection is gone.
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    open = false;
    client.off('error', ignoreLoss);
    client.release(broken);
  }
}
