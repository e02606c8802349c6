import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { runLaurel } from '../support/laurel.ts';
import type { CommandOutput, LaurelEnvironment } from '../support/laurel.ts';
import type { KafkaPlace } from '../support/on-demand.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';
import { SimulatorControl } from '../support/simulator.ts';
import type { SmallDisk } from '../support/small-disk.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';
import type { BusName, FireBus } from './bus.ts';
import { inboxToken } from './inbox-sender.ts';
import { KafkaBus } from './kafka-bus.ts';
import { RedisBus } from './redis-bus.ts';
import type { FireServers, OwnKafka } from './servers.ts';
import { account, badgesFile, credlyIds, groups, organization } from './templates.ts';

/** Stands before the LMS user id in what providers know a learner by. */
export const earnerPrefix = 'fire-';

/** Everything around Laurel: servers and providers of the harness's own, which it may break at will. */
export interface World {
  readonly bus: FireBus;
  readonly postgresql: PostgresqlServer;
  /** Between Laurel and PostgreSQL. */
  readonly postgresqlProxy: TcpProxy;
  readonly credly: SimulatorControl;
  readonly accredible: SimulatorControl;
  readonly environment: LaurelEnvironment;
  /** Where PostgreSQL keeps its tables, once a fault has had them moved; removed after it. */
  readonly disk: { small: SmallDisk | null };
  /** Asks the database directly, over a connection of its own; where it is away, waits until it is back. */
  rows<Row>(sql: string): Promise<Row[]>;
  /** Runs statements one after the other, in one session. */
  script(statements: readonly string[]): Promise<void>;
  /** Runs a command of Laurel to its end. */
  laurel(args: readonly string[]): Promise<CommandOutput>;
  /** Applies the templates, edited so many times. */
  apply(edit: number): Promise<CommandOutput>;
  close(): Promise<void>;
}

/**
 * @param servers on which it has a database and, on Kafka, a topic of its own; they outlive it
 * @param shared Kafka of others, where the servers have none
 */
export async function openWorld(
  busName: BusName,
  { postgresql, kafka }: FireServers,
  shared?: KafkaPlace,
): Promise<World> {
  const name = `fire_${randomUUID().slice(0, 8)}`;
  await askPatiently(postgresql.url, [`CREATE DATABASE ${name}`]);
  const url = postgresql.databaseUrl(name);
  const bus = await openBus(busName, kafka ?? shared);
  const postgresqlProxy = await startTcpProxy(url);
  const credly = await startCredlySimulator({
    seed: 7,
    organizations: [
      {
        id: organization,
        name: 'Fire Academy',
        tokens: ['credly-key'],
        // Where the provider itself refuses no second badge, nothing hides that Laurel has asked for one.
        templates: credlyIds.map((id) => ({ id, name: id, state: 'active', allowDuplicateBadges: true })),
      },
    ],
  });
  const accredible = await startAccredibleSimulator({
    seed: 7,
    accounts: [
      {
        name: account,
        keys: ['accredible-key'],
        groups: groups.map((id) => ({ id, name: `group-${id}`, allowDuplicates: true })),
      },
    ],
  });
  const files = mkdtempSync(join(tmpdir(), 'laurel-fire-'));
  const environment = {
    ...bus.environment,
    LAUREL_DATABASE_URL: `postgres://laurel@127.0.0.1:${postgresqlProxy.port}/${name}`,
    LAUREL_DATABASE_POOL_SIZE: '6',
    LAUREL_INBOX_TOKEN: inboxToken,
    LAUREL_EARNER_ID_PREFIX: earnerPrefix,
    LAUREL_BATCH_SIZE: '50',
    LAUREL_CLAIM_IDLE_SECONDS: '1',
    LAUREL_DELIVERY_TIMEOUT_SECONDS: '0.4',
    LAUREL_DELIVERY_LEASE_SECONDS: '1',
    LAUREL_DELIVERY_POLL_SECONDS: '0.1',
    LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.05',
    LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.3',
    LAUREL_DELIVERY_RATE_PER_SECOND: '1000',
    BADGES_CONFIG: JSON.stringify({
      credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: { [organization]: 'credly-key' } },
      accredible: { ACCREDIBLE_API_BASE_URL: accredible.apiBaseUrl, ACCOUNTS: { [account]: 'accredible-key' } },
    }),
  };
  const laurel = (args: readonly string[]): Promise<CommandOutput> => runLaurel(args, environment);
  const disk: World['disk'] = { small: null };
  return {
    bus,
    disk,
    postgresql,
    postgresqlProxy,
    credly: new SimulatorControl(credly.url),
    accredible: new SimulatorControl(accredible.url),
    environment,
    rows: async <Row>(sql: string) => {
      const [rows] = await askPatiently(url, [sql]);
      return (rows ?? []) as Row[];
    },
    script: async (statements) => void (await askPatiently(url, statements)),
    laurel,
    apply: (edit) => {
      const file = join(files, `badges-${edit}.yaml`);
      writeFileSync(file, badgesFile(edit));
      return laurel(['apply', file]);
    },
    close: async () => {
      rmSync(files, { recursive: true, force: true });
      await Promise.all([credly.close(), accredible.close(), postgresqlProxy.close(), bus.close()]);
      await askPatiently(postgresql.url, [`DROP DATABASE ${name} WITH (FORCE)`]);
      if (disk.small === null) return;
      await askPatiently(postgresql.url, ['DROP TABLESPACE small']);
      disk.small.remove();
    },
  };
}

function openBus(name: BusName, kafka: OwnKafka | KafkaPlace | undefined): Promise<FireBus> {
  if (name === 'redis') return RedisBus.start();
  if (kafka === undefined) throw new Error('there is no Kafka');
  return KafkaBus.start(kafka);
}

/** Faults meet: while one has PostgreSQL down, another one asks it. */
function askPatiently(url: string, statements: readonly string[]): Promise<unknown[][]> {
  return waitFor(`PostgreSQL does ${statements.at(-1)}`, () => ask(url, statements), {
    timeoutMs: 30_000,
    everyMs: 50,
  });
}

/** The rows of each statement. */
async function ask(url: string, statements: readonly string[]): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const results: unknown[][] = [];
    for (const sql of statements) results.push((await client.query(sql)).rows as unknown[]);
    return results;
  } finally {
    await client.end().catch(() => {});
  }
}
