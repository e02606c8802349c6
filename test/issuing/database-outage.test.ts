import { describe, expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { hasPostgresql, silent } from '../support/database.ts';
import { keys, one } from '../support/credly-stage.ts';
import { addBadges, addTemplate, badgeRow, dueCount, makeWorker, quick } from '../support/deliveries.ts';
import { startPostgresql } from '../support/postgresql.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { waitFor } from '../support/wait.ts';

describe.skipIf(!hasPostgresql())('delivery while the database goes away', () => {
  test('waits, goes on by itself, and every badge is outside once', async () => {
    const server = await startPostgresql();
    const database = openPostgresql({ url: server.url, poolSize: 10, logger: silent });
    await migrate(database);
    const simulator = await startCredlySimulator({
      latency: 20,
      organizations: [
        { id: one.organization, name: 'One', tokens: ['key-one'], templates: [{ id: one.template, name: 'Data' }] },
      ],
    });
    const control = new SimulatorControl(simulator.url);
    const badges = await addBadges(database, await addTemplate(database, { origin: 'credly', ...one }), 60);
    const access = { credlyUrl: simulator.apiBaseUrl, organizations: keys };
    // A short lease: what was in flight when the database went away is soon free again, and asked about.
    const { worker } = makeWorker(database, access, { ...quick, leaseMs: 1_000, timeoutMs: 400 });
    worker.start();
    for (const outside of [10, 30]) {
      await waitFor(`${outside} badges are out`, async () => (await control.journal('badges.issue')).length >= outside);
      await server.kill();
      await server.start();
    }
    await waitFor('nothing is due', async () => (await dueCount(database)) === 0);
    const { badges: there } = await control.get<{ badges: { id: string }[] }>('/_sim/badges?per=5000');
    expect(there).toHaveLength(badges.length);
    const known = await Promise.all(badges.map(async (badge) => (await badgeRow(database, badge)).external_id));
    expect(new Set(known)).toEqual(new Set(there.map(({ id }) => id)));
    await worker.stop();
    await simulator.close();
    await database.close();
    await server.remove();
  });

  test('a stop while the database is away takes less than 10 seconds', async () => {
    const server = await startPostgresql();
    const database = openPostgresql({ url: server.url, poolSize: 2, logger: silent });
    await migrate(database);
    const { worker } = makeWorker(database, {});
    worker.start();
    await worker.whenIdle();
    await server.kill();
    const started = Date.now();
    await worker.stop();
    expect(Date.now() - started).toBeLessThan(10_000);
    await database.close();
    await server.remove();
  });
});
