import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import type { AccredibleSimulator } from '../../simulators/accredible/server.ts';
import { createAccredibleProvider } from '../../src/issuing/accredible/provider.ts';
import type { Provider } from '../../src/issuing/provider.ts';
import type { Award } from '../../src/store/delivery/external.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { SimulatorControl } from '../support/simulator.ts';

const group = '70110';
const signal = new AbortController().signal;
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

interface SimulatedCredential {
  readonly id: string;
  readonly license_id: string | null;
  readonly recipient_id: string | null;
  readonly state: string;
}

let simulator: AccredibleSimulator;
let control: SimulatorControl;
let provider: Provider;

beforeAll(async () => {
  simulator = await startAccredibleSimulator({
    auth: 'strict',
    patch: 'strict',
    dates: 'strict',
    accounts: [{ keys: ['sim-acc-key'], groups: [{ id: 70110, name: 'data-stewardship-2026' }] }],
  });
  control = new SimulatorControl(simulator.url);
  provider = providerWith('sim-acc-key');
});
afterEach(() => control.calm());
afterAll(() => simulator.close());

function providerWith(key: string, timeoutMs = 5_000): Provider {
  return createAccredibleProvider({
    settings: { apiBaseUrl: simulator.apiBaseUrl, accounts: new Map([['main', key]]) },
    timeoutMs,
    limits: createRateLimits(1_000, null),
  });
}

let learners = 0;
function award(given: Partial<Award> = {}): Award {
  const learnerId = ++learners;
  return {
    badgeId: randomUUID(),
    account: 'main',
    externalTemplate: group,
    environment: 'production',
    learnerId,
    earnerId: String(learnerId),
    sentTo: [],
    retired: false,
    username: `learner${learnerId}`,
    email: `Learner+${learnerId}@Example.org`,
    name: 'Ada King Lovelace',
    earnedAt: new Date('2026-03-02T23:30:00Z'),
    claimedAt: new Date(),
    reason: '',
    ...given,
  };
}

async function credentialsOf({ learnerId }: Award): Promise<SimulatedCredential[]> {
  const { credentials } = await control.get<{ credentials: SimulatedCredential[] }>('/_sim/credentials?per=5000');
  return credentials.filter((credential) => credential.recipient_id === String(learnerId));
}

async function issued(given?: Partial<Award>): Promise<Award & { externalId: string }> {
  const wanted = award(given);
  const outcome = await provider.issue(wanted, signal);
  if (outcome.kind !== 'issued') throw new Error(JSON.stringify(outcome));
  return { ...wanted, externalId: outcome.badge.externalId };
}

