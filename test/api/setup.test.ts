import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CommandError } from '../../src/errors.ts';
import { addActivity } from '../../src/store/lists/activity.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { requirement, template } from '../support/templates.ts';

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.query('TRUNCATE badge_template, badge_template_version, milestone'));

const inbox = { LAUREL_INBOX_TOKEN: 'a-token-of-tests-that-is-long' };

async function stepsOf(options: Parameters<typeof stageApi>[1], on = database) {
  const stage: ApiStage = await stageApi(on, options);
  const { done, steps } = (await stage.send('viewer', 'GET', '/api/v1/setup')).json();
  await stage.close();
  const states = steps.map(({ step, state }: { step: string; state: string }) => [step, state]);
  return { done, states: Object.fromEntries(states), steps };
}

test('a new site has most of it before it', async () => {
  expect(await stepsOf({})).toMatchObject({
    done: false,
    states: {
      database: 'optional',
      events: 'todo',
      connection: 'optional',
      template: 'todo',
      active_template: 'todo',
      first_event: 'todo',
    },
  });
});

test('a site that works is done', async () => {
  await storeTemplates(database, [template()]);
  await addActivity(database, [{ minute: Date.now(), metric: 'events_no_effect', count: 1 }]);
  const environment = { ...inbox, BADGES_CONFIG: 'accredible: {ACCOUNTS: {main: a-key-of-tests}}' };
  const { done, states, steps } = await stepsOf({ environment });
  expect({ done, ...states }).toEqual({
    done: true,
    database: 'optional',
    events: 'done',
    connection: 'done',
    template: 'done',
    active_template: 'done',
    first_event: 'done',
  });
  expect(JSON.stringify(steps)).not.toContain('a-key-of-tests');
});

test('a template that is not active, or does not fit, is not enough', async () => {
  await storeTemplates(database, [template({ active: false })]);
  expect((await stepsOf({ environment: inbox })).states).toMatchObject({ template: 'done', active_template: 'todo' });
  const rules = requirement('other', { event: 'org.openedx.learning.course.enrollment.created.v1', rules: [] });
  await storeTemplates(database, [template({ id: 'misfit', requirements: [rules] })]);
  const { states, steps } = await stepsOf({ environment: inbox });
  expect(states).toMatchObject({ active_template: 'problem' });
  expect(JSON.stringify(steps)).toContain('misfit');
});

const redis = { EVENT_BUS_REDIS_CONNECTION_URL: 'redis://127.0.0.1:6379/0' };
const topic = {
  topic: 'dev-topic',
  group: 'badges.dev-topic',
  standing: null,
  lacks: [],
  holdsSignals: false,
  otherGroups: [],
  keeping: null,
};

test('a bus that is away, or does not have the topic, is a problem', async () => {
  const away = () => Promise.reject(new CommandError('BUS_UNAVAILABLE', 'Check that it runs.'));
  const { states, steps } = await stepsOf({ environment: redis, inspectBus: away });
  expect(states).toMatchObject({ events: 'problem' });
  expect(JSON.stringify(steps)).toContain('Check that it runs.');
  for (const [length, state] of [
    [null, 'problem'],
    [3, 'done'],
  ] as const) {
    const inspectBus = () =>
      Promise.resolve({ server: 'Redis', inconveniences: [], topics: [{ ...topic, length }], prefixes: [] });
    expect((await stepsOf({ environment: redis, inspectBus })).states).toMatchObject({ events: state });
  }
});

test.skipIf(!hasPostgresql())('PostgreSQL is done', async () => {
  const { database: postgresql, close } = await createTestDatabase();
  expect((await stepsOf({}, postgresql)).states).toMatchObject({ database: 'done' });
  await close();
});
