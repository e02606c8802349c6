import { afterEach, expect, test } from 'vitest';
import type { WebhookOptions } from '../../simulators/credly/options.ts';
import { waitFor } from '../support/wait.ts';
import { word } from './client.ts';
import { credly as start, issueBody, organization, secondTemplate, template } from './credly-setting.ts';
import { startReceiver } from './receiver.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A Credly that sends its webhooks to a receiver with these answers. */
async function setting(webhooks: WebhookOptions, ...statuses: readonly number[]) {
  const receiver = await startReceiver(...statuses);
  const credly = await start({ webhooks });
  closers.push(receiver.close, () => credly.simulator.close());
  await credly.api('PUT', `organizations/${organization}`, { webhook_url: receiver.url });
  const deliveries = async () => {
    const { json } = await credly.sim('GET', '_sim/webhooks');
    return json['deliveries'] as unknown as readonly { readonly state: string; readonly attempts: number }[];
  };
  return { ...credly, receiver, deliveries };
}

test('a thin event is sent, and can be fetched with what happened', async () => {
  const { org, sim, receiver } = await setting({}, 200);
  const id = word((await org('POST', 'badges', issueBody)).json['data']?.['id']);
  await sim('POST', `_sim/badges/${id}/accept`);
  await waitFor('two deliveries', () => receiver.received.length === 2);
  expect(receiver.received.map((body) => body['event_type'])).toEqual(['badge.created', 'badge.state.changed']);
  const delivery = receiver.received[1];
  expect(Object.keys(delivery ?? {})).toEqual(['id', 'organization_id', 'event_type', 'occurred_at']);
  const event = await org('GET', `events/${word(delivery?.['id'])}`);
  expect(event.json['data']).toMatchObject({
    ...delivery,
    badge: { id, state: 'accepted', issuer_earner_id: 'user-1042', badge_template: { id: template } },
  });
  expect((await org('GET', 'events')).json['metadata']).toMatchObject({ total_count: 2, per: 50 });
  expect((await org('GET', 'events/nope')).status).toBe(404);
});

test('template events carry the template with its owner', async () => {
  const { org, sim, receiver } = await setting({ body: 'embedded' }, 200);
  await sim('POST', `_sim/templates/${template}/archive`);
  await sim('POST', '_sim/templates', { organization, name: 'New' });
  await sim('DELETE', `_sim/templates/${secondTemplate}`);
  await waitFor('three deliveries', () => receiver.received.length === 3);
  const types = ['badge_template.changed', 'badge_template.created', 'badge_template.deleted'];
  expect(receiver.received.map((body) => body['event_type'])).toEqual(types);
  expect(receiver.received[0]?.['badge_template']).toMatchObject({ state: 'archived', owner: { id: organization } });
  const reply = await org('POST', 'badges', issueBody);
  expect(reply.status).toBe(422);
});

test.each([204, 202, 500])(
  '%i is no success: the event comes again until the answer is exactly 200',
  async (status) => {
    const { org, sim, receiver, deliveries } = await setting({}, status, status, 200);
    await org('POST', 'badges', issueBody);
    await waitFor('the first attempt', async () => (await deliveries())[0]?.attempts === 1);
    await sim('POST', '_sim/clock/advance', { minutes: 1 });
    expect(receiver.received).toHaveLength(2);
    await sim('POST', '_sim/clock/advance', { hours: 1 });
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 3 }]);
    expect(new Set(receiver.received.map((body) => body['id'])).size).toBe(1);
  },
);

test('attempts end 25 simulated days after the first one', async () => {
  const { org, sim, receiver, deliveries } = await setting({}, 500);
  await org('POST', 'badges', issueBody);
  await sim('POST', '_sim/clock/advance', { days: 24 });
  expect((await deliveries())[0]?.state).toBe('waiting');
  await sim('POST', '_sim/clock/advance', { days: 2 });
  expect((await deliveries())[0]?.state).toBe('given up');
  const attempts = receiver.received.length;
  await sim('POST', '_sim/clock/advance', { days: 30 });
  expect(receiver.received).toHaveLength(attempts);
});

test('deliveries can come twice and out of order', async () => {
  const { org, sim, receiver } = await setting({ duplicates: 1, reorder: 1 }, 500, 500, 200);
  await org('POST', 'badges', issueBody);
  await org('POST', 'badges', { ...issueBody, badge_template_id: secondTemplate });
  await waitFor('the first attempts', () => receiver.received.length === 2);
  await sim('POST', '_sim/clock/advance', { hours: 1 });
  const [one, two] = receiver.received.map((body) => word(body['id']));
  expect(receiver.received.slice(2).map((body) => word(body['id']))).toEqual([two, two, one, one]);
});

test('a clock that runs by itself retries without being told', async () => {
  const receiver = await startReceiver(500, 200);
  const credly = await start({ clock: { start: '2026-03-02T00:00:00Z', rate: 10_000 } });
  closers.push(receiver.close, () => credly.simulator.close());
  await credly.api('PUT', `organizations/${organization}`, { webhook_url: receiver.url });
  await credly.org('POST', 'badges', issueBody);
  await waitFor('the retry', () => receiver.received.length === 2);
});