/** Calls the API past Laurel. */
async function byHand(method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(simulator.apiBaseUrl + path, {
    method,
    headers: { authorization: 'Token token=sim-acc-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

describe('issuing at Accredible', () => {
  test('sends what is documented: ids of award and learner, dates as days (S22, D17, D18), lower-case e-mail', async () => {
    const wanted = await issued();
    expect(await credentialsOf(wanted)).toMatchObject([
      {
        id: wanted.externalId,
        group_id: 70110,
        license_id: wanted.badgeId,
        recipient_email: wanted.email.toLowerCase(),
        recipient_name: 'Ada King Lovelace',
        issued_on: '2026-03-02',
        state: 'published',
      },
    ]);
    const request = (await control.journal('credentials.create')).at(-1);
    expect(request?.body).toMatchObject({ credential: { approve: true, meta_data: { award_id: wanted.badgeId } } });
    // The title follows the group: sending one would freeze it.
    expect(request?.body).not.toMatchObject({ credential: { name: expect.anything() as unknown } });
  });

  test('tells the public page', async () => {
    const outcome = await provider.issue(award({ name: ' ' }), signal);
    expect(outcome).toMatchObject({
      kind: 'issued',
      badge: { state: 'accepted', url: expect.stringMatching(/^http/) },
    });
  });

  test('a second credential of the group for the same address is refused as existing, and found', async () => {
    const wanted = await issued();
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists', failure: { status: 422 } });
    expect(await provider.find(wanted, signal)).toMatchObject({
      kind: 'found',
      badge: { externalId: wanted.externalId, state: 'accepted' },
    });
  });

  test('created but not published is no success: the operator sees it, and a retry publishes it', async () => {
    await control.post('/_sim/credits', { credits: 0 });
    const wanted = award();
    const outcome = await provider.issue(wanted, signal);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'permanent', status: 200, account: false } });
    const [there] = await credentialsOf(wanted);
    expect(there?.state).toBe('unpublished');
    expect(outcome).toMatchObject({ badge: { externalId: there?.id } });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', badge: { externalId: there?.id } });

    const known = { ...wanted, incompleteId: there?.id ?? '' };
    expect(await provider.issue(known, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'permanent' } });
    await control.post('/_sim/credits', { credits: 1_000 });
    expect(await provider.issue(known, signal)).toMatchObject({ kind: 'issued', badge: { externalId: there?.id } });
    expect(await credentialsOf(wanted)).toMatchObject([{ state: 'published' }]);
  });

  test('an unknown group is a permanent failure, not a duplicate', async () => {
    expect(await provider.issue(award({ externalTemplate: '999' }), signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', status: 422, account: false },
    });
  });

  test('D38: no e-mail, no group number, no credential id: no call', async () => {
    const before = (await control.journal()).length;
    const outcomes = [
      await provider.issue(award({ email: '' }), signal),
      await provider.issue(award({ externalTemplate: '../1' }), signal),
      await provider.find(award({ externalTemplate: '1/2' }), signal),
      await provider.revoke({ ...award(), externalId: '../../x' }, signal),
      await providerWith('schlüssel').issue(award(), signal),
      await provider.issue(award({ account: 'unknown' }), signal),
    ];
    for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'permanent' } });
    expect(outcomes.at(-1)).toMatchObject({ failure: { account: true } });
    expect((await control.journal()).length).toBe(before);
  });

  test('a wrong key (plain text 401) is the account’s fault', async () => {
    expect(await providerWith('wrong').issue(award(), signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', status: 401, account: true, body: expect.stringContaining('denied') },
    });
  });

  test.each([
    [{ kind: 'status', status: 401 }, { kind: 'permanent', status: 401, account: true }, 0],
    [{ kind: 'status', status: 403 }, { kind: 'permanent', status: 403, account: true }, 0],
    [{ kind: 'status', status: 404 }, { kind: 'permanent', status: 404, account: false }, 0],
    [{ kind: 'status', status: 422 }, { kind: 'permanent', status: 422, account: false }, 0],
    [{ kind: 'status', status: 429 }, { kind: 'retryable', status: 429, account: true }, 0],
    [{ kind: 'status', status: 500 }, { kind: 'unknown', status: 500, account: true }, 0],
    [{ kind: 'timeout', when: 'before' }, { kind: 'unknown', status: null, body: 'TIMEOUT' }, 0],
    [{ kind: 'timeout', when: 'after' }, { kind: 'unknown', status: null, body: 'TIMEOUT' }, 1],
    [{ kind: 'reset', when: 'after' }, { kind: 'unknown', status: null, account: true }, 1],
    [{ kind: 'malformed' }, { kind: 'unknown', status: 200, account: true }, 1],
  ] as const)('D10, D11: %j is %j', async (fault, failure, outside) => {
    await control.fault({ route: 'credentials.create', ...fault });
    const wanted = award();
    const impatient = providerWith('sim-acc-key', fault.kind === 'timeout' ? 250 : 5_000);
    expect(await impatient.issue(wanted, signal)).toMatchObject({ kind: 'failed', failure });
    expect(await credentialsOf(wanted)).toHaveLength(outside);
    expect((await provider.find(wanted, signal)).kind).toBe(outside === 1 ? 'found' : 'absent');
  });
});

describe('finding at Accredible (S21)', () => {
  const newCredential = (email: string, more: Record<string, unknown> = {}) => ({
    credential: { group_id: 70110, recipient: { name: 'Ada', email, ...more }, issued_on: '2020-01-02' },
  });

  test('finds by e-mail and group what was issued without our ids', async () => {
    const wanted = award();
    await byHand('POST', 'v1/credentials', newCredential(wanted.email.toLowerCase()));
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists' });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'found', badge: { state: 'accepted' } });
  });

  test('never adopts what belongs to another learner of ours', async () => {
    const wanted = award();
    await byHand('POST', 'v1/credentials', newCredential(wanted.email.toLowerCase(), { id: '999999' }));
    const outcome = await provider.find(wanted, signal);
    expect(outcome).toMatchObject({ kind: 'taken', failure: { kind: 'permanent', account: false } });
    expect(JSON.stringify(outcome)).not.toMatch(/example.org/i);
  });

  test.each(['credentials.get', 'search.v2'])('a fault of %s is never taken for absence', async (route) => {
    const wanted = award();
    for (const status of [429, 500] as const) {
      await control.fault({ route, kind: 'status', status, times: 1 });
      expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'retryable' } });
    }
    await control.fault({ route: 'search.v2', kind: 'malformed', times: 1 });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'retryable' } });
  });
});

