/**
 * A process of its own for lost-connections.test.ts: a transaction waits for the one connection of a pool while the process
 * is busy, and meanwhile the server answers the statement before and ends the connection, so that both arrive in one piece.
 */
import { execFileSync } from 'node:child_process';
import { errorCode } from '../../src/errors.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { pino } from 'pino';

const [url = '', psql = ''] = process.argv.slice(2);
const database = openPostgresql({ url, poolSize: 1, logger: pino({ level: 'silent' }) });
const [connection] = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
const before = database.query('SELECT pg_sleep(0.3)').then(
  () => 'answered',
  (error: unknown) => errorCode(error),
);
const waiting = database
  .transaction((transaction) => transaction.query('SELECT 1'))
  .then(
    () => 'committed',
    (error: unknown) => errorCode(error),
  );
// The statement leaves with the turns of the loop; then the process is busy for as long as this takes.
await new Promise((resolve) => setImmediate(resolve));
execFileSync(psql, ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-c', endOnceIdle(connection?.pid ?? 0), url]);
const outcomes = [await before, await waiting];
const [again] = await database.query<{ one: number }>('SELECT 1 AS one');
process.stdout.write(JSON.stringify({ outcomes, again }));
await database.close();

function endOnceIdle(pid: number): string {
  return `DO $$ BEGIN
    WHILE (SELECT state FROM pg_stat_activity WHERE pid = ${pid}) <> 'active' LOOP PERFORM pg_stat_clear_snapshot(); END LOOP;
    WHILE (SELECT state FROM pg_stat_activity WHERE pid = ${pid}) <> 'idle' LOOP PERFORM pg_stat_clear_snapshot(); END LOOP;
    PERFORM pg_terminate_backend(${pid});
    WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid = ${pid}) LOOP PERFORM pg_stat_clear_snapshot(); END LOOP;
  END $$`;
}
