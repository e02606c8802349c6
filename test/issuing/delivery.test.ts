import { expect, test } from 'vitest';
import { retryBadge } from '../../src/store/delivery/retries.ts';
import { settle } from '../../src/store/delivery/settlement.ts';
import { loadProviderAccounts } from '../../src/store/delivery/provider-accounts.ts';
import { describeDeliveries, one, two } from '../support/credly-stage.ts';
import { addBadge, addBadges, badgeRow, historyOf, impatient, retryFailed, revoke } from '../support/deliveries.ts';
import { waitFor } from '../support/wait.ts';

describeDeliveries('delivery to Credly', (stage) => {
  test('issues what is due, and revokes it when that is due (S14, S16)', async () => {
    const badge = await addBadge(stage().database, stage().template);
    const { worker, deliveries } = stage().startWorker();
    await worker.whenIdle();
    const issued = await badgeRow(stage().database, badge);
    expect(issued).toMatchObject({ status: 'awarded', state: 'pending', due: null, uncertain: false, failures: 0 });
    expect(await stage().outside()).toMatchObject([{ id: issued.external_id, state: 'pending' }]);

    await revoke(stage().database, badge);
    await worker.whenIdle();
    expect(await badgeRow(stage().database, badge)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    expect(await stage().outside()).toMatchObject([{ state: 'revoked', revocation_reason: 'Grade withdrawn' }]);
    expect(await historyOf(stage().database, badge)).toEqual(['issued', 'revoked_outside']);
    expect(worker.counters.credly).toEqual({ issued: 1, revoked: 1, retried: 0, adopted: 0, errors: 0 });
    expect(deliveries.map(({ result }) => result)).toEqual(['issued', 'revoked']);
  });

  test('uses the newest known name and e-mail (S22, D15)', async () => {
    const badge = await addBadge(stage().database, stage().template);
    await stage().database.query(`UPDATE learner SET email = 'new@example.org', name = 'Grace Hopper'`);
    await stage().startWorker().worker.whenIdle();
    expect((await badgeRow(stage().database, badge)).state).toBe('pending');
    expect(await stage().outside()).toMatchObject([
      { recipient_email: 'new@example.org', recipient_name: 'Grace Hopper' },
    ]);
  });

  test.each([
    { kind: 'status', status: 429, retryAfter: 0 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'timeout', when: 'before' },
    { kind: 'timeout', when: 'after' },
    { kind: 'reset', when: 'before' },
    { kind: 'reset', when: 'after' },
    { kind: 'malformed' },
  ] as const)('D10, D30: after %j the badge gets out, once', async (fault) => {
    await stage().control.fault({ route: 'badges.issue', times: 2, ...fault });
    const badge = await addBadge(stage().database, stage().template);
    const { worker } = stage().startWorker({ settings: impatient });
    await stage().allDelivered();
    const [there, ...more] = await stage().outside();
    expect(more).toEqual([]);
    expect(await badgeRow(stage().database, badge)).toMatchObject({
      state: 'pending',
      external_id: there?.id,
      failures: 0,
    });
    expect(worker.counters.credly).toMatchObject({ issued: 1, errors: 0 });
    expect(worker.counters.credly.retried).toBeGreaterThan(0);
  });

  test('adopts what a time-out after the effect left outside, instead of issuing again (S21)', async () => {
    await stage().control.fault({ route: 'badges.issue', kind: 'timeout', when: 'after', times: 1 });
    const badge = await addBadge(stage().database, stage().template);
    const { worker } = stage().startWorker();
    await stage().allDelivered();
    expect((await stage().control.journal('badges.issue')).length).toBe(1);
    expect(worker.counters.credly).toEqual({ issued: 1, revoked: 0, retried: 1, adopted: 1, errors: 0 });
    expect(await historyOf(stage().database, badge)).toEqual(['delivery_failed', 'adopted']);
  });

  test('a permanent failure tells status and body, waits for the operator, and gets out when retried (S21)', async () => {
    await stage().control.post(`/_sim/templates/${one.template}/archive`);
    const badges = await addBadges(stage().database, stage().template, 3);
    const { worker } = stage().startWorker();
    await worker.whenIdle();
    for (const badge of badges) {
      expect(await badgeRow(stage().database, badge)).toMatchObject({ state: 'error', due: null, last_status: 422 });
      expect((await badgeRow(stage().database, badge)).last_body).toContain('is archived');
    }
    expect(worker.counters.credly.errors).toBe(3);

    await stage().control.post(`/_sim/templates/${one.template}`, { state: 'active' });
    expect(await retryBadge(stage().database, badges[0] ?? '', 'cli:test')).toBe(true);
    await worker.whenIdle();
    expect(await stage().outside()).toHaveLength(1);
    expect(await retryFailed(stage().database, { origin: 'credly', account: two.organization })).toBe(0);
    expect(await retryFailed(stage().database, { origin: 'credly', account: one.organization })).toBe(2);
    await worker.whenIdle();
    expect(await stage().outside()).toHaveLength(3);
    expect(await retryFailed(stage().database, null)).toBe(0);
    expect(await historyOf(stage().database, badges[1] ?? '')).toEqual([
      'delivery_failed',
      'delivery_retried',
      'issued',
    ]);
  });

  test('keeps the learner out of what it stores of the provider’s words (S26)', async () => {
    const badge = await addBadge(stage().database, stage().template, { email: 'no address' });
    await stage().startWorker().worker.whenIdle();
    const { state, last_body } = await badgeRow(stage().database, badge);
    expect(state).toBe('error');
    expect(last_body).not.toMatch(/no address|learner\d|Lovelace/);
  });

  test('two workers at once issue each badge once', async () => {
    await addBadges(stage().database, stage().template, 60);
    const two = [stage().startWorker(), stage().startWorker()];
    await stage().allDelivered();
    expect(await stage().control.journal('badges.issue')).toHaveLength(60);
    expect(await stage().outside()).toHaveLength(60);
    expect(two.map(({ worker }) => worker.counters.credly.issued).reduce((a, b) => a + b)).toBe(60);
  });

  test('a worker that dies after the provider did it: the next one asks and adopts', async () => {
    const badge = await addBadge(stage().database, stage().template);
    const claim = await stage().claimAndDie();
    await stage().issueAs(claim);
    const { worker } = stage().startWorker();
    await stage().allDelivered();
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
    expect(await historyOf(stage().database, badge)).toEqual(['adopted']);
    expect(worker.counters.credly).toMatchObject({ issued: 1, retried: 1, adopted: 1 });
  });

  test('a worker that dies before it calls: the next one asks and issues', async () => {
    const badge = await addBadge(stage().database, stage().template);
    await stage().claimAndDie();
    stage().startWorker();
    await stage().allDelivered();
    expect((await stage().control.journal()).map(({ route }) => route)).toEqual([
      'badges.list',
      'badges.list',
      'badges.issue',
    ]);
    expect(await historyOf(stage().database, badge)).toEqual(['issued']);
  });

  test('a worker that comes back too late changes nothing', async () => {
    const badge = await addBadge(stage().database, stage().template);
    const claim = await stage().claimAndDie();
    stage().startWorker();
    await stage().allDelivered();
    const before = await badgeRow(stage().database, badge);
    const late = {
      state: 'error',
      externalId: null,
      externalUrl: null,
      retryInMs: 0,
      uncertain: true,
      failures: 1,
      failure: null,
      closed: null,
      history: { kind: 'delivery_failed', details: {} },
    } as const;
    expect(await settle(stage().database, claim, late)).toBe(false);
    expect(await badgeRow(stage().database, badge)).toEqual(before);
  });

  test('what a provider said is written down even where it was cut within a character', async () => {
    const badge = await addBadge(stage().database, stage().template);
    const claim = await stage().claimAndDie();
    const failed = {
      state: 'error',
      externalId: null,
      externalUrl: null,
      retryInMs: null,
      uncertain: false,
      failures: 1,
      failure: { status: 422, body: 'not allowed: \ud83d' },
      closed: null,
      history: { kind: 'delivery_failed', details: {} },
    } as const;
    expect(await settle(stage().database, claim, failed)).toBe(true);
    expect(await badgeRow(stage().database, badge)).toMatchObject({
      last_status: 422,
      last_body: 'not allowed: \ufffd',
    });
  });

  test('a stop lets nothing half done: calls in flight are cut off and asked about, waiting ones given back', async () => {
    const badges = await addBadges(stage().database, stage().template, 4);
    await stage().control.fault({ route: 'badges.issue', kind: 'timeout', when: 'after' });
    const { worker } = stage().startWorker({ settings: { ratePerSecond: 1, timeoutMs: 60_000, leaseMs: 130_000 } });
    await waitFor('one badge is out', async () => (await stage().outside()).length === 1);
    const started = Date.now();
    await worker.stop();
    expect(Date.now() - started).toBeLessThan(10_000);
    const rows = await stage().database.query(
      'SELECT attempts_started AS started, uncertain FROM badge WHERE claimed_by IS NULL ORDER BY attempts_started',
    );
    expect(rows).toEqual([0, 0, 0, 1].map((begun) => ({ started: begun, uncertain: begun === 1 })));
    expect(await loadProviderAccounts(stage().database)).toEqual([]);

    await stage().control.calm();
    stage().startWorker();
    await stage().allDelivered();
    expect(await stage().outside()).toHaveLength(badges.length);
  });

  test('through any mix of faults, with two workers, each award has one badge outside, in the right state (S21)', async () => {
    const faults = [
      { route: 'badges.issue', kind: 'timeout', when: 'after', probability: 0.1 },
      { route: 'badges.issue', kind: 'timeout', when: 'before', probability: 0.05 },
      { route: 'badges.issue', kind: 'reset', when: 'after', probability: 0.1 },
      { route: 'badges.issue', kind: 'malformed', probability: 0.1 },
      { route: '*', kind: 'status', status: 503, probability: 0.1 },
      { route: '*', kind: 'status', status: 429, retryAfter: 0, probability: 0.05 },
      { route: 'badges.revoke', kind: 'reset', when: 'after', probability: 0.2 },
    ] as const;
    for (const fault of faults) await stage().control.fault(fault);
    const badges = await addBadges(stage().database, stage().template, 60);
    const [first, second] = [0, 1].map(() => stage().startWorker({ settings: impatient }));
    await waitFor('some are out', async () => (await stage().outside()).length >= 20);
    const revoked = badges.filter((_, index) => index % 2 === 0);
    await revoke(stage().database, ...revoked);
    await stage().allDelivered();

    const there = await stage().outside();
    for (const badge of badges) {
      const { earner_id, external_id, state } = await badgeRow(stage().database, badge);
      const own = there.filter(({ issuer_earner_id }) => issuer_earner_id !== null && issuer_earner_id === earner_id);
      if (revoked.includes(badge) && external_id === null) {
        expect({ state, own }).toEqual({ state: 'created', own: [] });
      } else {
        const wanted = revoked.includes(badge) ? 'revoked' : 'pending';
        expect({ state, own }).toMatchObject({ state: wanted, own: [{ id: external_id, state: wanted }] });
      }
    }
    const errors = [first, second].map((made) => made?.worker.counters.credly.errors);
    expect(errors).toEqual([0, 0]);
  });
});
