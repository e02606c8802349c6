import { expect, test } from 'vitest';
import { describeDeliveries, one, slowRetry } from '../support/credly-stage.ts';
import { addBadge, badgeRow, historyOf, impatient, retryFailed, revoke } from '../support/deliveries.ts';
import { waitFor } from '../support/wait.ts';

describeDeliveries('revocations that meet an issue (S16)', (stage) => {
  test('a badge never attempted is cancelled without any call', async () => {
    const badge = await addBadge(stage().database, stage().template);
    await revoke(stage().database, badge);
    await stage().startWorker().worker.whenIdle();
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', state: 'created', due: null });
    expect(await stage().control.journal()).toEqual([]);
  });

  test('a revocation that comes in while the badge is being issued is done after it', async () => {
    await stage().control.fault({ route: 'badges.issue', kind: 'slow', ms: 150 });
    const badge = await addBadge(stage().database, stage().template);
    stage().startWorker();
    await waitFor('the badge is out', async () => (await stage().outside()).length === 1);
    expect((await badgeRow(stage().database, badge)).state).toBe('created');
    await revoke(stage().database, badge);
    await stage().allDelivered();
    expect(await historyOf(stage().database, badge)).toEqual(['issued', 'revoked_outside']);
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', state: 'revoked' });
    expect(await stage().outside()).toMatchObject([{ state: 'revoked' }]);
  });

  test.each([
    ['before', [], 'created', 'cancelled'],
    ['after', [{ state: 'revoked' }], 'revoked', 'revoked_outside'],
  ] as const)('an issue that timed out %s its effect is found out about first', async (when, there, state, last) => {
    await stage().control.fault({ route: 'badges.issue', kind: 'timeout', when, times: 1 });
    const badge = await addBadge(stage().database, stage().template);
    stage().startWorker({ settings: { ...impatient, retry: slowRetry } });
    await waitFor('the outcome is unknown', async () => (await badgeRow(stage().database, badge)).uncertain);
    await revoke(stage().database, badge);
    await stage().allDelivered();
    expect(await stage().outside()).toMatchObject(there);
    expect(await stage().outside()).toHaveLength(there.length);
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', state, uncertain: false });
    expect(await historyOf(stage().database, badge)).toEqual(['delivery_failed', last]);
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
  });

  test.each([
    { kind: 'status', status: 503 },
    { kind: 'timeout', when: 'after' },
    { kind: 'reset', when: 'before' },
    { kind: 'malformed' },
  ] as const)('D12: a revocation that failed with %j is repeated, and no second badge is issued', async (fault) => {
    const badge = await addBadge(stage().database, stage().template);
    const { worker } = stage().startWorker({ settings: impatient });
    await worker.whenIdle();
    await stage().control.fault({ route: 'badges.revoke', times: 2, ...fault });
    await revoke(stage().database, badge);
    await stage().allDelivered();
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', state: 'revoked' });
    expect(await stage().outside()).toMatchObject([{ state: 'revoked' }]);
  });

  test('D13: what is revoked stays revoked; a retry of everything touches nothing', async () => {
    const badge = await addBadge(stage().database, stage().template);
    await stage().control.post(`/_sim/templates/${one.template}/archive`);
    const { worker } = stage().startWorker();
    await worker.whenIdle();
    await revoke(stage().database, badge);
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', due: null });
    expect(await retryFailed(stage().database, null)).toBe(0);
    await worker.whenIdle();
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
  });

  test('the learner’s own rejection is kept when the badge is adopted', async () => {
    const badge = await addBadge(stage().database, stage().template);
    await stage().issueAs(await stage().claimAndDie());
    const [there] = await stage().outside();
    await stage().control.post(`/_sim/badges/${there?.id}/reject`);
    stage().startWorker();
    await stage().allDelivered();
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'awarded', state: 'rejected', due: null });
  });
});
