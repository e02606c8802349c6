/**
 * The port to the database: PostgreSQL (postgresql.ts) and PGlite, PostgreSQL embedded in the process (embedded.ts),
 * behind the same few calls and with the same SQL. SQL itself lives in the other files of this folder, one per
 * aggregate, and nowhere else.
 *
 * Values come back as: bigint and numeric counts → number, timestamptz → Date, jsonb → parsed, bytea → Buffer.
 * Parameters go in as: number, string, boolean, null, Date, Buffer, and JSON as a string (cast it: `$1::jsonb`).
 * Sets of rows go in as one JSON parameter (rows.ts), which both drivers take alike.
 */
export interface Queryable {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/**
 * Handed to the function of {@link Database.transaction}; using it after that function returned throws. Statements that
 * don't need each other's answers may be sent without waiting: they run one after the other, in the order of the calls.
 */
export interface Transaction extends Queryable {
  /** Marks the type: a function that writes asks for a Transaction, and a bare connection won't do. */
  readonly isTransaction: true;
  /** Runs a script of several statements without parameters; for migrations. */
  script(sql: string): Promise<void>;
}

export interface TransactionOptions {
  /**
   * The statements may take as long as they take, and so may the wait for locks: for migrations and the like. Otherwise
   * PostgreSQL gives up what takes too long (session.ts).
   */
  readonly unhurried?: boolean;
}

export interface Database extends Queryable {
  readonly kind: 'postgresql' | 'embedded';
  /**
   * Runs the function in one READ COMMITTED transaction: commits when it resolves, rolls back when it rejects, and then
   * rejects with the first error, whatever the rollback says. PostgreSQL ends a transaction in which nothing happens for
   * some seconds, so it waits for nothing outside.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * The same database for those who ask from outside: with connections of their own, so that they take none from events and
   * deliveries, shared out among them (shares.ts), and with little time for what they read. Closed with this one.
   */
  forRequests(): Database;
  close(): Promise<void>;
}
