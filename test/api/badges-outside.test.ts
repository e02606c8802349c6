import { afterEach, beforeEach, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { describeDeliveries, two } from '../support/credly-stage.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

describeDeliveries('badges by hand, at Credly', (stage) => {
  let api: ApiStage;
  beforeEach(async () => {
    api = await stageApi(stage().database);
    await storeTemplates(stage().database, [
      template({
        id: 'both',
        holder: { origin: 'credly', ...two },
        requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
        penalties: [failPenalty('fail', ['a'], demoCourse)],
      }),
    ]);
    await process(passing({ learner: 7 }));
  });
  afterEach(() => api.close());

  const process = (...events: Parameters<typeof messageOf>[0][]) =>
    processBatch(
      consumerParts(stage().database),
      events.map((event) => messageOf(event)),
    );
  const award = async (): Promise<string> => {
    const body = { learner: 7, template: 'both', reason: 'Passed on paper' };
    const answer = await api.send('operator', 'POST', '/api/v1/badges', { body });
    expect(answer.status).toBe(201);
    return answer.json().id;
  };
  const revoke = (id: string) =>
    api.send('operator', 'POST', `/api/v1/badges/${id}/revoke`, {
      body: { reason: 'Told by phone', publicReason: 'Grade withdrawn' },
    });
  const badge = async (id: string) => (await api.send('viewer', 'GET', `/api/v1/badges/${id}`)).json();

  test('D42: awarded, it is issued once, to the learner; revoked, it is revoked there with the reason (S16, S21)', async () => {
    const id = await award();
    stage().startWorker();
    await stage().allDelivered();
    expect(await stage().outside()).toMatchObject([
      { state: 'pending', recipient_email: 'learner7@example.org', recipient_name: 'Learner 7' },
    ]);
    expect(await badge(id)).toMatchObject({ state: 'pending', due: null, externalId: expect.any(String), attempts: 1 });
    expect((await revoke(id)).json()).toMatchObject({ status: 'revoked', due: 'revoke' });
    await stage().allDelivered();
    expect(await stage().outside()).toMatchObject([{ state: 'revoked', revocation_reason: 'Grade withdrawn' }]);
    expect(await badge(id)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
  });

  test('revoked before it was issued, Credly never hears of it (S16)', async () => {
    const id = await award();
    await revoke(id);
    await stage().startWorker().worker.whenIdle();
    expect(await stage().control.journal()).toEqual([]);
    expect(await badge(id)).toMatchObject({ status: 'revoked', state: 'created', due: null });
  });

  test('completing later issues nothing again; a penalty then revokes it there (S15, S17)', async () => {
    const id = await award();
    stage().startWorker();
    await process(passing({ learner: 7, course: otherCourse }));
    await stage().allDelivered();
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
    await process(passing({ learner: 7, passing: false }));
    await stage().allDelivered();
    expect(await badge(id)).toMatchObject({ status: 'revoked', state: 'revoked' });
    await process(passing({ learner: 7 }));
    await stage().allDelivered();
    expect(await stage().outside()).toMatchObject([{ state: 'revoked' }]);
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
  });

  test('a delivery that failed for good shows why, and is healed by a retry', async () => {
    await stage().control.post(`/_sim/templates/${two.template}/archive`);
    const id = await award();
    const { worker } = stage().startWorker();
    await worker.whenIdle();
    expect(await badge(id)).toMatchObject({ state: 'error', waitsForOperator: true, lastStatus: 422, dueAt: null });
    const failed = await api.send('viewer', 'GET', '/api/v1/badges?failed=true');
    expect(failed.json().items).toMatchObject([{ id }]);
    await stage().control.post(`/_sim/templates/${two.template}`, { state: 'active' });
    expect((await api.send('operator', 'POST', `/api/v1/badges/${id}/retry`)).status).toBe(200);
    await stage().allDelivered();
    expect(await badge(id)).toMatchObject({ state: 'pending', waitsForOperator: false, lastStatus: null });
    expect((await api.send('operator', 'POST', `/api/v1/badges/${id}/retry`)).json()).toMatchObject({
      code: 'NOTHING_TO_RETRY',
    });
    expect(await stage().outside()).toHaveLength(1);
  });

  test('what somebody knows to be nowhere outside is settled, and tried no more (S17)', async () => {
    await stage().control.post(`/_sim/templates/${two.template}/archive`);
    const id = await award();
    await stage().startWorker().worker.whenIdle();
    expect(await badge(id)).toMatchObject({ state: 'error', waitsForOperator: true });
    const settle = (role: 'operator' | 'designer' = 'operator') =>
      api.send(role, 'POST', `/api/v1/badges/${id}/settle`, { body: { reason: 'Another site’s badge' } });
    expect((await settle('designer')).status).toBe(403);
    expect((await api.send('operator', 'POST', `/api/v1/badges/${id}/settle`, { body: {} })).status).toBe(422);
    expect((await settle()).json()).toMatchObject({
      status: 'awarded',
      state: 'created',
      closed: 'settled',
      due: null,
      waitsForOperator: false,
    });
    expect((await settle()).json()).toMatchObject({ status: 409, code: 'BADGE_SETTLED' });
    expect((await api.send('viewer', 'GET', '/api/v1/badges?failed=true')).json().items).toEqual([]);
    // Neither a retry nor a revocation wakes it up.
    expect(
      (await api.send('operator', 'POST', '/api/v1/badges/retry', { body: { origin: null, account: null } })).json(),
    ).toMatchObject({ retried: 0, failed: 0 });
    await stage().control.post(`/_sim/templates/${two.template}`, { state: 'active' });
    await revoke(id);
    await stage().allDelivered();
    expect(await stage().outside()).toEqual([]);
    const history = await api.send('viewer', 'GET', `/api/v1/history?learner=7`);
    expect(history.json().items).toContainEqual(
      expect.objectContaining({
        kind: 'settled',
        details: { badge: id, by: 'hand', reason: 'Another site’s badge' },
      }),
    );
    const audited = await stage().database.query(
      `SELECT action, reason, before -> 'state' AS before FROM audit WHERE action = 'badge.settle'`,
    );
    expect(audited).toEqual([{ action: 'badge.settle', reason: 'Another site’s badge', before: 'error' }]);
  });
});
