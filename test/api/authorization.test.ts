/** Every route, with every role. The routes are those of the OpenAPI document: a new one without a line here fails. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RoleName } from '../../src/auth/authentication.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { operationsOf } from '../support/openapi.ts';
import type { Operation } from '../support/openapi.ts';

const roles = ['viewer', 'designer', 'operator', 'admin'] as const satisfies readonly RoleName[];

/** Who may, besides admins, who may everything. */
const everybody = 'everybody';
const signedIn = 'signed in';
const viewers: readonly RoleName[] = ['viewer', 'designer', 'operator'];
const designers: readonly RoleName[] = ['designer'];
const operators: readonly RoleName[] = ['operator'];
const designersAndOperators: readonly RoleName[] = ['designer', 'operator'];
const adminsOnly: readonly RoleName[] = [];

const rules: Readonly<Record<string, typeof everybody | typeof signedIn | readonly RoleName[]>> = {
  'GET /api/v1/session': signedIn,
  'GET /api/v1/sign-in-methods': everybody,
  'POST /api/auth/password-link': everybody,
  'POST /api/auth/password-link/use': everybody,
  'GET /api/v1/users': adminsOnly,
  'POST /api/v1/users': adminsOnly,
  'PATCH /api/v1/users/{id}': adminsOnly,
  'PUT /api/v1/users/{id}/profile': adminsOnly,
  'POST /api/v1/users/invitations': adminsOnly,
  'POST /api/v1/users/{id}/password-link': adminsOnly,
  'POST /api/v1/users/{id}/password-link/mail': adminsOnly,
  'DELETE /api/v1/users/{id}/password-link': adminsOnly,
  'GET /api/v1/api-keys': adminsOnly,
  'POST /api/v1/api-keys': adminsOnly,
  'DELETE /api/v1/api-keys/{id}': adminsOnly,
  'GET /api/v1/event-types': viewers,
  'GET /api/v1/event-types/{type}/samples': viewers,
  'GET /api/v1/templates': viewers,
  'POST /api/v1/templates': designers,
  'POST /api/v1/templates/check': viewers,
  'POST /api/v1/templates/switch': designers,
  'GET /api/v1/connections/{origin}/{account}/templates': designers,
  'POST /api/v1/templates/try': viewers,
  'POST /api/v1/templates/preview': viewers,
  'GET /api/v1/templates/{id}': viewers,
  'PUT /api/v1/templates/{id}': designers,
  'DELETE /api/v1/templates/{id}': designers,
  'GET /api/v1/templates/{id}/in-progress': viewers,
  'POST /api/v1/templates/{id}/activate': designers,
  'POST /api/v1/templates/{id}/deactivate': designers,
  'GET /api/v1/learners': viewers,
  'GET /api/v1/learners.csv': viewers,
  'GET /api/v1/learners/{learner}': viewers,
  'GET /api/v1/learners/{learner}/templates/{template}': viewers,
  'GET /api/v1/learners/{learner}/retirement': adminsOnly,
  'POST /api/v1/learners/{learner}/retire': adminsOnly,
  'GET /api/v1/conditions': viewers,
  'GET /api/v1/courses': viewers,
  'GET /api/v1/progress': viewers,
  'POST /api/v1/progress/reset': operators,
  'GET /api/v1/badges': viewers,
  'GET /api/v1/badges.csv': viewers,
  'POST /api/v1/badges': operators,
  'POST /api/v1/badges/retry': operators,
  'POST /api/v1/badges/bulk': operators,
  'POST /api/v1/badges/bulk/check': operators,
  'POST /api/v1/parked/bulk': operators,
  'GET /api/v1/badges/{id}': viewers,
  'POST /api/v1/badges/{id}/retry': operators,
  'POST /api/v1/badges/{id}/revoke': operators,
  'POST /api/v1/badges/{id}/settle': operators,
  'GET /api/v1/retry-jobs': viewers,
  'GET /api/v1/retry-jobs/{id}': viewers,
  'GET /api/v1/history': viewers,
  'GET /api/v1/history.csv': viewers,
  'GET /api/v1/audit': viewers,
  'POST /api/v1/images': designers,
  'GET /api/v1/issuers': viewers,
  'POST /api/v1/issuers': adminsOnly,
  'POST /api/v1/issuers/issue-missing': operators,
  'GET /api/v1/issuers/{slug}': viewers,
  'PUT /api/v1/issuers/{slug}': adminsOnly,
  'POST /api/v1/issuers/{slug}/keys': adminsOnly,
  'POST /api/v1/issuers/{slug}/keys/{key}/revoke': adminsOnly,
  'POST /api/v1/issuers/{slug}/check': operators,
  'DELETE /api/v1/issuers/{slug}': adminsOnly,
  'GET /api/v1/connections': viewers,
  'POST /api/v1/connections': adminsOnly,
  'GET /api/v1/connections/{origin}/{account}': viewers,
  'PUT /api/v1/connections/{origin}/{account}': adminsOnly,
  'DELETE /api/v1/connections/{origin}/{account}': adminsOnly,
  'POST /api/v1/connections/{origin}/{account}/test': operators,
  'POST /api/v1/connections/{origin}/{account}/sync': designersAndOperators,
  'GET /api/v1/sync-jobs': viewers,
  'GET /api/v1/sync-jobs/{id}': viewers,
  'POST /badges/credly/webhook/': everybody,
  'POST /api/v1/verify': everybody,
  'GET /api/v1/profiles/{username}/badges': everybody,
  'GET /api/v1/my/badges': signedIn,
  'GET /api/v1/my/badges/{id}': signedIn,
  'POST /api/v1/my/badges/{id}/wallet-offers': signedIn,
  'GET /api/v1/my/badges/{id}/wallet-offers/{offer}': signedIn,
  'PUT /api/v1/my/badges/{id}/published': signedIn,
  'GET /api/v1/my/progress': signedIn,
  'GET /api/v1/gaps': viewers,
  'POST /api/v1/gaps/acknowledge': operators,
  'GET /api/v1/maintenance/prune': operators,
  'POST /api/v1/maintenance/prune': adminsOnly,
  'GET /api/v1/maintenance/replay': operators,
  'POST /api/v1/maintenance/replay': operators,
  'GET /api/v1/maintenance/jobs': operators,
  'GET /api/v1/maintenance/jobs/{id}': operators,
  'POST /api/v1/maintenance/jobs/{id}/stop': operators,
  'GET /api/v1/parked': viewers,
  'POST /api/v1/parked/retry': operators,
  'GET /api/v1/parked/counts': viewers,
  'GET /api/v1/parked/{id}': viewers,
  'POST /api/v1/parked/{id}/retry': operators,
  'POST /api/v1/parked/{id}/discard': operators,
  'GET /api/v1/overview': viewers,
  'GET /api/v1/activity': viewers,
  'GET /api/v1/settings': adminsOnly,
  'GET /api/v1/setup': viewers,
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /metrics': viewers,
};

