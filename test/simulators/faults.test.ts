import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../simulators/base/faults.ts';
import type { CredlyOptions } from '../../simulators/credly/options.ts';
import { waitFor } from '../support/wait.ts';
import { word } from './client.ts';
import { credly as start, issueBody, secondTemplate, type CredlySetting } from './credly-setting.ts';

let running: CredlySetting[] = [];
afterEach(async () => {
  await Promise.all(running.map(({ simulator }) => simulator.close()));
  running = [];
});

async function credly(options: Partial<CredlyOptions> = {}): Promise<CredlySetting> {
  const setting = await start(options);
  running.push(setting);
  return setting;
}

async function held({ sim }: CredlySetting): Promise<unknown> {
  return (await sim('GET', '_sim/badges')).json['total'];
}

/** Issues under a fault that gives no answer; tells what a client sees once the journal shows the request. */
async function attempt({ sim, org }: CredlySetting): Promise<string> {
  let seen = 'no answer';
  const call = org('POST', 'badges', issueBody).then(
    ({ status }) => (seen = `status ${status}`),
    (error: Error) => (seen = (error.cause as { code?: string } | undefined)?.code ?? error.name),
  );
  const entry = await waitFor('the request', async () => {
    const { json } = await sim('GET', '_sim/journal?route=badges.issue');
    return json['entries']?.['0'];
  });
  if (word(entry['fault']).startsWith('reset')) await call;
  return seen;
}

