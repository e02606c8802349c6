import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { splitName } from '../../src/issuing/credly/names.ts';
import type { Provider } from '../../src/issuing/provider.ts';
import type { Award } from '../../src/store/delivery/external.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { SimulatorControl } from '../support/simulator.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const template = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';
const archived = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11';
const signal = new AbortController().signal;

interface SimulatedBadge {
  readonly id: string;
  readonly state: string;
  readonly recipient_email: string;
  readonly recipient_name: string;
  readonly issuer_earner_id: string | null;
  readonly issued_at: string;
  readonly revocation_reason: string | null;
}

let simulator: CredlySimulator;
let control: SimulatorControl;
let provider: Provider;

beforeAll(async () => {
  simulator = await startCredlySimulator({
    auth: 'strict',
    organizations: [
      {
        id: organization,
        name: 'Sim Org',
        tokens: ['sim-org-token'],
        templates: [
          { id: template, name: 'Data Stewardship' },
          { id: archived, name: 'Old', state: 'archived' },
        ],
      },
    ],
  });
  control = new SimulatorControl(simulator.url);
  provider = providerWith('sim-org-token');
});
afterEach(() => control.calm());
afterAll(() => simulator.close());

function providerWith(key: string, timeoutMs = 2_000): Provider {
  return createCredlyProvider({
    settings: { apiBaseUrl: simulator.apiBaseUrl, organizations: new Map([[organization, key]]) },
    timeoutMs,
    limits: createRateLimits(1_000, null),
  });
}

let learners = 0;
function award(given: Partial<Award> = {}): Award {
  const learnerId = ++learners;
  return {
    badgeId: randomUUID(),
    account: organization,
    externalTemplate: template,
    environment: 'production',
    learnerId,
    earnerId: String(learnerId),
    sentTo: [],
    retired: false,
    username: `learner${learnerId}`,
    email: `Learner+${learnerId}@example.org`,
    name: 'Ada King Lovelace',
    earnedAt: new Date('2026-03-02T14:05:00.123Z'),
    claimedAt: new Date(),
    reason: '',
    ...given,
  };
}

async function badgesOf({ learnerId }: Award): Promise<SimulatedBadge[]> {
  const { badges } = await control.get<{ badges: SimulatedBadge[] }>('/_sim/badges?per=5000');
  return badges.filter((badge) => badge.issuer_earner_id === String(learnerId));
}

async function issued(given?: Partial<Award>): Promise<Award & { externalId: string }> {
  const wanted = award(given);
  const outcome = await provider.issue(wanted, signal);
  if (outcome.kind !== 'issued') throw new Error(JSON.stringify(outcome));
  return { ...wanted, externalId: outcome.badge.externalId };
}

/** Issues past Laurel, as the reference does it or a person by hand. */
async function issueByHand(body: Record<string, unknown>): Promise<string> {
  const response = await fetch(`${simulator.apiBaseUrl}organizations/${organization}/badges`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('sim-org-token:').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      issued_to_first_name: 'Ada',
      issued_to_last_name: 'Lovelace',
      badge_template_id: template,
      issued_at: '2020-01-02 00:00:00 +0000',
      ...body,
    }),
  });
  return ((await response.json()) as { data: { id: string } }).data.id;
}

