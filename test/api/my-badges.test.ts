/** What learners see of their own, and do with it: signed in with the LMS, and with no role. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extract } from '../../src/issuing/open-badges/baking/baking.ts';
import { readSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { findCredential } from '../../src/store/open-badges/credentials.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, addBadges, addTemplate, badgeRow, makeWorker } from '../support/deliveries.ts';
import { demoCourse, otherCourse, passing, passingType, thirdCourse } from '../support/events.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { messageOf } from '../support/messages.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges, publish } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { passCourse, template } from '../support/templates.ts';

describe.skipIf(!hasPostgresql())('my badges', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  /** Cookies of the learners of these badges. */
  let [ofKept, ofRevoked, ofSecret]: string[] = [];
  beforeAll(async () => {
    store = await createTestDatabase();
    const courses = { LAUREL_COURSE_URL: 'https://learn.example.org/learning/course/{course}/home' };
    api = await stageApi(store.database, {
      environment: { ...issuingEnvironment, ...courses, LAUREL_PROFILE_BADGES: 'true' },
    });
    badges = await issueBadges(store.database);
    [ofKept, ofRevoked, ofSecret] = await Promise.all(
      [badges.kept, badges.revoked, badges.secret].map(async ({ badgeId }) => {
        const { learner_id: learner } = await badgeRow(store.database, badgeId);
        return (await signInLearner(store.database, api.authentication, learner)).cookie;
      }),
    );
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  const as = (cookie: string | undefined, method: 'GET' | 'PUT', url: string, body?: unknown): Promise<Answer> =>
    api.send(null, method, url, {
      headers: { ...(cookie && { cookie }), 'sec-fetch-site': 'same-origin' },
      ...(body !== undefined && { body }),
    });
  const mine = '/api/v1/my/badges';

  test('one sees what is one’s own, and of others not that there is anything', async () => {
    const [badge, ...others] = (await as(ofSecret, 'GET', mine)).json().items;
    expect(others).toEqual([]);
    const page = `https://badges.example.org/b/${badges.secret.publicId}`;
    expect(badge).toMatchObject({
      id: badges.secret.badgeId,
      name: 'Data Stewardship',
      issuer: 'Acme Academy',
      heldBy: 'openedx',
      status: 'valid',
      awardedAt: '2026-03-02T14:05:00.000Z',
      reason: '',
      externalUrl: null,
      own: { published: false, page, linkedIn: null },
    });
    expect(badge.imageUrl).toMatch(/^https:\/\/badges\.example\.org\/images\/[0-9a-f]{64}$/);
    expect((await as(ofRevoked, 'GET', mine)).json().items).toMatchObject([
      { status: 'revoked', revokedAt: '2026-03-05T10:00:00.000Z', reason: 'Grade withdrawn', own: { linkedIn: null } },
    ]);

    const nothing = '00000000-0000-4000-8000-000000000000';
    const plain = (answer: Answer): unknown => ({ ...answer.json(), requestId: '', status: answer.status });
    for (const [method, path, body] of [
      ['GET', ''],
      ['PUT', '/published', { published: true }],
      ['GET', '/preview'],
      ['GET', '/files/json'],
    ] as const) {
      const ask = (cookie: string | undefined, id: string) => as(cookie, method, `${mine}/${id}${path}`, body);
      expect((await ask(undefined, badges.secret.badgeId)).status).toBe(401);
      const refused = plain(await ask(ofKept, badges.secret.badgeId));
      expect(refused).toMatchObject({ status: 404, code: 'BADGE_NOT_FOUND' });
      expect(refused).toEqual(plain(await ask(ofKept, nothing)));
      // Nor do those who work here, as long as it is not theirs.
      expect(await api.send('admin', method, `${mine}/${badges.secret.badgeId}${path}`, { body })).toMatchObject({
        status: 404,
      });
    }
    expect((await api.send('admin', 'GET', mine)).json()).toEqual({ items: [], nextCursor: null });
    expect((await as(undefined, 'GET', mine)).status).toBe(401);
    expect((await findCredential(store.database, badges.secret.badgeId))?.publishedAt).toBeNull();
    // To a learner, everything else stays closed.
    expect((await as(ofKept, 'GET', '/api/v1/badges')).status).toBe(403);
    expect((await as(ofKept, 'GET', '/api/v1/learners')).status).toBe(403);
  });

  test('whose a badge is, the LMS user id says, and no name or e-mail address', async () => {
    const { learner_id: learner } = await badgeRow(store.database, badges.kept.badgeId);
    const namesake = await signInLearner(store.database, api.authentication, 900_001);
    await store.database.query(
      `UPDATE auth_user SET (name, email) = (SELECT username, email FROM learner WHERE id = $2) WHERE id = $1`,
      [namesake.id, learner],
    );
    expect((await as(namesake.cookie, 'GET', mine)).json().items).toEqual([]);
    // With a role one keeps one's own badges.
    const [{ id } = { id: '' }] = await store.database.query<{ id: string }>(
      `UPDATE auth_user SET role = 'viewer', role_from = 'admin' WHERE lms_user_id = $1 RETURNING id`,
      [learner],
    );
    expect((await as(ofKept, 'GET', mine)).json().items).toHaveLength(1);
    expect((await as(ofKept, 'GET', '/api/v1/session')).json()).toMatchObject({ learner, permissions: ['read'] });
    await store.database.query('UPDATE auth_user SET role = NULL WHERE id = $1', [id]);
  });

  test('a badge is private until its learner publishes it, and is private again as soon as they want', async () => {
    const { badgeId, publicId, body } = badges.secret;
    const publicly = async () => (await as(undefined, 'GET', `/b/${publicId}.json`)).status;
    const publish = (published: boolean) => as(ofSecret, 'PUT', `${mine}/${badgeId}/published`, { published });
    expect(await publicly()).toBe(404);
    const preview = await as(ofSecret, 'GET', `${mine}/${badgeId}/preview?lang=en`);
    expect(preview).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining('badges.example.org'),
      },
    });
    expect(preview.text).toContain('Data Stewardship');
    expect(preview.text).toContain('noindex');
    expect(preview.text).toContain(`/api/v1/my/badges/${badgeId}/files/png`);
    // Looking at it publishes nothing.
    expect(await publicly()).toBe(404);

    const shown = await publish(true);
    expect(shown.json().own).toMatchObject({
      published: true,
      linkedIn: expect.stringContaining(encodeURIComponent(`/b/${publicId}`)),
    });
    await publish(true);
    expect(await publicly()).toBe(200);
    expect((await publish(false)).json().own).toMatchObject({ published: false, linkedIn: null });
    expect(await publicly()).toBe(404);
    const { learner_id: learner } = await badgeRow(store.database, badgeId);
    const history = (await api.send('viewer', 'GET', `/api/v1/history?learner=${learner}`)).json().items;
    expect(history.map(({ kind }: { kind: string }) => kind).slice(0, 2)).toEqual(['unpublished', 'published']);
    expect(history.filter(({ kind }: { kind: string }) => kind === 'published')).toHaveLength(1);
    // Another site cannot make a browser publish it.
    const elsewhere = { cookie: ofSecret ?? '', 'sec-fetch-site': 'cross-site' };
    const sent = await api.send(null, 'PUT', `${mine}/${badgeId}/published`, {
      headers: elsewhere,
      body: { published: true },
    });
    expect([sent.status, await publicly()]).toEqual([403, 404]);

    for (const form of ['json', 'jwt', 'sd-jwt', 'png', 'svg'] as const) {
      const file = await api.server.inject({
        method: 'GET',
        url: `${mine}/${badgeId}/files/${form}`,
        headers: { cookie: ofSecret ?? '' },
      });
      expect(file.headers).toMatchObject({
        'content-disposition': `attachment; filename="badge.${form}"`,
        'cache-control': 'no-store',
      });
      if (form === 'json') expect(file.body).toBe(body);
      else if (form === 'jwt') expect(file.body.split('.')).toHaveLength(3);
      else if (form === 'sd-jwt') expect(readSdJwt(file.body)?.claims).toMatchObject({ jti: `urn:uuid:${badgeId}` });
      else expect(extract(file.rawPayload)).toEqual({ version: '3.0', text: body });
    }
  });

  test('badges at a provider are listed with their link, page by page, and are shown and hidden there', async () => {
    const { database } = store;
    const { learner_id: learner } = await badgeRow(database, badges.kept.badgeId);
    const atCredly = await addTemplate(database, { origin: 'credly', organization: 'org', template: 'badge-1' });
    const id = await addBadge(database, atCredly);
    await database.query(
      `UPDATE badge SET learner_id = $2, external_url = 'https://credly.example.org/badges/1', state = 'accepted', due = NULL, due_at = NULL, external_id = '1' WHERE id = $1`,
      [id, learner],
    );
    const first = (await as(ofKept, 'GET', `${mine}?limit=1`)).json();
    expect(first.items).toMatchObject([
      { id, heldBy: 'credly', issuer: null, externalUrl: 'https://credly.example.org/badges/1', own: null },
    ]);
    const second = await as(ofKept, 'GET', `${mine}?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect(second.json()).toMatchObject({ items: [{ id: badges.kept.badgeId }], nextCursor: null });
    // Where the list of one stops is nothing to another.
    expect((await as(ofSecret, 'GET', `${mine}?cursor=${encodeURIComponent(first.nextCursor)}`)).json()).toMatchObject({
      code: 'CURSOR_INVALID',
    });
    const answer = await as(ofKept, 'PUT', `${mine}/${id}/published`, { published: true });
    expect(answer.json()).toMatchObject({ status: 409, code: 'NOTHING_TO_PUBLISH' });
    expect(answer.json().detail).toContain('Credly');
  });

  test('what one has begun is listed with what is still to be done, until it is earned', async () => {
    const { database } = store;
    const process = (...events: Parameters<typeof messageOf>[0][]) =>
      processBatch(
        consumerParts(database),
        events.map((event) => messageOf(event)),
      );
    await storeTemplates(database, [
      template({
        id: 'two-courses',
        name: 'Two courses',
        requirements: [
          { ...passCourse('a', demoCourse), description: 'Pass the demo course' },
          { ...passCourse('b', otherCourse, 'either'), description: 'Pass the other course' },
          passCourse('c', thirdCourse, 'either'),
        ],
      }),
    ]);
    const begun = (cookie: string) => as(cookie, 'GET', '/api/v1/my/progress').then((answer) => answer.json());
    const [ada, grace] = await Promise.all(
      [900_101, 900_102].map((id) => signInLearner(database, api.authentication, id)),
    );
    expect(await begun(ada?.cookie ?? '')).toEqual({ items: [], nextCursor: null });
    await process(passing({ learner: 900_101 }));
    expect(await begun(ada?.cookie ?? '')).toEqual({
      items: [
        {
          template: 'two-courses',
          name: 'Two courses',
          imageUrl: null,
          groupsMet: 1,
          groups: 2,
          missing: [
            [
              {
                words: 'Pass the other course',
                event: passingType,
                course: otherCourse,
                courseUrl: `https://learn.example.org/learning/course/${otherCourse}/home`,
              },
              // Nobody has described it: what it is about is told all the same, and never its id.
              {
                words: '',
                event: passingType,
                course: thirdCourse,
                courseUrl: `https://learn.example.org/learning/course/${thirdCourse}/home`,
              },
            ],
          ],
        },
      ],
      nextCursor: null,
    });
    expect((await begun(grace?.cookie ?? '')).items).toEqual([]);
    await process(passing({ learner: 900_101, course: thirdCourse }));
    expect((await begun(ada?.cookie ?? '')).items).toEqual([]);
    // It is earned, and not issued yet.
    const [{ id, own }] = (await as(ada?.cookie, 'GET', mine)).json().items;
    expect(own).toBeNull();
    const answer = await as(ada?.cookie, 'PUT', `${mine}/${id}/published`, { published: true });
    expect(answer.json()).toMatchObject({
      code: 'NOTHING_TO_PUBLISH',
      detail: expect.stringContaining('not been issued yet'),
    });
  });

  test('why a badge is revoked: everybody reads what was chosen for them, and never what an operator noted', async () => {
    const { database } = store;
    const parts = issuingParts(database);
    const ids = await addBadges(database, await addTemplate(database, { origin: 'openedx' }), 3, {
      firstLearner: 900_200,
    });
    const [told, silent, before] = ids;
    const { worker } = makeWorker(database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    for (const id of ids) await publish(database, id, true);
    const revokeIt = (id: string | undefined, publicReason?: string) =>
      api.send('operator', 'POST', `/api/v1/badges/${id}/revoke`, {
        body: { reason: 'Plagiarism, case 4711', ...(publicReason !== undefined && { publicReason }) },
      });
    expect((await revokeIt(told, 'Awarded by <mistake>')).json()).toMatchObject({
      reason: 'Plagiarism, case 4711',
      publicReason: 'Awarded by <mistake>',
    });
    await revokeIt(silent);
    await revokeIt(before);
    // As it is where it was revoked before there were words for everybody: learners were promised the reason, nobody else.
    await database.query('UPDATE badge SET public_reason = NULL WHERE id = $1', [before]);
    await worker.whenIdle();
    await worker.stop();
    await parts.signer.close();
    const seen = async (id: string | undefined) => {
      const { learner_id: learner } = await badgeRow(database, id ?? '');
      const cookie =
        id === badges.revoked.badgeId ? ofRevoked : (await signInLearner(database, api.authentication, learner)).cookie;
      const { publicId = '' } = (await findCredential(database, id ?? '')) ?? {};
      const page = await api.send(null, 'GET', `/b/${publicId}`, { headers: { accept: 'text/html' } });
      const hosted = await api.send(null, 'GET', `/b/${publicId}.ob2.json`);
      expect([page.status, hosted.status]).toEqual([200, 410]);
      expect(page.text).toContain('revoked');
      expect(page.text + hosted.text).not.toContain('4711');
      return {
        page: /Reason: <bdi>(.*?)<\/bdi>/.exec(page.text)?.[1] ?? null,
        hosted: hosted.json().revocationReason ?? null,
        mine: (await as(cookie, 'GET', `${mine}/${id}`)).json().reason,
      };
    };
    const words = 'Awarded by <mistake>';
    expect(await seen(told)).toEqual({ page: 'Awarded by &lt;mistake&gt;', hosted: words, mine: words });
    expect(await seen(silent)).toEqual({ page: null, hosted: null, mine: '' });
    expect(await seen(before)).toEqual({ page: null, hosted: null, mine: 'Plagiarism, case 4711' });
    // A rule's reason is written for everybody (S15).
    expect(await seen(badges.revoked.badgeId)).toMatchObject({ page: 'Grade withdrawn', hosted: 'Grade withdrawn' });
  });

  test('profile pages list what a learner has published, by user name and from any site; where the site lists nothing, nobody', async () => {
    const { database } = store;
    const { learner_id: learner } = await badgeRow(database, badges.kept.badgeId);
    const [known] = await database.query<{ username: string }>('SELECT username FROM learner WHERE id = $1', [learner]);
    const username = known?.username ?? '';
    const list = (name: string, from = api) =>
      from.send(null, 'GET', `/api/v1/profiles/${encodeURIComponent(name)}/badges`, {
        headers: { origin: 'https://apps.lms.example.org' },
      });
    await publish(database, badges.kept.badgeId, true);
    const page = `https://badges.example.org/b/${badges.kept.publicId}`;
    const listed = await list(username);
    expect(listed).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    expect(listed.json().items).toMatchObject([
      { name: 'Data Stewardship', page, status: 'valid', issuer: { name: 'Acme Academy' } },
    ]);
    expect(listed.text).not.toMatch(/example\.org@|@example|"email"/);
    expect((await as(ofKept, 'GET', `${mine}/${badges.kept.badgeId}`)).json().own.listed).toBe(true);
    // Private, unknown and written otherwise are all the same: nothing.
    await publish(database, badges.kept.badgeId, false);
    const empty = JSON.stringify({ items: [] });
    for (const name of [username, 'nobody', username.toUpperCase(), "'"]) expect((await list(name)).text).toBe(empty);
    await publish(database, badges.kept.badgeId, true);
    const quiet = await stageApi(database, { environment: issuingEnvironment });
    expect(await list(username, quiet)).toMatchObject({ status: 404 });
    await quiet.close();
  });
});
