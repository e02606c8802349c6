import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { addActivity } from '../../src/store/lists/activity.ts';
import type { ActivityCount } from '../../src/store/lists/activity.ts';
import type { Database } from '../../src/store/database/database.ts';
import { ActivityLog } from '../../src/monitoring/activity-log.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

let database: Database;
let api: ApiStage;

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  api = await stageApi(database);
});
afterAll(async () => {
  await api.close();
  await database.close();
});
beforeEach(() => database.query('TRUNCATE activity'));

interface Series {
  readonly stepSeconds: number;
  readonly points: readonly { readonly at: string; readonly counts: Readonly<Record<string, number>> }[];
}
const series = async (query = ''): Promise<Series> =>
  (await api.send('viewer', 'GET', `/api/v1/activity${query}`)).json();
const ago = (minutes: number): number => Math.floor(Date.now() / 60_000 - minutes) * 60_000;
const happened = (minutesAgo: number, metric: ActivityCount['metric'], count: number) =>
  addActivity(database, [{ minute: ago(minutesAgo), metric, count }]);
const total = ({ points }: Series, metric: string): number =>
  points.reduce((sum, { counts }) => sum + (counts[metric] ?? 0), 0);

test('the last hour, minute by minute, the newest last; what did not happen is left out', async () => {
  await happened(3, 'awarded', 2);
  await happened(3, 'events_applied', 5);
  await happened(1, 'events_applied', 7);
  await happened(90, 'events_applied', 1_000);
  const { stepSeconds, points } = await series();
  expect(stepSeconds).toBe(60);
  expect(points).toHaveLength(60);
  const counts = points.map((point) => point.counts).filter((each) => Object.keys(each).length > 0);
  expect(counts).toEqual([{ awarded: 2, events_applied: 5 }, { events_applied: 7 }]);
  const times = points.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Date.now() - (times.at(-1) ?? 0)).toBeLessThan(120_000);
});

test.each([
  [5, 60, 5],
  [180, 60, 180],
  [720, 600, 72],
  [1_440, 600, 144],
  [4_320, 3_600, 72],
  [10_080, 3_600, 168],
])('%i minutes come in steps of %i seconds', async (minutes, step, count) => {
  await happened(minutes / 2, 'delivered', 3);
  await happened(1, 'delivered', 4);
  const answer = await series(`?minutes=${minutes}`);
  expect(answer.stepSeconds).toBe(step);
  expect(answer.points).toHaveLength(count);
  expect(total(answer, 'delivered')).toBe(7);
  for (const { at } of answer.points) expect(Date.parse(at) % (step * 1_000)).toBe(0);
});

test('what a process with a clock ahead of ours counts is in the newest step', async () => {
  await happened(-3, 'events_parked', 1);
  expect((await series()).points.at(-1)?.counts).toEqual({ events_parked: 1 });
});

test('what people award and revoke by hand is counted, once', async () => {
  const activity = new ActivityLog({ database, logger: silent });
  const counted = await stageApi(database, { activity });
  try {
    await storeTemplates(database, [
      template({ requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
    ]);
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 7 }))]);
    const body = { learner: 7, template: 'badge', reason: 'Passed on paper' };
    const { id } = (await counted.send('operator', 'POST', '/api/v1/badges', { body })).json();
    await counted.send('operator', 'POST', `/api/v1/badges/${id}/revoke`, { body: { reason: 'A mistake' } });
    await activity.flush();
    expect([total(await series(), 'awarded'), total(await series(), 'revoked')]).toEqual([1, 1]);
  } finally {
    await counted.close();
  }
});

test.each(['4', '10081', 'x', '1.5'])('%s minutes are refused', async (minutes) => {
  expect((await api.send('viewer', 'GET', `/api/v1/activity?minutes=${minutes}`)).status).toBe(422);
});
