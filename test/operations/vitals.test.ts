import { describe, expect, onTestFinished, test } from 'vitest';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { readSettings } from '../../src/settings.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Command } from '../../src/bus/redis-streams/connection.ts';
import type { Readiness } from '../../src/monitoring/standing.ts';
import type { Overview } from '../../src/api/schemas/status.ts';
import type { Check } from '../../src/cli/doctor/checks.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { runLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment, LaurelProcess } from '../support/laurel.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';
import { apply, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

/** A process with a monitoring port, and what it says of itself there. */
interface Watched {
  readonly laurel: LaurelProcess;
  /** Its status, and the checks that follow database and schema: `ready: bus ok, consume ok`. */
  readonly ready: () => Promise<string>;
  /** The value of a metric; undefined when it is absent. */
  readonly metric: (line: string) => Promise<number | undefined>;
}

/** A site whose processes reach Redis through a proxy, as a user whose rights can be taken. */
interface Site {
  readonly redis: RedisServer;
  readonly admin: RedisConnection;
  readonly proxy: TcpProxy;
  readonly store: TestDatabase;
  readonly database: Database;
  readonly stage: ApiStage;
  readonly allow: (...rules: readonly string[]) => Promise<unknown>;
  readonly publish: () => Promise<void>;
  readonly start: (roles: string) => Promise<Watched>;
  readonly overview: () => Promise<Overview>;
  /** State of the bus, and what needs somebody of processes and bus. */
  readonly told: () => Promise<string>;
  readonly overviewSays: (wanted: string) => Promise<unknown>;
  readonly doctor: () => Promise<Check[]>;
}

async function openSite(): Promise<Site> {
  const [redis, store] = await Promise.all([startRedisServer(), createTestDatabase()]);
  const { database } = store;
  const admin = new RedisConnection(redis.url);
  const proxy = await startTcpProxy(redis.url);
  const allow: Site['allow'] = (...rules) =>
    admin.send(['ACL', 'SETUSER', 'laurel', 'reset', 'on', '>PASSWORD', '~*', '&*', ...rules]);
  const inspectBus = async () => {
    const { bus } = readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: redis.url, EVENT_BUS_TOPIC_PREFIX: 'dev' });
    if (bus.redis === null) throw new Error('no Redis is set');
    return inspectRedisStreams(bus, bus.redis);
  };
  await allow('+@all', '-info');
  const environment: LaurelEnvironment = {
    ...settingsFor(`redis://laurel:PASSWORD@127.0.0.1:${proxy.port}/0`, store.url),
    EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: '1',
    LAUREL_CLAIM_IDLE_SECONDS: '1',
    LAUREL_MONITORING_PORT: '0',
    LAUREL_STALL_SECONDS: '10',
  };
  await apply(environment, demoGraduate);
  // It only serves: what it tells of the others it has from the database.
  const { LAUREL_MONITORING_PORT: _, ...served } = environment;
  const stage = await stageApi(database, { environment: served, inspectBus });
  onTestFinished(async () => {
    admin.close();
    await stage.close();
    await proxy.close();
    await Promise.all([store.close(), redis.remove()]);
  });
  let learner = 0;
  const overview: Site['overview'] = async () =>
    (await stage.send('viewer', 'GET', '/api/v1/overview')).json() as Overview;
  const told: Site['told'] = async () => {
    const { bus, attention } = await overview();
    const kinds = attention.map(({ kind }) => kind).filter((kind) => /^(process|bus)_/.test(kind));
    return [bus.state, ...kinds].join(' ');
  };
  return {
    redis,
    admin,
    proxy,
    store,
    database,
    stage,
    allow,
    publish: () => new RedisTopic(redis.url).publish(passing({ learner: (learner += 1) })),
    start: (roles) => startWatched(environment, roles),
    overview,
    told,
    overviewSays: (wanted) =>
      waitFor(`the overview says ${wanted}`, async () => (await told()) === wanted, {
        timeoutMs: 30_000,
        everyMs: 100,
      }),
    doctor: async () => {
      const { stdout } = await runLaurel(['doctor', '--json'], environment);
      const { checks } = JSON.parse(stdout) as { checks: Check[] };
      return checks.filter(({ check }) => check.startsWith('process'));
    },
  };
}

async function startWatched(environment: LaurelEnvironment, roles: string): Promise<Watched> {
  const laurel = run(environment, '--roles', roles);
  const url = String((await laurel.waitForLog('serving health and metrics'))['url']);
  return {
    laurel,
    ready: async () => {
      const { status, checks } = (await (await fetch(`${url}/readyz`)).json()) as Readiness;
      return `${status}: ${checks
        .slice(2)
        .map(({ name, state }) => `${name} ${state}`)
        .join(', ')}`;
    },
    metric: async (line) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const found = text.split('\n').find((each) => each.startsWith(`${line} `));
      return found === undefined ? undefined : Number(found.slice(line.length + 1));
    },
  };
}
const says = (watched: Watched, ready: string): Promise<unknown> =>
  waitFor(`it says ${ready}`, async () => (await watched.ready()) === ready, { timeoutMs: 45_000, everyMs: 50 });

