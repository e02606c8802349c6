import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openMemoryBus } from '../../src/bus/memory/memory-bus.ts';
import type { MemoryBus } from '../../src/bus/memory/memory-bus.ts';
import { Relay, relaySignals } from '../../src/bus/relay.ts';
import type { RelayParts } from '../../src/bus/relay.ts';
import { encodeSignal } from '../../src/bus/signals.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import type { Database } from '../../src/store/database/database.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { recordLogs } from '../support/logs.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const graduate = template({
  id: 'graduate',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});

describe.skipIf(!hasPostgresql())('the relay of signals', () => {
  let stage: TestDatabase;
  let bus: MemoryBus;
  beforeEach(async () => {
    stage = await createTestDatabase();
    bus = openMemoryBus();
    await storeTemplates(stage.database, [graduate]);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await stage.close();
  });

  /** As one process has it. */
  const parts = (database: Database = stage.database, changes: Partial<RelayParts> = {}): RelayParts => ({
    database,
    publisher: bus.publisher(),
    logger: silent,
    encode: (signal) => encodeSignal(signal, 'topic'),
    ...changes,
  });
  /** Learners pass, and so are awarded a badge each. */
  const pass = (learners: number, isPassing = true) =>
    processBatch(
      consumerParts(stage.database),
      Array.from({ length: learners }, (_, index) =>
        messageOf(
          passing({ learner: index + 1, passing: isPassing, id: randomUUID(), time: isPassing ? 1_000 : 2_000 }),
        ),
      ),
    );
  const announced = (): string[] =>
    bus.messages('topic').map(({ fields }) => String(fields[fields.findIndex((name) => String(name) === 'id') + 1]));
  const waiting = async (): Promise<number> =>
    (await stage.database.query<{ count: number }>('SELECT count(*) AS count FROM outbox'))[0]?.count ?? -1;

  test('a database that has become read-only: nothing is announced, and after it everything once', async () => {
    await pass(30);
    const name = stage.url.split('/').at(-1);
    await stage.database.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    const processes = [1, 2, 3].map(() => openPostgresql({ url: stage.url, poolSize: 2, logger: silent }));
    const { logger, lines } = recordLogs();
    const stop = new AbortController();
    const relays = processes.map((database) => relaySignals(parts(database, { logger }), stop.signal));
    await waitFor('each says so', () => lines.length >= 3);
    expect(announced()).toEqual([]);
    expect(new Set(lines.map(({ msg, code }) => [msg, code].join(' ')))).toEqual(
      new Set(['cannot announce signals at the moment; they wait in the outbox 25006']),
    );
    await stage.database.query('SET default_transaction_read_only = off');
    await stage.database.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    await stage.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'laurel'`,
    );
    await waitFor('all are announced', async () => (await waiting()) === 0);
    // Whoever finds nothing any more does not say that it announces.
    await waitFor('each is well again', () => lines.filter(({ level }) => level === 30).length === 3);
    expect(lines.filter(({ msg }) => msg === 'signals are announced again').length).toBeLessThan(3);
    stop.abort();
    await Promise.all(relays);
    expect(announced()).toHaveLength(30);
    expect(new Set(announced()).size).toBe(30);
    await Promise.all(processes.map((database) => database.close()));
  });

  test('a commit that fails after the bus has taken the signals costs one copy for each process, not one for each try', async () => {
    await pass(3);
    await stage.database.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`,
    );
    await stage.database.query(
      'CREATE CONSTRAINT TRIGGER refuse AFTER DELETE ON outbox DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    const [one, other] = [new Relay(parts()), new Relay(parts())];
    for (const relay of [one, other, one, other, one]) await expect(relay.round()).rejects.toThrow('no');
    expect(announced()).toHaveLength(6);
    expect(await waiting()).toBe(3);
    await stage.database.query('DROP TRIGGER refuse ON outbox');
    expect(await one.round()).toEqual({ kind: 'sent', count: 3 });
    expect(await one.round()).toEqual({ kind: 'empty' });
    expect(new Set(announced()).size).toBe(3);
    expect(announced()).toHaveLength(6);
  });

  test('one that was frozen between taking and sending sends nothing, and holds up nobody', async () => {
    await pass(2);
    vi.useFakeTimers({ toFake: ['Date'] });
    const frozen = new Relay(
      parts(stage.database, {
        encode: (signal) => {
          vi.setSystemTime(Date.now() + 6_000);
          return encodeSignal(signal, 'topic');
        },
      }),
    );
    await expect(frozen.round()).rejects.toMatchObject({ code: 'LEASE_OVER' });
    vi.useRealTimers();
    expect(announced()).toEqual([]);
    // Its connection is still in the transaction, as that of a process that was stopped: the server ends it by itself.
    const stopped = Promise.withResolvers<void>();
    const stuck = new Relay(
      parts(stage.database, {
        publisher: { ...bus.publisher(), publish: () => stopped.promise },
      }),
    );
    const fate = stuck.round().catch((error: unknown) => error);
    const other = new Relay(parts());
    await waitFor('the first one has it', async () => (await other.round()).kind === 'elsewhere');
    await waitFor('another takes over', async () => (await other.round()).kind === 'sent', { timeoutMs: 15_000 });
    expect(announced()).toHaveLength(2);
    stopped.resolve();
    expect(await fate).toBeInstanceOf(Error);
  });

  test('an award and its revocation never travel together', async () => {
    await pass(2);
    await pass(2, false);
    const batches: string[][] = [];
    const publisher = {
      ...bus.publisher(),
      publish: async (messages: Parameters<ReturnType<MemoryBus['publisher']>['publish']>[0]) => {
        batches.push(messages.map(({ fields }) => fields[0]?.[1].split('.').at(-2) ?? ''));
      },
    };
    await new Relay(parts(stage.database, { publisher })).round();
    expect(batches).toEqual([
      ['awarded', 'awarded'],
      ['revoked', 'revoked'],
    ]);
  });
});
