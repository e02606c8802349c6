import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Holder } from '../../src/rules/template.ts';
import { addSignals, takeSignals } from '../../src/store/engine/outbox.ts';
import type { IssuedBadges } from '../../src/store/engine/moved-badges.ts';
import { loadTemplates, lockRules, updateTemplate } from '../../src/store/engine/templates.ts';
import { retryBadge } from '../../src/store/delivery/retries.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import {
  addBadge,
  addTemplate,
  badgeRow,
  emptyTables,
  historyOf,
  makeWorker,
  retryFailed,
  revoke,
} from '../support/deliveries.ts';
import {
  accredibleKey,
  credlyKey,
  credlyTemplate,
  organization,
  otherCredlyKey,
  otherOrganization,
  startProviders,
} from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';
import { waitFor } from '../support/wait.ts';

const organizations = { [organization]: credlyKey, [otherOrganization]: otherCredlyKey };
const accounts = { main: accredibleKey };

const places = {
  openedx: { origin: 'openedx' },
  'Credly organization A': { origin: 'credly', organization, template: credlyTemplate(1) },
  'Credly organization B': { origin: 'credly', organization: otherOrganization, template: credlyTemplate(9_001) },
  'Accredible group 1': { origin: 'accredible', account: 'main', group: 1 },
  'Accredible group 2': { origin: 'accredible', account: 'main', group: 2 },
} as const satisfies Record<string, Holder>;
type Place = keyof typeof places;

