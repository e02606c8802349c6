import { spawn } from 'node:child_process';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { consume } from '../../src/consumer/consumer.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { storeInboxMessages } from '../../src/store/engine/inbox.ts';
import { countParked } from '../../src/store/engine/parked.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { node, repositoryRoot } from '../support/laurel.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(): Promise<TestDatabase> {
  const opened = await createTestDatabase();
  closers.push(() => opened.close());
  await storeTemplates(opened.database, [template({ id: 'graduate' })]);
  return opened;
}

/** Starts a consumer that dies of the message that says so. */
function start({ url }: TestDatabase) {
  const child = spawn(node, ['test/support/dying-consumer.ts', url], { cwd: repositoryRoot, stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  return { child, ended };
}

describe.skipIf(!hasPostgresql())('S3: messages that come again and again', () => {
  test('one that kills every process is parked, and the others are processed', async () => {
    const opened = await open();
    const { database } = opened;
    const good = messageOf(passing());
    await storeInboxMessages(database, [good, { ...good, body: Buffer.from('kill') }, good]);
    let deaths = 0;
    for (;;) {
      const { child, ended } = start(opened);
      const parked = waitFor('it is parked', async () => (await countParked(database)).size > 0, { timeoutMs: 60_000 });
      const end = await Promise.race([ended, parked.catch(() => null).then(() => null)]);
      if (end === 'SIGKILL') {
        deaths += 1;
        expect(deaths).toBeLessThan(15);
        continue;
      }
      child.kill('SIGTERM');
      await ended;
      break;
    }
    // Twice among others, then alone.
    expect(deaths).toBe(9);
    expect(await countParked(database)).toEqual(new Map([['delivered_too_often', 1]]));
    expect(await database.query('SELECT count(*) AS count FROM badge')).toEqual([{ count: 1 }]);
    expect(await database.query('SELECT count(*) AS count FROM message_attempt')).toEqual([{ count: 0 }]);
  }, 120_000);

  test('processes that are stopped while the database holds them up blame no message', async () => {
    const { database } = await open();
    const message = messageOf(passing(), { deliveries: 5 });
    const hold = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = database.transaction(async (transaction) => {
      await transaction.script('LOCK TABLE fulfillment');
      locked.resolve();
      await hold.promise;
    });
    await locked.promise;
    // As many lives as a killer is given, and one more.
    const lives: Promise<void>[] = [];
    for (let life = 1; life <= 8; life += 1) {
      const stop = new AbortController();
      const subscription = subscriptionOf(message, stop.signal);
      lives.push(consume({ ...consumerParts(database), subscription, batchSize: 10 }, stop.signal));
      await waitFor('it waits for the table', async () => (await waiting(database)) >= life);
      stop.abort();
      await waitFor('the attempt is taken back', async () => (await openAttempts(database)) === 0);
    }
    hold.resolve();
    await holding;
    await Promise.all(lives);
    expect(await countParked(database)).toEqual(new Map());
    expect(await database.query('SELECT count(*) AS count FROM badge')).toEqual([{ count: 1 }]);
  }, 60_000);
});

/** How many transactions wait for a lock in this database. */
async function waiting(database: TestDatabase['database']): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(DISTINCT pid) AS count FROM pg_locks
     WHERE NOT granted AND (database IS NULL OR database = (SELECT oid FROM pg_database WHERE datname = current_database()))`,
  );
  return row?.count ?? 0;
}

async function openAttempts(database: TestDatabase['database']): Promise<number | undefined> {
  const [row] = await database.query<{ open: number }>(
    'SELECT coalesce(sum(open), 0)::integer AS open FROM message_attempt',
  );
  return row?.open;
}

/** Gives one message, and then nothing until the end. */
function subscriptionOf(message: RawMessage, signal: AbortSignal): Subscription {
  let given = false;
  return {
    name: 'one message',
    healthy: true,
    trouble: null,
    read: async () => {
      if (given) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      const messages = given ? [] : [message];
      given = true;
      return messages;
    },
    acknowledge: async () => {},
    close: async () => {},
  };
}
