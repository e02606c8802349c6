import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createEmbeddedDatabase } from '../support/database.ts';

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

test('every event type that is about a learner is listed; the configured ones with what rules can name (S1, S7)', async () => {
  const { status, json } = await api.send('viewer', 'GET', '/api/v1/event-types');
  expect(status).toBe(200);
  const { items } = json();
  expect(items).toHaveLength(30);
  const passing = items.find(
    ({ type }: { type: string }) => type === 'org.openedx.learning.course.passing.status.updated.v1',
  );
  expect(passing).toEqual({
    type: 'org.openedx.learning.course.passing.status.updated.v1',
    configured: true,
    learnerPath: 'user',
    payloadName: 'course_passing_status',
    keyPaths: [
      { path: 'is_passing', type: 'boolean', nullable: false },
      { path: 'course.course_key', type: 'text', nullable: false },
    ],
  });
});

test('whoever is not signed in gets a problem that says so', async () => {
  const { status, headers, json } = await api.send(null, 'GET', '/api/v1/event-types');
  expect(status).toBe(401);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(json()).toMatchObject({ code: 'NOT_SIGNED_IN', status: 401 });
});