describe('each kind of fault', () => {
  test.each([401, 403, 404, 422, 429, 500, 503] as const)('status %i, and nothing happens', async (status) => {
    const setting = await credly({ faults: [{ route: 'badges.issue', kind: 'status', status, times: 1 }] });
    const reply = await setting.org('POST', 'badges', issueBody);
    expect(reply.status).toBe(status);
    expect(reply.json['data']?.['message']).toContain('Simulated');
    expect(reply.headers.get('retry-after')).toBeNull();
    expect(await held(setting)).toBe(0);
    expect((await setting.org('POST', 'badges', issueBody)).status).toBe(201);
  });

  test('429 with Retry-After', async () => {
    const setting = await credly({ faults: [{ route: '*', kind: 'status', status: 429, retryAfter: 2 }] });
    expect((await setting.org('GET', 'badges')).headers.get('retry-after')).toBe('2');
  });

  test.each([
    ['timeout', 'before', ['no answer'], 0],
    ['timeout', 'after', ['no answer'], 1],
    ['reset', 'before', ['ECONNRESET', 'UND_ERR_SOCKET'], 0],
    ['reset', 'after', ['ECONNRESET', 'UND_ERR_SOCKET'], 1],
  ] as const)('%s %s the effect', async (kind, when, seen, badges) => {
    const setting = await credly({ faults: [{ route: 'badges.issue', method: 'post', kind, when, times: 1 }] });
    const first = await attempt(setting);
    expect(seen).toContain(first);
    expect(await held(setting)).toBe(badges);
    expect((await setting.org('POST', 'badges', issueBody)).status).toBe(badges === 0 ? 201 : 422);
    expect(await held(setting)).toBe(1);
    const { json } = await setting.sim('GET', '_sim/journal?route=badges.issue');
    expect(json['entries']?.['0']).toMatchObject({ status: null, fault: `${kind} ${when} commit` });
  });

  test('a malformed body: the badge is there, the JSON is cut', async () => {
    const setting = await credly({ faults: [{ route: 'badges.issue', kind: 'malformed', times: 1 }] });
    const reply = await setting.org('POST', 'badges', issueBody);
    expect(reply.status).toBe(201);
    expect(reply.text.length).toBeGreaterThan(10);
    expect(reply.json).toBeUndefined();
    expect(await held(setting)).toBe(1);
  });

  test.each(['slow', 'slow-body'] as const)('%s: a late but whole answer', async (kind) => {
    const setting = await credly({ faults: [{ route: 'badges.issue', kind, ms: 60 }] });
    const started = performance.now();
    const reply = await setting.org('POST', 'badges', issueBody);
    expect(reply.status).toBe(201);
    expect(reply.json['data']?.['state']).toBe('pending');
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  test('the first half of a slow body comes at once', async () => {
    const setting = await credly({ faults: [{ route: 'organizations.list', kind: 'slow-body', ms: 5000 }] });
    const headers = { authorization: `Basic ${Buffer.from('sim-org-token:').toString('base64')}` };
    const response = await fetch(`${setting.simulator.apiBaseUrl}organizations`, { headers });
    const part = await response.body?.getReader().read();
    expect(new TextDecoder().decode(part?.value)).toMatch(/^\{"data"/);
  });
});

describe('how often', () => {
  const statuses = async (fault: Omit<FaultInput, 'route' | 'kind' | 'status'>, count: number, seed = 1) => {
    const faults = [{ ...fault, route: 'badges.list', kind: 'status', status: 503 } as const];
    const { org } = await credly({ seed, faults });
    const seen: number[] = [];
    for (let call = 0; call < count; call += 1) seen.push((await org('GET', 'badges')).status);
    return seen;
  };

  test('times, every', async () => {
    expect(await statuses({ times: 2 }, 4)).toEqual([503, 503, 200, 200]);
    expect(await statuses({ every: 3 }, 6)).toEqual([200, 200, 503, 200, 200, 503]);
    expect(await statuses({ every: 2, times: 1 }, 4)).toEqual([200, 503, 200, 200]);
  });

  test('probability, the same for the same seed', async () => {
    const [one, two, other] = [
      await statuses({ probability: 0.5 }, 40),
      await statuses({ probability: 0.5 }, 40),
      await statuses({ probability: 0.5 }, 40, 99),
    ];
    expect(one).toEqual(two);
    expect(other).not.toEqual(one);
    expect(one.filter((status) => status === 503).length).toBeGreaterThan(8);
    expect(one.filter((status) => status === 200).length).toBeGreaterThan(8);
  });

  test('only the route and method that it aims at', async () => {
    const setting = await credly({ faults: [{ route: '*', method: 'PUT', kind: 'status', status: 500 }] });
    expect((await setting.org('POST', 'badges', issueBody)).status).toBe(201);
    expect((await setting.org('PUT', 'badges/x/revoke', {})).status).toBe(500);
  });
});

describe('control', () => {
  test('faults are switched on, listed and off while running', async () => {
    const setting = await credly();
    const fault = { route: 'badges.list', kind: 'status', status: 503 };
    const added = await setting.sim('POST', '_sim/faults', fault);
    expect(added.status).toBe(201);
    expect((await setting.org('GET', 'badges')).status).toBe(503);
    const list = await setting.sim('GET', '_sim/faults');
    expect(list.json['faults']).toMatchObject([{ fault, seen: 1, applied: 1 }]);
    expect(list.json['routes']).toContain('badges.list');
    await setting.sim('DELETE', `_sim/faults/${word(added.json['faults']?.['0']?.['id'])}`);
    expect((await setting.org('GET', 'badges')).status).toBe(200);
    await setting.sim('POST', '_sim/faults', [fault, { ...fault, route: 'badges.get' }]);
    await setting.sim('DELETE', '_sim/faults');
    expect((await setting.sim('GET', '_sim/faults')).json['faults']).toEqual([]);
  });

  test.each([
    { route: 'badges.isue', kind: 'status', status: 503 },
    { route: 'badges.issue', kind: 'status', status: 418 },
    { route: 'badges.issue', kind: 'nonsense' },
    { route: 'badges.issue', kind: 'malformed', chance: 1 },
  ])('a fault that can never work is refused: %o', async (fault) => {
    const { sim } = await credly();
    expect((await sim('POST', '_sim/faults', fault)).status).toBe(400);
    await expect(start({ faults: [fault as FaultInput] })).rejects.toThrow();
  });

  test('the rate limiter counts on the simulated clock', async () => {
    const { org, sim } = await credly({ rateLimit: { requests: 2, seconds: 30, retryAfter: true } });
    const seen = [];
    for (let call = 0; call < 3; call += 1) seen.push(await org('GET', 'badges'));
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(seen[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    await sim('POST', '_sim/clock/advance', { seconds: 30 });
    expect((await org('GET', 'badges')).status).toBe(200);
  });

  test('latency slows every answer', async () => {
    const { org } = await credly({ latency: { min: 30, max: 40 } });
    const started = performance.now();
    await org('GET', 'badges');
    expect(performance.now() - started).toBeGreaterThan(28);
  });
});

describe('journal', () => {
  test('keeps what was asked, in order, also what matched no route', async () => {
    const { org, api, sim } = await credly();
    await org('POST', 'badges?x=1', issueBody);
    await api('GET', 'nowhere');
    const { json } = await sim('GET', '_sim/journal');
    expect(json['count']).toBe(2);
    expect(json['entries']).toMatchObject([
      { number: 1, method: 'POST', route: 'badges.issue', status: 201, fault: null, body: issueBody },
      { number: 2, method: 'GET', path: '/v1/nowhere', route: null, status: 404, body: null },
    ]);
    expect(json['entries']?.['0']?.['path']).toMatch(/\/badges\?x=1$/);
    expect(json['entries']?.['0']?.['time']).toBe('2026-03-02T14:05:03.001Z');
    expect((await sim('GET', '_sim/journal?limit=1')).json['entries']).toHaveLength(1);
    expect((await sim('DELETE', '_sim/journal')).status).toBe(204);
    expect((await sim('GET', '_sim/journal')).json).toEqual({ count: 0, entries: [] });
  });

  test('holds no more than it was told to, and never a token', async () => {
    const { org, sim } = await credly({ journalSize: 3 });
    for (let call = 0; call < 10; call += 1) await org('GET', 'badges');
    const reply = await sim('GET', '_sim/journal');
    expect(reply.json['entries']).toMatchObject([{ number: 8 }, { number: 9 }, { number: 10 }]);
    expect(reply.text.toLowerCase()).not.toContain('authorization');
  });

  test('a body that is no JSON is refused with 400', async () => {
    const { simulator } = await credly();
    const put = await fetch(`${simulator.apiBaseUrl}organizations/x`, { method: 'PUT', body: '{' });
    expect(put.status).toBe(400);
  });
});

describe('persistence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credly-'));
  const persistTo = join(folder, 'state.ndjson');
  afterEach(() => rmSync(persistTo, { force: true }));

  test('a restart on the same file goes on where it ended, with new ids', async () => {
    const before = await credly({ persistTo });
    const first = (await before.org('POST', 'badges', issueBody)).json['data'];
    await before.org('PUT', `badges/${word(first?.['id'])}/revoke`, { reason: 'x' });
    await before.sim('POST', '_sim/clock/advance', { days: 3 });
    await before.org('DELETE', `badges/${word((await issueSecond(before))?.['id'])}`);
    // The other one reads the file while the first still runs: nothing waits for a graceful end.
    const after = await credly({ persistTo });
    const { json } = await after.sim('GET', '_sim/badges');
    expect(json).toMatchObject({
      total: 1,
      counters: { issued: 2, revoked: 1, deleted: 1, by_state: { revoked: 1 } },
      badges: [{ id: first?.['id'], state: 'revoked', revoked: true, recipient_email: 'mira@learners.test' }],
    });
    const second = await issueSecond(after);
    expect(second?.['id']).not.toBe(first?.['id']);
    expect(word(second?.['created_at'])).toMatch(/^2026-03-05/);
    expect((await after.org('GET', 'events')).json['metadata']?.['total_count']).toBe(5);
  });

  test('a badge whose answer was lost is there after the restart', async () => {
    const before = await credly({ persistTo, faults: [{ route: 'badges.issue', kind: 'reset', when: 'after' }] });
    await expect(before.org('POST', 'badges', issueBody)).rejects.toThrow();
    expect(await held(await credly({ persistTo }))).toBe(1);
  });

  test('a half-written last line is dropped', async () => {
    const before = await credly({ persistTo });
    await before.org('POST', 'badges', issueBody);
    appendFileSync(persistTo, '{"table":"badges","id":"x","row":{"id"');
    expect(await held(await credly({ persistTo }))).toBe(1);
  });

  const issueSecond = async ({ org }: CredlySetting) =>
    (await org('POST', 'badges', { ...issueBody, badge_template_id: secondTemplate })).json['data'];
});

describe('the page for people', () => {
  test('shows what is there, and escapes all of it', async () => {
    const setting = await credly({ faults: [{ route: 'badges.list', kind: 'status', status: 503 }] });
    expect((await setting.sim('GET', '')).text).toContain('No badge has been issued yet.');
    await setting.org('POST', 'badges', { ...issueBody, issued_to_first_name: '<script>alert(1)</script>' });
    const { text, headers } = await setting.sim('GET', '?live');
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).not.toContain('<script');
    for (const part of ['&lt;script&gt;', 'Data Stewardship', 'pending', 'badges.list', 'status 503'])
      expect(text).toContain(part);
    expect((await setting.sim('GET', '_sim/style.css')).headers.get('content-type')).toContain('text/css');
  });

  test('a browser that accepts a badge comes back to the page', async () => {
    const setting = await credly();
    const { json } = await setting.org('POST', 'badges', issueBody);
    const response = await fetch(`${setting.simulator.url}/_sim/badges/${word(json['data']?.['id'])}/accept`, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });
});

test('everything held can be paged through for reconciling', async () => {
  const setting = await credly();
  await setting.org('POST', 'badges', issueBody);
  await setting.org('POST', 'badges', { ...issueBody, badge_template_id: secondTemplate });
  const first = await setting.sim('GET', '_sim/badges?page=1&per=1');
  expect(first.json).toMatchObject({ total: 2, page: 1, next_page: 2, badges: [{ issuer_earner_id: 'user-1042' }] });
  expect((await setting.sim('GET', '_sim/badges?page=2&per=1')).json['next_page']).toBeNull();
});
