import { expect, test } from 'vitest';
import { openMemoryBus } from '../../src/bus/memory/memory-bus.ts';
import { Relay } from '../../src/bus/relay.ts';
import { encodeSignal } from '../../src/bus/signals.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Event } from '../../src/rules/event.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { describeDeliveries, one, two } from '../support/credly-stage.ts';
import type { CredlyStage } from '../support/credly-stage.ts';
import { silent } from '../support/database.ts';
import { emptyTables, impatient, retryFailed } from '../support/deliveries.ts';
import { demoCourse, passing, thirdCourse } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const topic = 'learning-badges-lifecycle';
const pass = (): Event => passing({ course: demoCourse });
const fail = (): Event => passing({ course: demoCourse, passing: false });

const templates = [
  template({
    id: 'graduate',
    holder: { origin: 'credly', ...one },
    requirements: [passCourse('pass-demo', demoCourse)],
    penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
  }),
  template({
    id: 'other',
    holder: { origin: 'credly', ...two },
    requirements: [passCourse('pass-third', thirdCourse)],
  }),
];

describeDeliveries('from the event to the provider and the bus', (stage) => {
  /** A site with a template of each organization; returns what takes in an event. */
  async function openSite(): Promise<(event: Event) => Promise<unknown>> {
    const { database } = stage();
    await emptyTables(database);
    await storeTemplates(database, templates);
    const parts = consumerParts(database);
    return (event) => processBatch(parts, [messageOf(event)]);
  }

  test('D12, D13: after a refused revocation another pass makes no second badge, and another fail no call', async () => {
    const happen = await openSite();
    await happen(pass());
    const { worker } = stage().startWorker();
    await worker.whenIdle();
    await stage().control.fault({ route: 'badges.revoke', kind: 'status', status: 422 });
    await happen(fail());
    await worker.whenIdle();
    const refused = await badgeOf(stage());
    expect(refused).toMatchObject({ status: 'revoked', state: 'error', due: null, last_status: 422 });

    await happen(pass());
    await happen(fail());
    await worker.whenIdle();
    expect(await badgeOf(stage())).toEqual(refused);
    expect(await stage().control.journal('badges.issue')).toHaveLength(1);
    expect(await stage().control.journal('badges.revoke')).toHaveLength(1);
    expect(await waitingSignals(stage())).toEqual(['awarded', 'revoked']);

    await stage().control.calm();
    expect(await retryFailed(stage().database, null)).toBe(1);
    await worker.whenIdle();
    expect(await badgeOf(stage())).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    expect(await stage().outside()).toMatchObject([{ state: 'revoked' }]);
  });

  test('D10, D30: one signal tells of the award when it is recorded; a provider that is down gives the badge later', async () => {
    const happen = await openSite();
    await stage().control.fault({ route: '*', kind: 'status', status: 503 });
    const event = pass();
    await happen(event);
    await happen(event);
    stage().startWorker({ settings: impatient });
    await waitFor('Credly was asked in vain', async () => (await badgeOf(stage()))?.['last_status'] === 503);

    const bus = openMemoryBus();
    const relay = new Relay({
      database: stage().database,
      publisher: bus.publisher(),
      logger: silent,
      encode: (signal: Parameters<typeof encodeSignal>[0]) => encodeSignal(signal, topic),
    });
    expect(await relay.round()).toEqual({ kind: 'sent', count: 1 });
    await stage().control.calm();
    await stage().allDelivered();
    expect(await badgeOf(stage())).toMatchObject({ status: 'awarded', state: 'pending' });
    expect(await stage().outside()).toHaveLength(1);
    expect(await relay.round()).toEqual({ kind: 'empty' });
    expect(bus.messages(topic)).toHaveLength(1);
  });

  test('D35: each organization is called with its own key of the settings', async () => {
    const happen = await openSite();
    await happen(pass());
    await happen(passing({ course: thirdCourse }));
    stage().startWorker();
    await stage().allDelivered();
    const journal = await stage().control.journal('badges.issue');
    expect(journal.map(({ status }) => status)).toEqual([201, 201]);
    expect(await stage().outside()).toHaveLength(2);
  });
});

async function badgeOf({ database }: CredlyStage): Promise<Record<string, unknown> | undefined> {
  const [badge] = await database.query<Record<string, unknown>>('SELECT * FROM badge');
  return badge;
}

async function waitingSignals({ database }: CredlyStage): Promise<string[]> {
  const rows = await database.query<{ signal: string }>('SELECT signal FROM outbox ORDER BY position');
  return rows.map(({ signal }) => signal);
}