describe.skipIf(!isRedisInstalled() || !hasPostgresql())('what a process says of itself', () => {
  /** A reader and an acknowledger that are refused, and one that is cut off. */
  async function refusedConsumer(): Promise<void> {
    const { start, stage, allow, publish, proxy, overview, overviewSays, doctor } = await openSite();
    const consumer = await start('consume');
    // Without INFO it is well (the look from elsewhere has all rights).
    await says(consumer, 'ready: bus ok, consume ok');
    expect(await consumer.metric('laurel_bus_up')).toBe(1);
    await overviewSays('works');
    // The process that answers here neither reads nor writes.
    const own = (await stage.send(null, 'GET', '/readyz')).json() as Readiness;
    expect(own).toMatchObject({ status: 'ready' });
    expect(own.checks).toContainEqual({ name: 'bus', state: 'not_used' });

    await allow('+@all', '-xpending');
    await says(consumer, 'degraded: bus failing, consume failing');
    expect(await consumer.metric('laurel_bus_up')).toBe(0);
    expect(await consumer.metric('laurel_role_up{role="consume"}')).toBe(0);
    await overviewSays('failing process_failing');
    const { bus, processes } = await overview();
    expect(bus.message).toContain('XPENDING');
    expect(bus.topics).toHaveLength(1);
    expect(processes).toMatchObject([
      { state: 'running', roles: ['consume'], duties: [{ role: 'consume', state: 'failing', trouble: bus.message }] },
    ]);
    expect(JSON.stringify(processes)).not.toContain('PASSWORD');
    expect(await doctor()).toMatchObject([{ status: 'fail', message: expect.stringContaining('XPENDING') as unknown }]);
    expect((await stage.send(null, 'GET', '/readyz')).json()).toMatchObject({ status: 'ready' });

    await allow('+@all', '-info');
    await says(consumer, 'ready: bus ok, consume ok');
    await overviewSays('works');

    await allow('+@all', '-xack');
    await publish();
    await says(consumer, 'degraded: bus failing, consume failing');
    await overviewSays('failing process_failing');
    expect((await overview()).bus.message).toContain('acknowledging');
    await allow('+@all', '-info');
    await says(consumer, 'ready: bus ok, consume ok');

    // Its way is dead without a word, while the server answers everybody else.
    proxy.hold();
    await says(consumer, 'degraded: bus failing, consume failing');
    await overviewSays('failing process_failing');
    expect((await overview()).bus.message).toMatch(/did not respond|no response/);
    proxy.release();
    await says(consumer, 'ready: bus ok, consume ok');
    await overviewSays('works');
    await stopInTime(consumer.laurel);
    await waitFor('it is off the list', async () => (await overview()).processes.length === 0);
  }

  /** A publisher that finds a replica, before there is something to send. */
  async function refusedPublisher(): Promise<void> {
    const { start, admin, overview, doctor } = await openSite();
    const announcer = await start('announce');
    await says(announcer, 'ready: bus ok, announce ok');
    const replica: Command = ['REPLICAOF', '127.0.0.1', '1'];
    await admin.send(replica);
    // Nothing waits to be sent: it looks by itself.
    await says(announcer, 'degraded: bus failing, announce failing');
    expect(await announcer.metric('laurel_bus_up')).toBe(0);
    await waitFor('the overview tells why', async () =>
      (await overview()).processes.some(({ duties }) => duties.some(({ trouble }) => trouble.startsWith('READONLY'))),
    );
    expect(await doctor()).toMatchObject([{ status: 'fail', message: expect.stringContaining('READONLY') as unknown }]);
    await admin.send(['REPLICAOF', 'NO', 'ONE']);
    await says(announcer, 'ready: bus ok, announce ok');
    await stopInTime(announcer.laurel);
  }

  /** A consumer that hangs in its work, and a process that goes silent. */
  async function hangingConsumer(): Promise<void> {
    const { start, store, redis, database, publish, told, overview, overviewSays, doctor } = await openSite();
    const consumer = await start('consume');
    await says(consumer, 'ready: bus ok, consume ok');
    await publish();
    await waitFor('the learner', async () => (await database.query('SELECT id FROM learner')).length === 1);
    const locker = openPostgresql({ url: store.url, poolSize: 1, logger: silent });
    try {
      await locker.transaction(async (transaction) => {
        // As long as somebody holds the learner's row, nothing can be decided about them.
        await transaction.query('SELECT id FROM learner FOR UPDATE');
        await new RedisTopic(redis.url).publish(passing({ learner: 1, passing: false }));
        await waitFor('it hangs', async () => {
          // The lock must last, and a transaction that does nothing for long is ended.
          await transaction.query('SELECT 1');
          return (await consumer.ready()) === 'degraded: bus failing, consume failing';
        });
        await waitFor('the overview says so', async () => {
          await transaction.query('SELECT 1');
          // After twenty seconds the database gives the wait up, and then it is a failure.
          return /process_(hangs|failing)/.test(await told());
        });
      });
    } finally {
      await locker.close();
    }
    await says(consumer, 'ready: bus ok, consume ok');
    await consumer.laurel.kill();
    await database.query(`UPDATE process SET seen_at = seen_at - interval '31 seconds'`);
    await overviewSays('works process_silent');
    expect(await doctor()).toMatchObject([{ status: 'warn' }]);
    // Another one does its work, and puts it away later.
    const other = await start('consume,deliver');
    await says(other, 'ready: bus ok, consume ok, deliver ok');
    await overviewSays('works');
    expect((await overview()).processes.map(({ state }) => state)).toEqual(['silent', 'running']);
    await stopInTime(other.laurel);
    await database.query(`UPDATE process SET seen_at = now() - interval '11 minutes'`);
    const tidy = await start('consume');
    await waitFor('the old one is put away', async () => {
      const { processes } = await overview();
      return processes.length === 1 && processes[0]?.state === 'running';
    });
    await stopInTime(tidy.laurel);
  }

  // Each waits for what the others do not have: together they take as long as the longest.
  test(
    'of a bus that refuses or does not answer, and of work that hangs or is left',
    { timeout: 240_000 },
    async () => {
      await Promise.all([refusedConsumer(), refusedPublisher(), hangingConsumer()]);
    },
  );
});