let database: TestDatabase;
let api: ApiStage;
let operations: Operation[];

beforeAll(async () => {
  if (!hasPostgresql()) return;
  database = await createTestDatabase();
  api = await stageApi(database.database);
  operations = operationsOf(api.server.swagger());
});
afterAll(async () => {
  await api?.close();
  await database?.close();
});

test.skipIf(!hasPostgresql())('every route of the OpenAPI document has a rule here, and every rule a route', () => {
  expect(operations.map(({ name }) => name).toSorted()).toEqual(Object.keys(rules).toSorted());
});

test.skipIf(!hasPostgresql())(
  'an API key of the role metrics reads the metrics, and nothing that a stranger could not',
  async () => {
    const made = await api.send('admin', 'POST', '/api/v1/api-keys', {
      body: { name: 'Prometheus', role: 'metrics', expiresInDays: null },
    });
    expect(made.json()).toMatchObject({ role: 'metrics', works: true });
    const headers = { authorization: `Bearer ${made.json().key}` };
    const metrics = await api.send(null, 'GET', '/metrics', { headers });
    expect(metrics.status).toBe(200);
    expect(metrics.text).toContain('laurel_');
    expect((await api.send(null, 'GET', '/api/v1/session', { headers })).json()).toMatchObject({
      actor: { kind: 'key', role: 'metrics' },
      permissions: ['metrics'],
    });
    for (const { name, method, address } of operations) {
      if (typeof rules[name] === 'string' || name === 'GET /metrics') continue;
      const { status } = await api.send(null, method, address, { headers, ...(method === 'GET' ? {} : { body: {} }) });
      expect({ name, status }).toEqual({ name, status: 403 });
    }
    // It is for keys: people see something.
    const body = { name: 'M', email: 'm@example.org', role: 'metrics', password: 'correct horse battery staple' };
    expect((await api.send('admin', 'POST', '/api/v1/users', { body })).json().mistakes[0].path).toEqual(['role']);
  },
);

describe.skipIf(!hasPostgresql()).each(Object.entries(rules))('%s', (name, allowed) => {
  const statusAs = async (role: RoleName | null): Promise<number> => {
    const { method, address } = operations.find((operation) => operation.name === name) as Operation;
    // An empty body or ids of nothing: who may gets past the door, and is told what is wrong with that.
    const { status } = await api.send(role, method, address, method === 'GET' ? {} : { body: {} });
    return status;
  };

  test('nobody who is not signed in', async () => {
    const status = await statusAs(null);
    if (allowed === everybody) expect(status).not.toBe(401);
    else expect(status).toBe(401);
  });

  test.each(roles)('%s', async (role) => {
    const may = typeof allowed === 'string' || role === 'admin' || allowed.includes(role);
    const status = await statusAs(role);
    if (may) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
    expect(status).toBeLessThan(500);
  });
});
