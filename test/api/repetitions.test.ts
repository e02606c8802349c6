/** Commands that are sent again with the same Idempotency-Key: what they get, and what is kept for that. */
import { beforeEach, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { RoleName } from '../../src/auth/authentication.ts';
import { describeApi, emptySite } from '../support/api-databases.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { demoCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

describeApi('a command sent again with its Idempotency-Key', (stage) => {
  const post = (as: RoleName, url: string, body: unknown, key = url, headers: Record<string, string> = {}) =>
    stage().api.send(as, 'POST', url, {
      ...(body === undefined ? {} : { body }),
      headers: { 'idempotency-key': key, ...headers },
    });
  const kept = () =>
    stage().database.query<{ status: number; body: string | null }>('SELECT * FROM idempotent_command');
  const document = {
    id: 'made',
    name: 'Made',
    description: 'd'.repeat(10_000),
    imageUrl: null,
    holder: { origin: 'openedx' },
    requirements: [],
    penalties: [],
  };

  beforeEach(async () => {
    const { database } = stage();
    await emptySite(database);
    await storeTemplates(database, [
      template({
        id: 'demo',
        holder: { origin: 'accredible', account: 'main', group: 1 },
        requirements: [passCourse('a', demoCourse)],
      }),
      template({ id: 'hand', requirements: [passCourse('b', 'other')] }),
    ]);
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 7 }))]);
    await database.query("UPDATE learner SET username = 'lovelace' WHERE id = 7");
  });

  test('about a badge: the answer is made again, so that no name is kept, and none outlives a retirement', async () => {
    const { api, database } = stage();
    const badge = (await api.send('viewer', 'GET', '/api/v1/badges')).json().items[0];
    await database.query(`UPDATE badge SET state = 'error', due = NULL, due_at = NULL, attempts_started = 1, attempts_finished = 1,
              last_attempt_at = now(), last_status = 400, last_body = 'no lovelace here'`);
    const commands = [
      [`/api/v1/badges/${badge.id}/retry`, undefined],
      ['/api/v1/badges', { learner: 7, template: 'hand', reason: 'on paper' }],
      [`/api/v1/badges/${badge.id}/revoke`, { reason: 'a mistake' }],
    ] as const;
    const first = [];
    for (const [url, body] of commands) first.push(await post('operator', url, body));
    expect(first.map(({ status }) => status)).toEqual([200, 201, 200]);
    for (const answer of first) expect(answer.json()).toMatchObject({ learner: 7, username: 'lovelace' });
    expect(JSON.stringify(await kept())).not.toContain('lovelace');

    await database.query("UPDATE learner SET username = '', email = '', name = '', retired_at = now()");
    for (const [index, [url, body]] of commands.entries()) {
      const again = await post('operator', url, body);
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect(again.status).toBe(first[index]?.status);
      expect(again.headers['location']).toBe(first[index]?.headers['location']);
      expect(again.json()).toMatchObject({ id: first[index]?.json().id, username: '' });
    }
    expect(await database.query('SELECT count(*) AS awards FROM badge')).toEqual([{ awards: 2 }]);
  });

  test('about a template: the template as it is now, with its tag', async () => {
    const { api } = stage();
    await post('designer', '/api/v1/templates', document, 'make');
    const tagged = { 'if-match': '*' };
    await api.send('designer', 'PUT', '/api/v1/templates/made', {
      body: { ...document, name: 'New' },
      headers: tagged,
    });
    const again = await post('designer', '/api/v1/templates', document, 'make');
    expect(again.json()).toMatchObject({ id: 'made', name: 'New' });
    expect(again.headers['etag']).toBe((await api.send('viewer', 'GET', '/api/v1/templates/made')).headers['etag']);
    const { length } = JSON.stringify(await kept());
    expect(length).toBeLessThan(1_000);
    await post('designer', '/api/v1/templates/demo/deactivate', undefined, 'off', tagged);
    const off = await post('designer', '/api/v1/templates/demo/deactivate', undefined, 'off', tagged);
    expect([off.headers['idempotent-replayed'], off.json().active]).toEqual(['true', false]);
  });

  test('a refusal is given again, and kept without its many mistakes', async () => {
    const requirements = Array.from({ length: 200 }, (_, index) => ({
      id: `r${index}`,
      event: 'unknown'.repeat(20),
      group: null,
      description: '',
      rules: [],
    }));
    const [first, again] = [
      await post('designer', '/api/v1/templates', { ...document, requirements }),
      await post('designer', '/api/v1/templates', { ...document, requirements }),
    ];
    expect(first.json()).toMatchObject({ code: 'TEMPLATE_INVALID', mistakes: { length: 101 } });
    expect(again.json()).toEqual({ ...first.json(), mistakes: [] });
    const [row] = await kept();
    expect(row?.body?.length).toBeLessThan(10_000);
  });

  test('what changes nothing keeps nothing, whoever asks and however often', async () => {
    await post('viewer', '/api/v1/templates/check', document);
    await post('viewer', '/api/v1/templates/try', { template: document, subject: { kind: 'learner', learner: 7 } });
    await post('operator', '/api/v1/connections/credly/0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01/test', undefined);
    expect(await kept()).toEqual([]);
  });
});
