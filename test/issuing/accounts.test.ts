import { expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { loadProviderAccounts } from '../../src/store/delivery/provider-accounts.ts';
import { describeDeliveries, keys, one, slowRetry, two } from '../support/credly-stage.ts';
import { addBadge, addBadges, addTemplate, badgeRow, dueCount, quick, retryFailed } from '../support/deliveries.ts';
import { recordLogs } from '../support/logs.ts';
import { freePort } from '../support/ports.ts';
import { waitFor } from '../support/wait.ts';

describeDeliveries('accounts in trouble (S23)', (stage) => {
  test('a wrong key pauses its account alone, and its badges get out by themselves once it is right', async () => {
    await addBadges(stage().database, stage().template, 12);
    const other = await addTemplate(stage().database, { origin: 'credly', ...two });
    const healthy = await addBadges(stage().database, other, 3);
    // A key's pause that outlasts the test, so that there is no second probe.
    const first = stage().startWorker({
      keys: { ...keys, [one.organization]: 'wrong' },
      settings: { retry: slowRetry },
    });
    await first.worker.whenIdle();
    for (const badge of healthy) expect(await badgeRow(stage().database, badge)).toMatchObject({ state: 'pending' });
    const refused = (await stage().control.journal('badges.issue')).filter(({ status }) => status === 401);
    expect(refused.length).toBeLessThanOrEqual(quick.concurrency);
    expect(await loadProviderAccounts(stage().database)).toMatchObject([
      { origin: 'credly', account: one.organization, lastStatus: 401 },
    ]);
    expect(await dueCount(stage().database)).toBe(12);

    await first.worker.stop();
    stage().startWorker();
    await retryFailed(stage().database, { origin: 'credly', account: one.organization });
    await stage().allDelivered();
    expect(await stage().outside()).toHaveLength(15);
  });

  test('a paused account is tried again with one badge at a time', async () => {
    await addBadges(stage().database, stage().template, 8);
    const { worker } = stage().startWorker({ keys: { ...keys, [one.organization]: 'wrong' } });
    await waitFor(
      'a few probes',
      async () => (await stage().control.journal('badges.issue')).length >= quick.concurrency + 4,
    );
    await worker.stop();
    const calls = await stage().control.journal('badges.issue');
    // After the first calls, which go out together, each probe waits for the pause of the one before.
    const times = calls.slice(quick.concurrency).map(({ time }) => Date.parse(time));
    for (const [index, time] of times.entries()) {
      expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(quick.retry.capMs - 5);
    }
  });

  test('429 pauses the account for every worker, as long as the provider says', async () => {
    await stage().control.fault({ route: 'badges.issue', kind: 'status', status: 429, retryAfter: 3_600, times: 1 });
    await addBadges(stage().database, stage().template, 8);
    const one = stage().startWorker({ settings: { concurrency: 1 } });
    await one.worker.whenIdle();
    const two = stage().startWorker({ settings: { concurrency: 1 } });
    await two.worker.whenIdle();
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
    const [account] = await loadProviderAccounts(stage().database);
    expect(account?.pausedUntil?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await retryFailed(stage().database, null)).toBe(1);
    two.worker.wake();
    await stage().allDelivered();
  });

  test('a 429 that asks for no rest pauses the account a little, and is told once for all calls in flight', async () => {
    await stage().control.fault({ route: 'badges.issue', kind: 'status', status: 429, retryAfter: 0, times: 4 });
    await addBadges(stage().database, stage().template, 8);
    const logs = recordLogs();
    const { worker } = stage().startWorker({ settings: { retry: slowRetry }, logger: logs.logger });
    await worker.whenIdle();
    expect(await stage().control.journal('badges.issue')).toHaveLength(quick.concurrency);
    const told = logs.lines.filter(({ msg }) => msg === 'the account is paused; its badges wait');
    expect(told.filter(({ level }) => level === 40)).toMatchObject([{ status: 429, pauseMs: 1_000 }]);
    expect(told.every(({ pauseMs }) => Number(pauseMs) >= 0)).toBe(true);
  });

  test('a badge that can’t even be sent doesn’t end the pause of its account', async () => {
    const wrong = { ...keys, [one.organization]: 'wrong' };
    await addBadge(stage().database, stage().template);
    const { worker } = stage().startWorker({ keys: wrong, settings: { retry: slowRetry } });
    await worker.whenIdle();
    await addBadge(stage().database, stage().template, { email: '' });
    await stage().database.query('UPDATE provider_account SET paused_until = now()');
    await worker.whenIdle();
    expect(worker.counters.credly.errors).toBe(1);
    const [account] = await loadProviderAccounts(stage().database);
    expect(account).toMatchObject({ failures: 1, lastStatus: 401 });
    expect(account?.pausedUntil).not.toBeNull();
  });

  test('a provider that never answers, with a backlog, takes nothing from the others', async () => {
    await addBadges(stage().database, stage().template, 200);
    const healthy = await addBadges(stage().database, await addTemplate(stage().database, { origin: 'openedx' }), 20);
    await stage().control.fault({ route: 'badges.issue', kind: 'timeout', when: 'before' });
    stage().startWorker({ settings: { timeoutMs: 30_000, leaseMs: 70_000 } });
    await waitFor(
      'all lanes wait',
      async () => (await stage().control.journal('badges.issue')).length >= quick.concurrency,
    );
    await waitFor('the others are out', async () => {
      const rows = await Promise.all(healthy.map((badge) => badgeRow(stage().database, badge)));
      return rows.every(({ state, id, external_id }) => state === 'accepted' && external_id === id);
    });
    expect(await stage().control.journal('badges.issue')).toHaveLength(quick.concurrency);
    expect(await dueCount(stage().database)).toBe(200);
  });

  test('a provider that is away is waited for, and delivery goes on when it is back', async () => {
    const port = await freePort();
    const badges = await addBadges(stage().database, stage().template, 8);
    const { worker } = stage().startWorker({ url: `http://127.0.0.1:${port}/v1/` });
    await waitFor(
      'the account is paused',
      async () => (await loadProviderAccounts(stage().database))[0]?.pausedUntil != null,
    );
    const late = await startCredlySimulator({
      port,
      organizations: [
        { id: one.organization, name: 'One', tokens: ['key-one'], templates: [{ id: one.template, name: 'Data' }] },
      ],
    });
    await stage().allDelivered();
    for (const badge of badges) expect((await badgeRow(stage().database, badge)).state).toBe('pending');
    expect(worker.counters.credly).toMatchObject({ issued: 8, adopted: 0, errors: 0 });
    await late.close();
  });
});
