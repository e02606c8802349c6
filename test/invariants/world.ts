import type { FaultInput } from '../../simulators/base/faults.ts';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { Sites } from '../../simulators/reconcile.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import type { Database } from '../../src/store/database/database.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { accredibleAccount, accredibleGroups, credlyOrganization, credlyTemplates } from '../support/crowd.ts';
import { silent } from '../support/database.ts';
import { LaurelProcess } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { startPostgresql } from '../support/postgresql.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';
import { startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';

/** Servers and providers that a test may break at will, and the settings of Laurel processes among them. */
export interface World {
  readonly postgresql: PostgresqlServer;
  readonly redis: RedisServer;
  readonly sites: Sites;
  readonly environment: LaurelEnvironment;
  readonly database: Database;
  close(): Promise<void>;
}

export const topic = 'chaos-learning-badges-lifecycle';

const credlyToken = 'credly-key';
const accredibleKey = 'accredible-key';

/** @param faults of both providers' issue and revoke routes */
export async function openWorld(faults: {
  credly: readonly FaultInput[];
  accredible: readonly FaultInput[];
}): Promise<World> {
  const [postgresql, redis] = await Promise.all([startPostgresql(), startRedisServer({ persistent: true })]);
  const credly = await startCredlySimulator({
    seed: 7,
    faults: faults.credly,
    organizations: [
      {
        id: credlyOrganization,
        name: 'Chaos Academy',
        tokens: [credlyToken],
        templates: credlyTemplates.map((id, index) => ({ id, name: `Badge ${index}`, state: 'active' })),
      },
    ],
  });
  const accredible = await startAccredibleSimulator({
    seed: 7,
    faults: faults.accredible,
    accounts: [
      {
        name: accredibleAccount,
        keys: [accredibleKey],
        groups: accredibleGroups.map((id) => ({ id, name: `group-${id}` })),
      },
    ],
  });
  const database = openPostgresql({ url: postgresql.url, poolSize: 4, logger: silent });
  await migrate(database);
  return {
    postgresql,
    redis,
    database,
    sites: { credly: credly.url, accredible: accredible.url },
    environment: {
      LAUREL_DATABASE_URL: postgresql.url,
      EVENT_BUS_REDIS_CONNECTION_URL: redis.url,
      EVENT_BUS_TOPIC_PREFIX: 'chaos',
      EVENT_BUS_REDIS_STREAM_MAX_LEN: '1000000',
      EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: '1',
      EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
      EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: 'false',
      LAUREL_CLAIM_IDLE_SECONDS: '1',
      LAUREL_BATCH_SIZE: '200',
      LAUREL_DELIVERY_TIMEOUT_SECONDS: '0.5',
      LAUREL_DELIVERY_LEASE_SECONDS: '2',
      LAUREL_DELIVERY_POLL_SECONDS: '0.1',
      LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.1',
      LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.5',
      LAUREL_DELIVERY_RATE_PER_SECOND: '1000',
      BADGES_CONFIG: JSON.stringify({
        credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: { [credlyOrganization]: credlyToken } },
        accredible: {
          ACCREDIBLE_API_BASE_URL: accredible.apiBaseUrl,
          ACCOUNTS: { [accredibleAccount]: accredibleKey },
        },
      }),
    },
    close: async () => {
      await database.close();
      await Promise.all([credly.close(), accredible.close(), postgresql.remove(), redis.remove()]);
    },
  };
}

/** A Laurel process that is started again each time it is killed, as a service manager would do. */
export class Immortal {
  readonly #args: readonly string[];
  readonly #environment: LaurelEnvironment;
  #process: LaurelProcess;
  kills = 0;

  constructor(args: readonly string[], environment: LaurelEnvironment) {
    this.#args = args;
    this.#environment = environment;
    this.#process = new LaurelProcess(args, environment);
  }

  /** Ends it with SIGKILL once it is at work, and starts another. On a slow machine one that dies as it starts gets nowhere. */
  async kill(): Promise<void> {
    await this.#process.waitForLog('started', { timeoutMs: 60_000 });
    await this.#process.kill();
    this.kills += 1;
    this.#process = new LaurelProcess(this.#args, this.#environment);
  }

  /** Asks it to stop, once it has come so far that it can. */
  async stop(): Promise<number | null> {
    await this.#process.waitForLog('started');
    return this.#process.stop();
  }

  /** Ends it for good. */
  end(): Promise<void> {
    return this.#process.kill();
  }

  /** Its log, for the message of a test that fails. */
  get log(): string {
    return this.#process.stderr;
  }
}
