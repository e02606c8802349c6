import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import type { AccredibleSimulator } from '../../simulators/accredible/server.ts';
import type { DeliveryWorker } from '../../src/issuing/delivery/worker.ts';
import type { Database } from '../../src/store/database/database.ts';
import { retryBadge } from '../../src/store/delivery/retries.ts';
import { loadProviderAccounts } from '../../src/store/delivery/provider-accounts.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import {
  addBadge,
  addBadges,
  addTemplate,
  badgeRow,
  dueCount,
  emptyTables,
  historyOf,
  impatient,
  makeWorker,
  quick,
  revoke,
  retryFailed,
} from '../support/deliveries.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { waitFor } from '../support/wait.ts';

describe.skipIf(!hasPostgresql())('delivery to Accredible', () => {
  let database: Database;
  let fresh: TestDatabase;
  let simulator: AccredibleSimulator;
  let control: SimulatorControl;
  let worker: DeliveryWorker;
  let template: number;

  beforeAll(async () => {
    fresh = await createTestDatabase();
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    await emptyTables(database);
    simulator = await startAccredibleSimulator({
      auth: 'strict',
      accounts: [{ keys: ['sim-acc-key'], groups: [{ id: 70110, name: 'data-stewardship-2026' }] }],
    });
    control = new SimulatorControl(simulator.url);
    template = await addTemplate(database, { origin: 'accredible', account: 'main', group: 70110 });
    const access = { accredibleUrl: simulator.apiBaseUrl, accounts: { main: 'sim-acc-key' } };
    ({ worker } = makeWorker(database, access, { ...quick, ...impatient }));
  });
  afterEach(async () => {
    await simulator.close();
    await worker.stop();
  });

  const outside = async () =>
    (await control.get<{ credentials: { id: string; state: string }[] }>('/_sim/credentials?per=5000')).credentials;
  const allDelivered = () => waitFor('nothing is due', async () => (await dueCount(database)) === 0);

  test('issues and expires, through faults, once each (S16, S21)', async () => {
    await control.fault({ route: 'credentials.create', kind: 'timeout', when: 'after', every: 3, times: 4 });
    await control.fault({ route: 'credentials.create', kind: 'status', status: 500, every: 4, times: 3 });
    const badges = await addBadges(database, template, 12);
    worker.start();
    await allDelivered();
    expect((await outside()).map(({ state }) => state)).toEqual(badges.map(() => 'published'));
    for (const badge of badges) expect((await badgeRow(database, badge)).state).toBe('accepted');
    await control.calm();
    await control.fault({ route: 'credentials.update', kind: 'timeout', when: 'after', times: 2 });
    await revoke(database, ...badges);
    await allDelivered();
    expect((await outside()).map(({ state }) => state)).toEqual(badges.map(() => 'expired'));
    for (const badge of badges) expect((await badgeRow(database, badge)).state).toBe('expired');
    expect(worker.counters.accredible).toMatchObject({ issued: 12, revoked: 12, errors: 0 });
  });

  test('without credits the badge waits for the operator, with its id; a retry publishes it', async () => {
    await control.post('/_sim/credits', { credits: 0 });
    const badge = await addBadge(database, template);
    worker.start();
    await worker.whenIdle();
    const [there] = await outside();
    const failed = await badgeRow(database, badge);
    expect(failed).toMatchObject({ state: 'error', due: null, external_id: there?.id, last_status: 200 });
    expect(failed.last_body).toContain('credits');
    expect(await loadProviderAccounts(database)).toEqual([]);

    await control.post('/_sim/credits', { credits: 5 });
    expect(await retryBadge(database, badge, 'cli:test')).toBe(true);
    await allDelivered();
    expect(await badgeRow(database, badge)).toMatchObject({ state: 'accepted', external_id: there?.id });
    expect(await outside()).toMatchObject([{ state: 'published' }]);
    expect(await historyOf(database, badge)).toEqual(['delivery_failed', 'delivery_retried', 'issued']);
  });

  test('one that was published by hand is adopted', async () => {
    await control.post('/_sim/sandbox_mode', { on: true });
    const badge = await addBadge(database, template);
    worker.start();
    await worker.whenIdle();
    const { external_id } = await badgeRow(database, badge);
    await control.post('/_sim/sandbox_mode', { on: false });
    await fetch(`${simulator.apiBaseUrl}v1/credentials/${external_id}`, {
      method: 'PUT',
      headers: { authorization: 'Token token=sim-acc-key', 'content-type': 'application/json' },
      body: '{"credential":{"approve":true}}',
    });
    await retryFailed(database, null);
    await allDelivered();
    expect(await historyOf(database, badge)).toEqual(['delivery_failed', 'delivery_retried', 'adopted']);
  });

  test('one that was never published is expired all the same when it is revoked', async () => {
    await control.post('/_sim/credits', { credits: 0 });
    const badge = await addBadge(database, template);
    worker.start();
    await worker.whenIdle();
    await revoke(database, badge);
    await allDelivered();
    expect(await badgeRow(database, badge)).toMatchObject({ status: 'revoked', state: 'expired' });
  });
});