describe('issuing at Credly', () => {
  test('sends what is documented: earned date (S22, D17), both names (D16), the learner’s id, deny (A.4)', async () => {
    const wanted = await issued();
    const [badge] = await badgesOf(wanted);
    expect(badge).toMatchObject({
      id: wanted.externalId,
      state: 'pending',
      recipient_email: wanted.email,
      recipient_name: 'Ada King Lovelace',
      issued_at: '2026-03-02T14:05:00.000Z',
    });
    const request = (await control.journal('badges.issue')).at(-1);
    expect(request).toMatchObject({
      path: `/v1/organizations/${organization}/badges`,
      body: {
        issued_to_first_name: 'Ada King',
        issued_to_last_name: 'Lovelace',
        issued_at: '2026-03-02 14:05:00 +0000',
        issuer_earner_id: String(wanted.learnerId),
        duplicate_behavior: 'deny',
      },
    });
  });

  test.each([
    ['Ada Lovelace', 'Ada', 'Lovelace'],
    ['  Ada   King  Lovelace ', 'Ada King', 'Lovelace'],
    ['Ada', 'Ada', '-'],
    ['', 'ada', '-'],
    ['   ', 'ada', '-'],
  ])('D16: "%s" is never the username twice', (name, first, last) => {
    expect(splitName({ name, username: 'ada' })).toEqual({ first, last });
  });

  test('a second badge of the template for the same learner is refused as existing, and found', async () => {
    const wanted = await issued();
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists', failure: { status: 422 } });
    expect(await provider.find(wanted, signal)).toMatchObject({
      kind: 'found',
      badge: { externalId: wanted.externalId, state: 'pending' },
    });
    expect(await badgesOf(wanted)).toHaveLength(1);
  });

  test('an archived or unknown template is a permanent failure, not a duplicate', async () => {
    for (const externalTemplate of [archived, randomUUID()]) {
      expect(await provider.issue(award({ externalTemplate }), signal)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'permanent', status: 422, account: false },
      });
    }
  });

  test('a learner without e-mail fails without a call', async () => {
    const before = (await control.journal()).length;
    expect(await provider.issue(award({ email: '' }), signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', account: false },
    });
    expect((await control.journal()).length).toBe(before);
  });

  test('D38: ids that are no ids never get into an address', async () => {
    const before = (await control.journal()).length;
    const wanted = award({ externalTemplate: '../../organizations' });
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'permanent' } });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'permanent' } });
    expect(await provider.revoke({ ...award(), externalId: '../../x' }, signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent' },
    });
    expect((await control.journal()).length).toBe(before);
  });

  test('an account without a key, or with an impossible one (D36), fails as the account’s fault without a call', async () => {
    const unknown = await provider.issue(award({ account: randomUUID() }), signal);
    expect(unknown).toMatchObject({ kind: 'failed', failure: { kind: 'permanent', status: null, account: true } });
    const impossible = await providerWith('schlüssel').issue(award(), signal);
    expect(impossible).toMatchObject({ kind: 'failed', failure: { kind: 'permanent', status: null, account: true } });
    expect(JSON.stringify(impossible)).not.toContain('schlüssel');
  });

  test('a wrong key is the account’s fault', async () => {
    expect(await providerWith('wrong').issue(award(), signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', status: 401, account: true },
    });
  });

  test.each([
    [{ kind: 'status', status: 401 }, { kind: 'permanent', status: 401, account: true }, 0],
    [{ kind: 'status', status: 403 }, { kind: 'permanent', status: 403, account: true }, 0],
    [{ kind: 'status', status: 404 }, { kind: 'permanent', status: 404, account: false }, 0],
    [{ kind: 'status', status: 422 }, { kind: 'permanent', status: 422, account: false }, 0],
    [{ kind: 'status', status: 429 }, { kind: 'retryable', status: 429, account: true }, 0],
    [{ kind: 'status', status: 429, retryAfter: 7 }, { kind: 'retryable', status: 429, retryAfterMs: 7_000 }, 0],
    [{ kind: 'status', status: 500 }, { kind: 'unknown', status: 500, account: true }, 0],
    [{ kind: 'status', status: 503 }, { kind: 'unknown', status: 503, account: true }, 0],
    [{ kind: 'timeout', when: 'before' }, { kind: 'unknown', status: null, body: 'TIMEOUT' }, 0],
    [{ kind: 'timeout', when: 'after' }, { kind: 'unknown', status: null, body: 'TIMEOUT' }, 1],
    [{ kind: 'reset', when: 'after' }, { kind: 'unknown', status: null, account: true }, 1],
    [{ kind: 'malformed' }, { kind: 'unknown', status: 201, account: true }, 1],
  ] as const)('D10, D11: %j is %j', async (fault, failure, outside) => {
    await control.fault({ route: 'badges.issue', ...fault });
    const wanted = award();
    expect(await providerWith('sim-org-token', 200).issue(wanted, signal)).toMatchObject({ kind: 'failed', failure });
    expect(await badgesOf(wanted)).toHaveLength(outside);
    expect((await provider.find(wanted, signal)).kind).toBe(outside === 1 ? 'found' : 'absent');
  });
});

