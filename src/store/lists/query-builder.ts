import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { Queryable } from '../database/database.ts';
import type { Tables } from './tables.ts';

/**
 * A query builder for lists with many filters, over the port to the database: the same for PostgreSQL and the embedded
 * database. Give it a Transaction, and its statements belong to that transaction; it begins none of its own. Statements
 * without optional parts are written as SQL.
 */
export function queryBuilder(queryable: Queryable): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PortDriver(queryable),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

class PortDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(queryable: Queryable) {
    this.#connection = {
      async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
        const rows = await queryable.query<Row>(sql, parameters);
        return { rows, numAffectedRows: BigInt(rows.length) };
      },
      // oxlint-disable-next-line require-yield
      async *streamQuery() {
        throw new Error('The port to the database does not stream.');
      },
    };
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }

  beginTransaction(): Promise<void> {
    return Promise.reject(new Error('Begin transactions with Database.transaction, and build queries on that.'));
  }

  commitTransaction(): Promise<void> {
    return Promise.resolve();
  }

  rollbackTransaction(): Promise<void> {
    return Promise.resolve();
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
