import { beforeAll, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { describeApiOnBoth } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { page } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

const minute = 60_000_000;
const now = (): number => Date.now() * 1_000;

describeApiOnBoth('POST /progress/reset', (stage) => {
  const process = (...events: Parameters<typeof messageOf>[0][]) =>
    processBatch(
      consumerParts(stage().database),
      events.map((event) => messageOf(event)),
    );
  const reset = (body: object, role: 'operator' | 'designer' = 'operator') =>
    stage().api.send(role, 'POST', '/api/v1/progress/reset', { body });
  const standing = async (learner: number, slug: string) =>
    (await stage().api.send('viewer', 'GET', `/api/v1/learners/${learner}/templates/${slug}`, {})).json();
  const signals = async (learner: number) =>
    stage().database.query(
      'SELECT signal FROM outbox JOIN badge ON badge.id = badge_id WHERE learner_id = $1 ORDER BY signal',
      [learner],
    );

  beforeAll(async () => {
    await storeTemplates(stage().database, [
      template({
        id: 'one',
        requirements: [passCourse('a', demoCourse)],
        penalties: [failPenalty('fail-a', ['a'], demoCourse)],
      }),
      template({ id: 'both', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
    ]);
  });

  test('begins anew: what happened before does not come back, and what happens later counts (S11)', async () => {
    const before = passing({ learner: 1, time: now() - minute });
    await process(before);
    expect((await standing(1, 'both')).explanation).toMatchObject({ groupsMet: 1 });
    const answer = await reset({ learner: 1, template: 'both', reason: 'a test account' });
    expect(answer.json()).toEqual({ requirements: ['a'], badge: null });
    expect((await standing(1, 'both')).explanation).toMatchObject({ groupsMet: 0, complete: false });
    // Redelivered, and late: of a requirement that had been fulfilled, and of one that had not.
    await process(before, passing({ learner: 1, course: otherCourse, time: now() - minute }));
    expect((await standing(1, 'both')).explanation).toMatchObject({ groupsMet: 0 });
    await process(
      passing({ learner: 1, time: now() + minute }),
      passing({ learner: 1, course: otherCourse, time: now() + minute }),
    );
    expect(await standing(1, 'both')).toMatchObject({ verdict: 'has_badge' });
  });

  test('a badge stays, and no penalty takes it until everything is met again (S15)', async () => {
    await process(passing({ learner: 2, time: now() - minute }));
    const answer = await reset({ learner: 2, template: 'one', reason: 'counted twice' });
    expect(answer.json()).toMatchObject({ requirements: ['a'], badge: { status: 'awarded' } });
    await process(passing({ learner: 2, passing: false, time: now() + minute }));
    expect(await standing(2, 'one')).toMatchObject({ verdict: 'has_badge' });
    await process(passing({ learner: 2, time: now() + 2 * minute }));
    await process(passing({ learner: 2, passing: false, time: now() + 3 * minute }));
    expect(await standing(2, 'one')).toMatchObject({ verdict: 'revoked' });
    expect(await signals(2)).toEqual([{ signal: 'awarded' }, { signal: 'revoked' }]);
  });

  test('revokes the badge along when asked to, for ever (S16, S17)', async () => {
    await process(passing({ learner: 3, time: now() - minute }));
    const answer = await reset({ learner: 3, template: 'one', reason: 'plagiarism', revoke: true });
    expect(answer.json()).toMatchObject({ requirements: ['a'], badge: { status: 'revoked' } });
    expect(await standing(3, 'one')).toMatchObject({ badge: { status: 'revoked', reason: 'plagiarism' } });
    expect(await signals(3)).toEqual([{ signal: 'awarded' }, { signal: 'revoked' }]);
    await process(passing({ learner: 3, time: now() + minute }));
    expect(await standing(3, 'one')).toMatchObject({ verdict: 'revoked_complete' });
  });

  test('is in the history and in the audit, with who and why', async () => {
    await process(passing({ learner: 4, time: now() - minute }));
    const by = stage().api.people.operator.id;
    await reset({ learner: 4, template: 'both', reason: 'a mix-up' });
    const history = await page(stage().api, '/api/v1/history?learner=4&template=both');
    expect(history.items[0]).toMatchObject({
      kind: 'reset',
      event: null,
      details: { requirement: 'a', by: 'hand', reason: 'a mix-up' },
    });
    const [audited] = await stage().database.query(
      `SELECT actor, action, target, reason, before FROM audit WHERE action = 'progress.reset' ORDER BY id DESC`,
    );
    expect(audited).toEqual({
      actor: `user:${by}`,
      action: 'progress.reset',
      target: 'both',
      reason: 'a mix-up',
      before: { learner: 4, fulfilled: ['a'], badge: null },
    });
  });

  test('of what there is not, or without a reason, is refused', async () => {
    await process(passing({ learner: 5, course: otherCourse }));
    for (const [body, status, code] of [
      [{ learner: 404, template: 'one', reason: 'x' }, 404, 'LEARNER_NOT_FOUND'],
      [{ learner: 5, template: 'gone', reason: 'x' }, 404, 'TEMPLATE_NOT_FOUND'],
      [{ learner: 5, template: 'one', reason: 'x' }, 404, 'PROGRESS_NOT_FOUND'],
      [{ learner: 5, template: 'both', reason: ' ' }, 422, 'REQUEST_INVALID'],
    ] as const)
      expect((await reset(body)).json()).toMatchObject({ status, code });
    expect((await reset({ learner: 5, template: 'both', reason: 'x' }, 'designer')).status).toBe(403);
  });
});
