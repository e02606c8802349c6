/** What a request costs is bounded by its bytes: the worst bodies and queries, at every route that there is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { passingType } from '../support/events.ts';
import { routesOf } from '../support/route-table.ts';
import type { Route } from '../support/route-table.ts';

const unstorable = String.raw`"\u0000"`;
const repeated = (count: number, text: string): string => Array.from({ length: count }, () => text).join(',');
const nested = (levels: number, inner: string): string => `{"a":${'['.repeat(levels)}${inner}${']'.repeat(levels)}}`;
const members = (count: number, value: string): string =>
  `{${Array.from({ length: count }, (_, index) => `"key${index}":${value}`).join(',')}}`;

/** A template document whose every part is wrong as often as it can be. */
function worstTemplate(penalties: number, rules: number): object {
  const broken = Array.from({ length: rules }, () => ({ path: 'nowhere.'.repeat(12), operator: 'eq', value: 'x' }));
  return {
    id: 'x',
    name: 'x',
    description: '',
    imageUrl: null,
    holder: { origin: 'openedx' },
    requirements: Array.from({ length: 200 }, (_, index) => ({
      id: `r${index}${'a'.repeat(96)}`,
      event: passingType,
      group: null,
      description: '',
      rules: broken,
    })),
    penalties: Array.from({ length: penalties }, (_, index) => ({
      id: `p${index}`,
      event: passingType,
      description: '',
      requirements: Array.from({ length: 100 }, () => 'z'),
      rules: [],
    })),
  };
}

/** The same long value, read by as many rules as there may be. */
function worstTrial(): object {
  const rules = Array.from({ length: 5 }, () => ({ path: 'course.display_name', operator: 'eq', value: 'x' }));
  const course = { course_key: 'course-v1:X+A+1', display_name: 'long '.repeat(10_000), start: null, end: null };
  const user = { id: 7, is_active: true, pii: { username: 'a', email: 'a@example.org', name: 'A' } };
  return {
    template: {
      ...worstTemplate(0, 0),
      requirements: Array.from({ length: 200 }, (_, index) => ({
        id: `r${index}`,
        event: passingType,
        group: null,
        description: '',
        rules,
      })),
    },
    subject: {
      kind: 'event',
      event: {
        specversion: '1.0',
        type: passingType,
        id: 'e',
        source: 'openedx/lms/web',
        time: '2026-11-22T10:27:28.130449+00:00',
        data: { course_passing_status: { is_passing: true, course, user } },
      },
    },
  };
}

const bodies: Readonly<Record<string, string>> = {
  'lists in lists': nested(3_000, ''),
  'objects in objects, not ended': '{"a":'.repeat(50_000),
  'deep and wide, as much as the webhook takes': nested(1_500, repeated(6_500, unstorable)),
  'deep and wide, a megabyte': nested(1_500, repeated(110_000, unstorable)),
  'as deep and wide as can be': nested(30, repeated(19_000, unstorable)),
  'wide with text that no database takes': `[${repeated(30_000, unstorable)}]`,
  'as wide as can be': `{"requirements":[${repeated(19_900, '1')}]}`,
  'fields that there are not': members(19_000, '1'),
  'fields that there are not, with names that no database takes': members(9_000, unstorable).replaceAll(
    'key',
    String.raw`\u0000`,
  ),
  numbers: `[${repeated(100_000, '1')}]`,
  'one long text': JSON.stringify('long '.repeat(60_000)),
  'one long name': JSON.stringify({ ['long '.repeat(60_000)]: 1 }),
  'one long text of what no database takes': `{"id":"${String.raw`\u0000`.repeat(50_000)}"}`,
  'quotes that do not end': `{"a":"${String.raw`\"`.repeat(100_000)}`,
  'a prototype': `{"__proto__":${nested(20, repeated(5_000, '1'))}}`,
  'a template with links to nothing': JSON.stringify(worstTemplate(10, 0)),
  'a template with too many links to nothing': JSON.stringify(worstTemplate(200, 0)),
  'a template with broken rules': JSON.stringify(worstTemplate(0, 5)),
  'a template with too many broken rules': JSON.stringify(worstTemplate(0, 20)),
  'a trial with a long value': JSON.stringify(worstTrial()),
};

const queries: Readonly<Record<string, string>> = {
  'many names': Array.from({ length: 1_500 }, (_, index) => `key${index}=1`).join('&'),
  'one name many times': Array.from({ length: 1_500 }, () => 'limit=1').join('&'),
  'text that no database takes': Array.from({ length: 1_200 }, (_, index) => `k${index}=%00`).join('&'),
  'a long text': `search=${'x'.repeat(14_000)}`,
  'a deep cursor': `cursor=${Buffer.from('['.repeat(1_400)).toString('base64url')}`,
};

