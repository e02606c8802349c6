import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import type { Delivery } from '../../src/issuing/delivery/counters.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import type { DeliveryWorker } from '../../src/issuing/delivery/worker.ts';
import type { DeliverySettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { claimDue, dueAccounts } from '../../src/store/delivery/delivery.ts';
import type { Claim } from '../../src/store/delivery/delivery.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from './database.ts';
import { addTemplate, dueCount, emptyTables, makeWorker, quick } from './deliveries.ts';
import { SimulatorControl } from './simulator.ts';
import { waitFor } from './wait.ts';

/** The two organizations of the stage, each with one template and a key of its own. */
export const one = {
  organization: '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01',
  template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10',
};
export const two = {
  organization: '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02',
  template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e12',
};
export const keys: Readonly<Record<string, string>> = { [one.organization]: 'key-one', [two.organization]: 'key-two' };

/** Retries that don't come within a test. */
export const slowRetry = { baseMs: 600_000, capMs: 600_000 };

/** A badge as the simulator holds it. */
export interface SimulatedBadge {
  readonly id: string;
  readonly state: string;
  readonly recipient_email: string;
  readonly recipient_name: string;
  readonly issuer_earner_id: string | null;
  readonly revocation_reason: string | null;
}

/** A database, a simulated Credly and workers between them, made anew for every test. */
export class CredlyStage {
  readonly database: Database;
  readonly simulator: CredlySimulator;
  readonly control: SimulatorControl;
  /** Key of our template for {@link one}. */
  readonly template: number;
  readonly workers: DeliveryWorker[] = [];

  constructor(database: Database, simulator: CredlySimulator, template: number) {
    this.database = database;
    this.simulator = simulator;
    this.control = new SimulatorControl(simulator.url);
    this.template = template;
  }

  /** Starts a worker that is stopped after the test. */
  startWorker(
    given: {
      settings?: Partial<DeliverySettings>;
      keys?: Readonly<Record<string, string>>;
      url?: string;
      logger?: Logger;
    } = {},
  ): {
    worker: DeliveryWorker;
    deliveries: Delivery[];
  } {
    const access = { credlyUrl: given.url ?? this.simulator.apiBaseUrl, organizations: given.keys ?? keys };
    const made = makeWorker(this.database, access, { ...quick, ...given.settings }, given.logger);
    this.workers.push(made.worker);
    made.worker.start();
    return made;
  }

  /** Every badge that Credly holds. */
  async outside(): Promise<SimulatedBadge[]> {
    return (await this.control.get<{ badges: SimulatedBadge[] }>('/_sim/badges?per=5000')).badges;
  }

  async allDelivered(): Promise<void> {
    await waitFor('nothing is due', async () => (await dueCount(this.database)) === 0);
  }

  /** Claims the longest due badge the way a worker does that then dies. */
  async claimAndDie(leaseMs = 50): Promise<Claim> {
    const [account] = await dueAccounts(this.database);
    if (!account) throw new Error('nothing is due');
    const [claim] = await claimDue(this.database, account, {
      worker: randomUUID(),
      leaseMs,
      limit: 1,
      lanes: quick.concurrency,
      environment: 'production',
      earnerIdPrefix: null,
    });
    if (!claim) throw new Error('nothing was claimed');
    return claim;
  }

  /** Does at Credly what a worker would do with this claim. */
  async issueAs({ award }: Claim): Promise<void> {
    const provider = createCredlyProvider({
      settings: { apiBaseUrl: this.simulator.apiBaseUrl, organizations: new Map(Object.entries(keys)) },
      timeoutMs: 2_000,
      limits: createRateLimits(1_000, null),
    });
    expect(await provider.issue(award, new AbortController().signal)).toMatchObject({ kind: 'issued' });
  }

  async end(): Promise<void> {
    // The simulator first, so that calls which are never answered end at once.
    await this.simulator.close();
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }
}

/** Runs the tests on PostgreSQL and on the embedded database, each test on a stage of its own. */
export function describeDeliveries(what: string, define: (stage: () => CredlyStage) => void): void {
  for (const kind of ['postgresql', 'embedded'] as const) {
    describe.skipIf(kind === 'postgresql' && !hasPostgresql())(`${what}, on ${kind}`, () => {
      let database: Database;
      let close: () => Promise<void>;
      let stage: CredlyStage;
      beforeAll(async () => {
        const fresh = kind === 'postgresql' ? await createTestDatabase() : null;
        database = fresh?.database ?? (await createEmbeddedDatabase());
        close = () => (fresh ?? database).close();
      });
      afterAll(() => close());

      beforeEach(async () => {
        await emptyTables(database);
        const simulator = await startCredlySimulator({
          auth: 'strict',
          organizations: [
            { id: one.organization, name: 'One', tokens: ['key-one'], templates: [{ id: one.template, name: 'Data' }] },
            { id: two.organization, name: 'Two', tokens: ['key-two'], templates: [{ id: two.template, name: 'Data' }] },
          ],
        });
        stage = new CredlyStage(database, simulator, await addTemplate(database, { origin: 'credly', ...one }));
      });
      afterEach(() => stage.end());
      define(() => stage);
    });
  }
}
