import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Database, Queryable, Transaction } from '../store/database/database.ts';
import { queryBuilder } from '../store/lists/query-builder.ts';
import type { Tables } from '../store/lists/tables.ts';

/** What a call of better-auth does with the database. */
interface Call {
  readonly transaction: Transaction | null;
  /** The first statement that failed. */
  failure: { readonly error: unknown } | null;
}

/**
 * The database as better-auth gets it.
 *
 * better-auth turns a failed statement into an answer of its own, such as "no session", and writes outside of our
 * transactions. A call through this port is different in both: when the database fails, the call fails with that error,
 * so that an outage is never taken for a wrong cookie or password; and it can be a part of a transaction.
 */
export interface AuthDatabase {
  readonly queryBuilder: Kysely<Tables>;
  /** For what better-auth calls back: it belongs to the call, and fails like it. */
  readonly queryable: Queryable;
  /**
   * Calls better-auth.
   *
   * @param transaction where its statements belong; without one, each stands alone
   * @throws the first error of the database, whatever better-auth made of it
   */
  during<T>(call: () => Promise<T>, transaction?: Transaction): Promise<T>;
}

export function openAuthDatabase(database: Database): AuthDatabase {
  const calls = new AsyncLocalStorage<Call>();
  const port: Queryable = {
    async query(sql, parameters) {
      const call = calls.getStore();
      try {
        return await (call?.transaction ?? database).query(sql, parameters);
      } catch (error) {
        if (call) call.failure ??= { error };
        throw error;
      }
    },
  };
  return {
    queryBuilder: queryBuilder(port),
    queryable: port,
    async during(call, transaction) {
      const state: Call = { transaction: transaction ?? null, failure: null };
      const outcome = await calls.run(state, async () => {
        try {
          return { result: await call() };
        } catch (error) {
          return { error };
        }
      });
      if (state.failure !== null) throw state.failure.error;
      if ('error' in outcome) throw outcome.error;
      return outcome.result;
    },
  };
}