describe('finding at Credly (S21)', () => {
  test('finds by e-mail what was issued without our id, with + and another address of the same account', async () => {
    const wanted = award();
    await control.post('/_sim/users', { emails: [wanted.email, 'ada@work.example'] });
    const externalId = await issueByHand({ recipient_email: 'ada@work.example' });
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists' });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'found', badge: { externalId } });
  });

  test('never adopts what belongs to another learner of ours', async () => {
    const wanted = award();
    const externalId = await issueByHand({ recipient_email: wanted.email, issuer_earner_id: '999999' });
    const outcome = await provider.find(wanted, signal);
    expect(outcome).toMatchObject({ kind: 'taken', failure: { kind: 'permanent', account: false } });
    expect(JSON.stringify(outcome)).toContain(externalId);
    expect(JSON.stringify(outcome)).not.toContain('example.org');
  });

  test('a revoked badge of another day is an older story; one of this award’s own moment is this award', async () => {
    const wanted = await issued();
    await provider.revoke({ ...wanted, reason: 'by hand' }, signal);
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'found', badge: { state: 'revoked' } });
    const later = { ...wanted, earnedAt: new Date('2026-05-01T00:00:00Z') };
    expect(await provider.find(later, signal)).toEqual({ kind: 'absent' });
    expect(await provider.issue(later, signal)).toMatchObject({ kind: 'issued' });
  });

  test('never adopts by the earner’s id alone: another site may count its learners as well', async () => {
    const wanted = award();
    const grace = await issueByHand({ recipient_email: 'grace@example.net', issuer_earner_id: wanted.earnerId });
    expect(await provider.issue(wanted, signal)).toMatchObject({ kind: 'exists' });
    const outcome = await provider.find(wanted, signal);
    expect(outcome).toMatchObject({ kind: 'taken', failure: { body: expect.stringContaining(grace) as string } });
    expect(outcome).toMatchObject({
      failure: { body: expect.stringContaining('LAUREL_EARNER_ID_PREFIX') as string },
    });
    // The address that an attempt was made with is the learner's, however it is written, and whatever it is by now.
    const digest = createHash('sha256').update(`${wanted.badgeId} grace@example.net`).digest('hex');
    expect(await provider.find({ ...wanted, sentTo: [digest] }, signal)).toMatchObject({
      kind: 'found',
      badge: { externalId: grace },
    });
    expect(await provider.find({ ...wanted, email: 'GRACE@example.net' }, signal)).toMatchObject({ kind: 'found' });
  });

  test('keeps the learner’s rejection', async () => {
    const wanted = await issued();
    await control.post(`/_sim/badges/${wanted.externalId}/reject`);
    expect(await provider.find(wanted, signal)).toMatchObject({
      kind: 'found',
      badge: { externalId: wanted.externalId, state: 'rejected' },
    });
  });

  test('follows a replacement', async () => {
    const wanted = await issued();
    const replacement = await replace(wanted.externalId, template);
    expect(await provider.find(wanted, signal)).toMatchObject({
      kind: 'found',
      badge: { externalId: replacement, state: 'pending' },
    });
  });

  test.each(['badges.list'])('a fault of %s is never taken for absence', async (route) => {
    const wanted = await issued();
    for (const status of [429, 500, 503] as const) {
      await control.fault({ route, kind: 'status', status, times: 1 });
      expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'retryable' } });
    }
    await control.fault({ route, kind: 'malformed', times: 1 });
    expect(await provider.find(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind: 'retryable' } });
  });
});

async function replace(id: string, by: string): Promise<string> {
  const response = await fetch(`${simulator.apiBaseUrl}organizations/${organization}/badges/${id}/replace`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('sim-org-token:').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ badge_template_id: by, issued_at: '2026-04-01 00:00:00 +0000' }),
  });
  return ((await response.json()) as { data: { id: string } }).data.id;
}

describe('revoking at Credly (S16)', () => {
  test('cuts a long reason between words', async () => {
    const wanted = { ...(await issued()), reason: 'Because of this. '.repeat(30) };
    expect((await provider.revoke(wanted, signal)).kind).toBe('revoked');
    const [badge] = await badgesOf(wanted);
    expect(badge?.revocation_reason).toMatch(/^(Because of this\. )+(Because|Because of|Because of this\.)…$/);
    expect(badge?.revocation_reason?.length).toBeLessThanOrEqual(255);
  });

  test('revokes with the reason; once more is success, too (D13)', async () => {
    const wanted = { ...(await issued()), reason: 'Grade withdrawn' };
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'revoked' });
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'revoked' });
    expect(await badgesOf(wanted)).toMatchObject([{ state: 'revoked', revocation_reason: 'Grade withdrawn' }]);
  });

  test('revokes what a replacement put in its place, too', async () => {
    const wanted = await issued();
    const replacement = await replace(wanted.externalId, template);
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'revoked' });
    const { badges } = await control.get<{ badges: SimulatedBadge[] }>('/_sim/badges?per=5000');
    expect(badges.find((badge) => badge.id === replacement)?.state).toBe('revoked');
  });

  test('one that was deleted there is done; one that may only be looked for in the wrong place is not', async () => {
    const wanted = await issued();
    const path = `${simulator.apiBaseUrl}organizations/${organization}/badges/${wanted.externalId}`;
    const authorization = `Basic ${Buffer.from('sim-org-token:').toString('base64')}`;
    expect((await fetch(path, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    for (const route of ['badge_templates.get', 'organizations.get']) {
      await control.fault({ route, kind: 'status', status: 404, times: 1 });
      expect(await provider.revoke(wanted, signal)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'permanent', status: 404 },
      });
    }
    expect(await provider.revoke(wanted, signal)).toEqual({ kind: 'deleted', state: 'revoked' });
    expect(await provider.revoke({ ...wanted, externalTemplate: randomUUID() }, signal)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', status: 404 },
    });
  });

  test.each([
    [{ kind: 'status', status: 503 }, 'unknown', 'pending'],
    [{ kind: 'timeout', when: 'after' }, 'unknown', 'revoked'],
    [{ kind: 'malformed' }, 'unknown', 'revoked'],
  ] as const)('D12: after %j it is simply revoked again', async (fault, kind, state) => {
    const wanted = await issued();
    await control.fault({ route: 'badges.revoke', times: 1, ...fault });
    const impatient = providerWith('sim-org-token', 200);
    expect(await impatient.revoke(wanted, signal)).toMatchObject({ kind: 'failed', failure: { kind } });
    expect(await badgesOf(wanted)).toMatchObject([{ state }]);
    expect(await impatient.revoke(wanted, signal)).toEqual({ kind: 'revoked', state: 'revoked' });
    expect(await badgesOf(wanted)).toHaveLength(1);
  });
});
