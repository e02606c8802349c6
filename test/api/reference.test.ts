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

test('the description of the API is OpenAPI 3.1', async () => {
  const { status, json } = await api.send('viewer', 'GET', '/api/openapi.json');
  expect(status).toBe(200);
  const { openapi, paths } = json();
  expect(openapi).toBe('3.1.0');
  expect(paths['/api/v1/event-types'].get.operationId).toBe('listEventTypes');
});

test('its page and what the page needs are served, without inline script', async () => {
  const page = await api.send('viewer', 'GET', '/api/reference/');
  expect(page.status).toBe(200);
  expect(page.text).toContain('swagger-ui');
  expect(page.text).toContain('<title>API reference · Laurel</title>');
  expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  const [, script] = /<script src="\.?\/?([^"]+bundle\.js)"/.exec(page.text) ?? [];
  const { status } = await api.send('viewer', 'GET', new URL(script ?? '', 'http://x/api/reference/').pathname);
  expect(status).toBe(200);
});

test.each(['/api/openapi.json', '/api/reference/', '/api/reference/static/swagger-ui-bundle.js'])(
  '%s is for whoever has signed in',
  async (address) => {
    expect((await api.send(null, 'GET', address)).status).toBe(401);
  },
);