describe('revoking at Accredible (S16)', () => {
  test('a clock that is ahead by days revokes by a day that has passed, all the same', async () => {
    const ahead = createAccredibleProvider({
      settings: { apiBaseUrl: simulator.apiBaseUrl, accounts: new Map([['main', 'sim-acc-key']]) },
      timeoutMs: 5_000,
      limits: createRateLimits(1_000, null),
      now: () => new Date(Date.now() + 3 * 86_400_000),
    });
    const issued = await provider.issue(award(), signal);
    if (issued.kind !== 'issued') throw new Error('not issued');
    const wanted = { ...award(), externalId: issued.badge.externalId };
    expect(await ahead.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'expired' });
    // Not by the clock that is ahead: the simulator's own says whether it has ended.
    const { credentials } = await control.get<{ credentials: SimulatedCredential[] }>('/_sim/credentials?per=5000');
    expect(credentials.find(({ id }) => id === wanted.externalId)?.state).toBe('expired');
  });

  test('expires as of yesterday in UTC (D18), by PUT; once more is success, too', async () => {
    const wanted = await issued();
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'expired' });
    expect((await control.journal('credentials.update')).at(-1)).toMatchObject({
      method: 'PUT',
      body: { credential: { expired_on: yesterday } },
    });
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'expired' });
    expect(await credentialsOf(wanted)).toMatchObject([{ state: 'expired', expired_on: yesterday }]);
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'found', badge: { state: 'expired' } });
  });

  test('one that was deleted there is done; one that may only be looked for in the wrong place is not', async () => {
    const wanted = await issued();
    await byHand('DELETE', `v1/credentials/${wanted.externalId}`, undefined);
    for (const route of ['groups.get', 'issuer.details']) {
      await control.fault({ route, kind: 'status', status: 404, times: 1 });
      expect(await provider.revoke(wanted, signal)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'permanent', status: 404 },
      });
    }
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'deleted', state: 'expired' });
    expect(await provider.revoke({ ...wanted, externalTemplate: '999' }, signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', status: 404 },
    });
  });

  test.each([
    [{ kind: 'status', status: 500 }, 'published'],
    [{ kind: 'timeout', when: 'after' }, 'expired'],
    [{ kind: 'malformed' }, 'expired'],
  ] as const)('D12: after %j it is simply expired again', async (fault, state) => {
    const wanted = await issued();
    await control.fault({ route: 'credentials.update', times: 1, ...fault });
    const impatient = providerWith('sim-acc-key', 250);
    expect(await impatient.revoke(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'unknown' } });
    expect(await credentialsOf(wanted)).toMatchObject([{ state }]);
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'expired' });
    expect(await credentialsOf(wanted)).toHaveLength(1);
  });
});

test('what Accredible leaves open makes no difference', async () => {
  const other = await startAccredibleSimulator({
    createdId: 'supplied',
    errorForm: 'text',
    unauthorized: 'json',
    indexDelayMs: 600_000,
    suppliedIdCollision: 'refuse',
    accounts: [{ keys: ['k'], groups: [{ id: 70110, name: 'g' }] }],
  });
  const settings = { apiBaseUrl: other.apiBaseUrl, accounts: new Map([['main', 'k']]) };
  const provider = createAccredibleProvider({ settings, timeoutMs: 5_000, limits: createRateLimits(1_000, null) });
  const wanted = award();
  const first = await provider.issue(wanted, signal);
  expect(first).toMatchObject({ kind: 'issued', badge: { externalId: wanted.badgeId } });
  expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists' });
  // The search doesn't see it yet; asking for our own id does.
  expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'found', badge: { state: 'accepted' } });
  expect(await provider.revoke({ ...wanted, externalId: wanted.badgeId }, signal)).toMatchObject({ kind: 'revoked' });
  await other.close();
});