describe.skipIf(!hasPostgresql())('where a badge is issued', () => {
  let store: TestDatabase;
  let production: Providers;
  let sandbox: Providers;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    store = await createTestDatabase();
    [production, sandbox] = await Promise.all([startProviders(), startProviders()]);
  });
  afterAll(async () => {
    await Promise.all([production.close(), sandbox.close()]);
    await store.close();
  });
  beforeEach(async () => {
    await emptyTables(store.database);
    await store.database.query(`DELETE FROM site_fact WHERE name LIKE 'environment.%'`);
    return async () => {
      for (const stop of stops.splice(0)) await stop();
      for (const providers of [production, sandbox]) {
        await providers.credlyControl.calm();
        await providers.accredibleControl.calm();
      }
    };
  });

  /** Lets a worker do what is due, with the one or the other environment in use. */
  async function deliver(
    environment: 'production' | 'sandbox' = 'production',
    earnerIdPrefix: string | null = null,
  ): Promise<void> {
    const [now, other] = environment === 'production' ? [production, sandbox] : [sandbox, production];
    await deliverTo(now, environment, other, earnerIdPrefix);
  }

  async function deliverTo(
    now: Providers,
    environment: 'production' | 'sandbox' = 'production',
    other = now,
    earnerIdPrefix: string | null = null,
  ): Promise<void> {
    const { worker } = makeWorker(
      store.database,
      {
        organizations,
        accounts,
        credlyUrl: now.credly.apiBaseUrl,
        accredibleUrl: now.accredible.apiBaseUrl,
        environments: {
          credly: { environment, otherApiBaseUrl: other.credly.apiBaseUrl },
          accredible: { environment, otherApiBaseUrl: other.accredible.apiBaseUrl },
        },
      },
      { earnerIdPrefix },
    );
    stops.push(() => worker.stop());
    worker.start();
    await worker.whenIdle();
    await worker.stop();
  }

  async function move(template: number, to: Place, issued: IssuedBadges = 'stay'): Promise<void> {
    await store.database.transaction(async (transaction) => {
      await lockRules(transaction);
      const stored = (await loadTemplates(transaction)).find(({ key }) => key === template);
      if (stored === undefined) throw new Error('no such template');
      await updateTemplate(transaction, stored, { ...stored, holder: places[to] }, issued);
    });
  }

  /** Of the learner with this address: what is there and lives, by place. */
  async function live(email: string, { credlyControl, accredibleControl } = production): Promise<string[]> {
    const { badges } = await credlyControl.get<{ badges: Record<string, string>[] }>('/_sim/badges?per=5000');
    const { credentials } = await accredibleControl.get<{ credentials: Record<string, string>[] }>(
      '/_sim/credentials?per=5000',
    );
    return [
      ...badges
        .filter((badge) => badge['recipient_email'] === email && badge['state'] !== 'revoked')
        .map((badge) => badge['badge_template_id']),
      ...credentials
        .filter((credential) => credential['recipient_email'] === email && credential['state'] === 'published')
        .map((credential) => `group ${credential['group_id']}`),
    ].map(String);
  }

  const shown: Record<Place, string[]> = {
    openedx: [],
    'Credly organization A': [credlyTemplate(1)],
    'Credly organization B': [credlyTemplate(9_001)],
    'Accredible group 1': ['group 1'],
    'Accredible group 2': ['group 2'],
  };
  let learners = 0;
  const nextEmail = (): string => `place${++learners}@example.org`;

  test.each([
    ['Credly organization A', 'Credly organization B'],
    ['Credly organization A', 'Accredible group 1'],
    ['Credly organization A', 'openedx'],
    ['Accredible group 1', 'Accredible group 2'],
    ['openedx', 'Credly organization A'],
  ] as const)('from %s to %s: badges stay, or are issued again and revoked at both (S16, S21)', async (from, to) => {
    const template = await addTemplate(store.database, places[from]);
    const [stays, goes] = [nextEmail(), nextEmail()];
    const staying = await addBadge(store.database, template, { email: stays });
    await deliver();
    await move(template, to);
    const fresh = nextEmail();
    await addBadge(store.database, template, { email: fresh });
    await deliver();
    expect(await live(stays)).toEqual(shown[from]);
    expect(await live(fresh)).toEqual(shown[to]);
    await revoke(store.database, staying);
    await deliver();
    expect(await badgeRow(store.database, staying)).toMatchObject({ status: 'revoked', due: null, last_status: null });
    expect(await historyOf(store.database, staying)).toEqual(['issued', 'revoked_outside']);
    expect(await live(stays)).toEqual([]);
    expect(await live(fresh)).toEqual(shown[to]);

    await move(template, from);
    const going = await addBadge(store.database, template, { email: goes });
    await deliver();
    await move(template, to, 'issue_again');
    await deliver();
    expect(await live(goes)).toEqual([...shown[from], ...shown[to]].toSorted(byProvider));
    await revoke(store.database, going);
    await deliver();
    expect(await live(goes)).toEqual([]);
    expect(await badgeRow(store.database, going)).toMatchObject({ due: null, last_status: null });
  });

  test('a place that is out of order keeps no other from being revoked, and is tried until it is done', async () => {
    const template = await addTemplate(store.database, places['Credly organization A']);
    const email = nextEmail();
    const badge = await addBadge(store.database, template, { email });
    await deliver();
    await move(template, 'Accredible group 1', 'issue_again');
    await deliver();
    // Back and forth, it is what it was: nothing is issued twice.
    await move(template, 'Credly organization A', 'issue_again');
    await move(template, 'Accredible group 1', 'issue_again');
    await deliver();
    expect(await live(email)).toEqual([credlyTemplate(1), 'group 1']);
    await production.accredibleControl.fault({ route: 'credentials.update', kind: 'status', status: 422 });
    await revoke(store.database, badge);
    await deliver();
    expect(await live(email)).toEqual(['group 1']);
    expect(await badgeRow(store.database, badge)).toMatchObject({ state: 'error', due: null, last_status: 422 });
    await production.accredibleControl.calm();
    expect(await retryBadge(store.database, badge, 'cli:test')).toBe(true);
    await deliver();
    expect(await live(email)).toEqual([]);
    expect(await badgeRow(store.database, badge)).toMatchObject({ state: 'expired', due: null });
  });

  test('a badge whose issue was cut off is looked for where that was; one that certainly failed goes along', async () => {
    const template = await addTemplate(store.database, places['Credly organization A']);
    const [cutOff, failed] = [nextEmail(), nextEmail()];
    await production.credlyControl.fault({ route: 'badges.issue', kind: 'reset', when: 'after', times: 1 });
    await production.credlyControl.fault({ route: 'badges.list', kind: 'status', status: 404 });
    const one = await addBadge(store.database, template, { email: cutOff });
    await waitFor('it is cut off and can not be looked for', async () => {
      await deliver();
      return (await badgeRow(store.database, one)).due === null;
    });
    await production.credlyControl.fault({ route: 'badges.issue', kind: 'status', status: 422 });
    const two = await addBadge(store.database, template, { email: failed });
    await deliver();
    expect(await badgeRow(store.database, two)).toMatchObject({ state: 'error', due: null, uncertain: false });

    await move(template, 'Accredible group 1');
    await production.credlyControl.calm();
    await deliver();
    expect(await live(failed)).toEqual(['group 1']);
    expect(await live(cutOff)).toEqual([credlyTemplate(1)]);
    await revoke(store.database, one, two);
    await deliver();
    expect([await live(failed), await live(cutOff)]).toEqual([[], []]);
  });

  test('all signals of a badge name one template, whatever becomes of it (S20)', async () => {
    const template = await addTemplate(store.database, places['Credly organization A']);
    const badge = await addBadge(store.database, template, { email: nextEmail() });
    const signal = async (what: 'awarded' | 'revoked', id: string) =>
      store.database.transaction(async (transaction) => {
        await addSignals(transaction, [{ id, signal: what, badgeId: badge, time: Date.now() * 1_000 }]);
        return (await takeSignals(transaction, 10))?.at(-1)?.template;
      });
    const award = await signal('awarded', 'a0000000-0000-4000-8000-000000000001');
    expect(award).toMatchObject({ uuid: credlyTemplate(1), origin: 'credly' });
    await move(template, 'openedx', 'issue_again');
    const revocation = await signal('revoked', 'a0000000-0000-4000-8000-000000000002');
    expect(revocation).toMatchObject({ uuid: award?.uuid, origin: award?.origin });
  });

  test('USE_SANDBOX switched: a badge is revoked in the environment where it was issued', async () => {
    for (const place of ['Credly organization A', 'Accredible group 1'] as const) {
      const template = await addTemplate(store.database, places[place]);
      const [old, fresh] = [nextEmail(), nextEmail()];
      const before = await addBadge(store.database, template, { email: old });
      await deliver('sandbox');
      await addBadge(store.database, template, { email: fresh });
      await deliver('production');
      expect([await live(old), await live(old, sandbox)]).toEqual([[], shown[place]]);
      expect([await live(fresh), await live(fresh, sandbox)]).toEqual([shown[place], []]);
      // A key that the other environment refuses says nothing of the account where new badges go.
      const refusal = { route: '*', kind: 'status', status: 401 } as const;
      await sandbox.credlyControl.fault(refusal);
      await sandbox.accredibleControl.fault(refusal);
      await revoke(store.database, before);
      await deliver('production');
      expect(await badgeRow(store.database, before)).toMatchObject({ state: 'error', due: null, last_status: 401 });
      expect(await store.database.query('SELECT 1 FROM provider_account WHERE paused_until IS NOT NULL')).toEqual([]);
      await sandbox.credlyControl.calm();
      await sandbox.accredibleControl.calm();
      await retryBadge(store.database, before, 'cli:test');
      await deliver('production');
      expect([await live(old), await live(old, sandbox)]).toEqual([[], []]);
      expect(await badgeRow(store.database, before)).toMatchObject({ environment: 'sandbox', due: null });
    }
  });

  test('nothing is issued to a retired identity; it is seen, and tried when it is asked for', async () => {
    for (const place of ['Credly organization A', 'Accredible group 1', 'openedx'] as const) {
      const template = await addTemplate(store.database, places[place]);
      const email = nextEmail();
      const badge = await addBadge(store.database, template, { email });
      await store.database.query(
        `UPDATE learner SET email = 'retired__user_0a1b@retired.invalid' FROM badge
         WHERE badge.learner_id = learner.id AND badge.id = $1`,
        [badge],
      );
      await deliver();
      expect(await badgeRow(store.database, badge)).toMatchObject({
        status: 'awarded',
        state: 'created',
        due: null,
        closed: 'retired',
        last_status: null,
      });
      expect(await historyOf(store.database, badge)).toEqual(['cancelled']);
      expect(await retryFailed(store.database, null)).toBe(0);
      // The learner has cancelled the retirement.
      await store.database.query(`UPDATE learner SET email = $1`, [email]);
      expect(await retryBadge(store.database, badge, 'cli:test')).toBe(true);
      await deliver();
      expect(await badgeRow(store.database, badge)).toMatchObject({ due: null, closed: null });
      expect(await live(email)).toEqual(shown[place]);
    }
  });

  test('an issue that was cut off before the learner was retired is adopted, and revoked later', async () => {
    const template = await addTemplate(store.database, places['Credly organization A']);
    const email = nextEmail();
    const badge = await addBadge(store.database, template, { email });
    await production.credlyControl.fault({ route: 'badges.issue', kind: 'reset', when: 'after', times: 1 });
    await production.credlyControl.fault({ route: 'badges.list', kind: 'status', status: 404, times: 1 });
    await waitFor('it waits for an operator', async () => {
      await deliver();
      return (await badgeRow(store.database, badge)).due === null;
    });
    await store.database.query(
      `UPDATE learner SET username = 'retired__user_x', email = 'retired__user_x@retired.invalid'`,
    );
    await retryBadge(store.database, badge, 'cli:test');
    await deliver();
    expect(await badgeRow(store.database, badge)).toMatchObject({ state: 'pending', due: null, closed: null });
    await revoke(store.database, badge);
    await deliver();
    expect(await live(email)).toEqual([]);
  });

  test('another site’s learner of the same number: never adopted, never revoked; with a prefix ours gets out', async () => {
    const template = await addTemplate(store.database, places['Credly organization A']);
    const email = nextEmail();
    const badge = await addBadge(store.database, template, { email });
    const { learner_id: learner } = await badgeRow(store.database, badge);
    const grace = `grace${learner}@example.net`;
    const issued = await fetch(`${production.credly.apiBaseUrl}organizations/${organization}/badges`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${credlyKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        recipient_email: grace,
        issued_to_first_name: 'Grace',
        issued_to_last_name: 'Hopper',
        badge_template_id: credlyTemplate(1),
        issued_at: '2026-03-02 14:05:00 +0000',
        issuer_earner_id: String(learner),
      }),
    });
    expect(issued.status).toBe(201);
    await deliver('production', '');
    const { state, due, last_body } = await badgeRow(store.database, badge);
    expect({ state, due }).toEqual({ state: 'error', due: null });
    expect(last_body).toContain('LAUREL_EARNER_ID_PREFIX');
    expect(await live(grace)).toEqual([credlyTemplate(1)]);

    await retryBadge(store.database, badge, 'cli:test');
    await deliver('production', 'our-site-');
    expect(await live(email)).toEqual([credlyTemplate(1)]);
    expect(await badgeRow(store.database, badge)).toMatchObject({ state: 'pending', earner_id: `our-site-${learner}` });
    await revoke(store.database, badge);
    await deliver('production', '');
    expect(await live(email)).toEqual([]);
    expect(await live(grace)).toEqual([credlyTemplate(1)]);
  });

  test('a badge that was deleted outside is done by itself, and says so', async () => {
    for (const place of ['Credly organization A', 'Accredible group 1'] as const) {
      const template = await addTemplate(store.database, places[place]);
      const badge = await addBadge(store.database, template, { email: nextEmail() });
      await deliver();
      const { external_id } = await badgeRow(store.database, badge);
      const [address, authorization] =
        place === 'Accredible group 1'
          ? [`${production.accredible.apiBaseUrl}v1/credentials/${external_id}`, `Token token=${accredibleKey}`]
          : [
              `${production.credly.apiBaseUrl}organizations/${organization}/badges/${external_id}`,
              `Basic ${Buffer.from(`${credlyKey}:`).toString('base64')}`,
            ];
      expect((await fetch(address, { method: 'DELETE', headers: { authorization } })).ok).toBe(true);
      await revoke(store.database, badge);
      await deliver();
      expect(await badgeRow(store.database, badge)).toMatchObject({ status: 'revoked', due: null, closed: 'deleted' });
      expect(await historyOf(store.database, badge)).toEqual(['issued', 'deleted_outside']);
    }
  });

  test('a date that has not come yet, for us or for the provider, is never a failure for good (S22)', async () => {
    const start = new Date(Date.now() - 30 * 3_600_000).toISOString();
    const slow = await startProviders({
      credly: { futureIssuedAt: 'refuse', clock: { start } },
      accredible: { futureIssuedOn: 'refuse', clock: { start } },
    });
    stops.push(() => slow.close());
    const badges: string[] = [];
    for (const place of ['Credly organization A', 'Accredible group 1'] as const) {
      const badge = await addBadge(store.database, await addTemplate(store.database, places[place]), {
        email: nextEmail(),
      });
      await store.database.query(`UPDATE badge SET earned_at = now() + interval '1 year' WHERE id = $1`, [badge]);
      badges.push(badge);
    }
    await deliverTo(slow);
    // Refused by a clock that is behind, they wait; nobody needs to look after them.
    for (const badge of badges)
      expect(await badgeRow(store.database, badge)).toMatchObject({ state: 'error', due: 'issue', last_status: 422 });
    await slow.credlyControl.post('/_sim/clock/advance', { days: 2 });
    await slow.accredibleControl.post('/_sim/clock/advance', { days: 2 });
    await waitFor('both are out', async () => {
      await deliverTo(slow);
      const rows = await Promise.all(badges.map((badge) => badgeRow(store.database, badge)));
      return rows.every(({ due }) => due === null);
    });
    expect(await badgeRow(store.database, badges[0] ?? '')).toMatchObject({ state: 'pending', last_status: null });
    expect(await badgeRow(store.database, badges[1] ?? '')).toMatchObject({ state: 'accepted', last_status: null });
  });
});

/** Credly's ids are longer than Accredible's. */
function byProvider(a: string, b: string): number {
  return Number(a.startsWith('group')) - Number(b.startsWith('group'));
}