describe.skipIf(!hasPostgresql())('what a request costs', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let routes: Route[];
  let url: string;
  let sent = 0;

  beforeAll(async () => {
    store = await createTestDatabase();
    // Each request comes from an address of its own, so that no rate limit keeps it from being looked at.
    api = await stageApi(store.database, { environment: { LAUREL_TRUST_PROXY: 'true' } });
    routes = routesOf(api.server);
    url = await api.server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  /** Sends it as an admin, so that the body is looked at. */
  async function costOf({ method, address }: Route, { body, query }: { body?: string; query?: string }) {
    sent += 1;
    const response = await fetch(`${url}${address}${query === undefined ? '' : `?${query}`}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: api.people.admin.cookie,
        'sec-fetch-site': 'same-origin',
        'if-match': '*',
        'x-forwarded-for': `127.1.${sent >> 8}.${sent & 255}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, bytes: (await response.text()).length };
  }

  test('the table of routes has those of the description, and those of signing in', () => {
    const names = routes.map(({ method, address }) => `${method} ${address}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /api/auth/sign-out',
        'POST /api/auth/sign-in/email',
        'POST /badges/credly/webhook',
        'PUT /api/v1/templates/1',
        'POST /api/v1/templates/1/activate',
        'GET /api/v1/learners/1/templates/1',
      ]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test('is bounded by its bytes: answer, work and memory, for every route', { timeout: 300_000 }, async () => {
    const before = process.memoryUsage.rss();
    let mostMemory = before;
    const check = async (name: string, route: Route, request: { body?: string; query?: string }) => {
      const before = process.cpuUsage();
      const { status, bytes } = await costOf(route, request);
      // Nothing else goes on in this process: so long, at most, it stood still. On a busy machine a clock would tell more.
      const { user, system } = process.cpuUsage(before);
      const what = `${route.method} ${route.address}: ${name}`;
      const asked = (request.body ?? request.query ?? '').length;
      expect(status, what).toBeLessThan(500);
      expect(bytes, what).toBeLessThan(50_000 + 5 * asked);
      expect((user + system) / 1_000, `${what}: milliseconds of work`).toBeLessThan(500);
      mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
    };
    for (const route of routes)
      if (route.method === 'GET') {
        // What is the same for everybody, whatever they ask.
        if (/^\/(?:api\/reference|api\/openapi|metrics)/.test(route.address)) continue;
        for (const [name, query] of Object.entries(queries)) await check(name, route, { query });
      } else for (const [name, body] of Object.entries(bodies)) await check(name, route, { body });
    expect((mostMemory - before) / 1e6, 'MB of memory').toBeLessThan(500);
  });

  test('a body is refused at once when it is too deep or has too many values, whatever the route makes of bodies', async () => {
    const route: Route = { method: 'POST', address: '/api/auth/sign-out' };
    const refusal = async (body: string) =>
      (await api.send(null, 'POST', route.address, { body, headers: { 'content-type': 'application/json' } })).json();
    expect(await refusal(nested(3_000, ''))).toMatchObject({
      status: 400,
      code: 'REQUEST_MALFORMED',
      detail: expect.stringContaining('more than 32 levels'),
      mistakes: [],
    });
    expect(await refusal(`[${repeated(20_001, '1')}]`)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('more than 20,000 values'),
    });
    // Brackets in texts are no levels.
    expect(await refusal(JSON.stringify({ text: String.raw`\"[`.repeat(1_000) }))).toMatchObject({ status: 422 });
    const text = await api.send(null, 'POST', route.address, { body: '{}', headers: { 'content-type': 'text/plain' } });
    expect(text.status).toBe(415);
  });

  test('of very many mistakes the first hundred are told, each at its place, and how many more there are', async () => {
    const { mistakes, detail } = (
      await api.send('admin', 'POST', '/api/v1/templates/check', {
        body: { ...worstTemplate(0, 0), requirements: Array.from({ length: 200 }, () => 1) },
      })
    ).json();
    expect(mistakes).toHaveLength(101);
    expect(mistakes[3].path).toEqual(['requirements', 3]);
    expect(mistakes.at(-1)).toMatchObject({ path: [], message: expect.stringMatching(/^100 more mistakes/) });
    expect(detail.split('\n')).toHaveLength(6);
    const dangerous = Array.from({ length: 5_000 }, () => '\0');
    const refused = await api.send('admin', 'POST', '/api/v1/templates/check', { body: { a: dangerous } });
    expect(refused.json().mistakes).toHaveLength(10);
  });
});
