import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsTable } from '../../src/settings/table.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createEmbeddedDatabase } from '../support/database.ts';

const secrets = ['hush-redis', 'hush-database', 'hush-inbox-token-that-is-long', 'hush-credly', 'hush-collector'];

let database: Database;
let api: ApiStage;
let answer: Answer;

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  api = await stageApi(database, {
    environment: {
      EVENT_BUS_REDIS_CONNECTION_URL: 'redis://laurel:hush-redis@redis.example.org:6379/0',
      LAUREL_DATABASE_URL: 'postgresql://laurel:hush-database@postgres.example.org/laurel?sslpassword=hush-database',
      LAUREL_INBOX_TOKEN: 'hush-inbox-token-that-is-long',
      LAUREL_BATCH_SIZE: '17',
      BADGES_CONFIG: 'credly: {ORGANIZATIONS: {9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11: hush-credly}}',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.org:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=hush-collector',
    },
  });
  answer = await api.send('admin', 'GET', '/api/v1/settings');
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const setting = (name: string) =>
  answer.json().items.find((item: { readonly name: string }) => item.name === name) as object;

test('every setting is there, with what it means and where it comes from', () => {
  expect(answer.json().items.map(({ name }: { name: string }) => name)).toEqual(Object.keys(settingsTable));
  expect(setting('LAUREL_BATCH_SIZE')).toEqual({
    name: 'LAUREL_BATCH_SIZE',
    value: '17',
    source: 'environment',
    meaning: settingsTable.LAUREL_BATCH_SIZE.meaning,
    secret: false,
  });
  expect(setting('LAUREL_LOG_LEVEL')).toMatchObject({ value: 'info', source: 'default' });
  expect(setting('EVENT_BUS_TOPIC_PREFIX')).toMatchObject({ value: null, source: 'default' });
});

test('no secret is told, only that it is set', () => {
  for (const secret of secrets) expect(answer.text).not.toContain(secret);
  expect(setting('LAUREL_INBOX_TOKEN')).toMatchObject({ value: '(set)', secret: true });
  expect(setting('OTEL_EXPORTER_OTLP_HEADERS')).toMatchObject({ value: '(set)', secret: true });
  expect(setting('BADGES_CONFIG.credly.ORGANIZATIONS')).toMatchObject({
    value: '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11: (set)',
  });
  expect(setting('EVENT_BUS_REDIS_CONNECTION_URL')).toMatchObject({
    value: 'redis://***:***@redis.example.org:6379/0',
  });
});

test('is for admins', async () => {
  for (const role of ['viewer', 'designer', 'operator'] as const)
    expect((await api.send(role, 'GET', '/api/v1/settings')).json().code).toBe('NOT_ALLOWED');
});
