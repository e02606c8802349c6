import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { loadSealedKeys } from '../../src/store/operators/connections.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow, dueCount, makeWorker, quick } from '../support/deliveries.ts';
import {
  accredibleKey,
  connect,
  credlyKey,
  credlyTemplate,
  emptyConnections,
  organization,
  otherCredlyKey,
  otherOrganization,
  stageSite,
} from '../support/provider-site.ts';
import type { ProviderSite, SiteOptions } from '../support/provider-site.ts';
import { createKeyring } from '../../src/secrets.ts';
import { createStoredKeys } from '../../src/issuing/accounts/account-keys.ts';
import { readSettings } from '../../src/settings.ts';
import { waitFor } from '../support/wait.ts';

const list = '/api/v1/connections';
const one = `${list}/credly/${organization}`;
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

for (const kind of ['postgresql', 'embedded'] as const) {
  describe.skipIf(kind === 'postgresql' && !hasPostgresql())(`connections, on ${kind}`, () => {
    let database: Database;
    let closeDatabase: () => Promise<void>;
    let site: ProviderSite;
    const more: ProviderSite[] = [];
    beforeAll(async () => {
      const fresh = kind === 'postgresql' ? await createTestDatabase() : null;
      database = fresh?.database ?? (await createEmbeddedDatabase());
      closeDatabase = () => (fresh ?? database).close();
      site = await stageSite(database);
    });
    afterAll(async () => {
      await site.close();
      await closeDatabase();
    });
    beforeEach(() => emptyConnections(database));
    afterEach(async () => {
      await site.credlyControl.calm();
      for (const each of more.splice(0)) await each.close();
    });

    const send = (...request: Parameters<ProviderSite['api']['send']>) => site.api.send(...request);
    const audits = () => database.query('SELECT actor, action, target, before, after FROM audit ORDER BY id');
    async function other(options: SiteOptions): Promise<ProviderSite> {
      const made = await stageSite(database, options);
      more.push(made);
      return made;
    }
    async function etagOf(url: string): Promise<string> {
      return String((await send('viewer', 'GET', url)).headers['etag']);
    }
    const edit = async (body: object, url = one) =>
      send('admin', 'PUT', url, { body, headers: { 'if-match': await etagOf(url) } });

    test('an admin connects an organization; its id gets one spelling, and its key is never shown again', async () => {
      const body = { origin: 'credly', account: organization.toUpperCase(), name: ' Our Credly ', apiKey: credlyKey };
      const made = await send('admin', 'POST', list, { body });
      expect(made.status).toBe(201);
      expect(made.headers['location']).toBe(one);
      const today = daysAgo(0);
      expect(made.json()).toEqual({
        origin: 'credly',
        account: organization,
        name: 'Our Credly',
        providerName: 'One',
        source: 'stored',
        version: 1,
        keyIssuedOn: today,
        keyExpiresOn: daysAgo(-180),
        keyWarning: null,
        templates: 0,
        due: 0,
        failed: 0,
        health: {
          state: 'works',
          failures: 0,
          pausedSince: null,
          pausedUntil: null,
          lastStatus: null,
          lastMessage: null,
          lastBody: null,
        },
        test: {
          succeeded: true,
          status: 200,
          message: 'One answers: it has 2 templates.',
          advice: null,
          raw: null,
          foundBy: 'test',
          testedAt: expect.any(String),
        },
        lastSync: null,
      });
      const read = await send('viewer', 'GET', one);
      expect(read.json()).toEqual(made.json());
      expect(read.headers['etag']).toBe(made.headers['etag']);
      expect((await send('viewer', 'GET', list)).json()).toEqual({ items: [made.json()] });
      expect(await audits()).toMatchObject([
        {
          actor: `user:${site.api.people.admin.id}`,
          action: 'connection.create',
          target: `credly/${organization}`,
          before: null,
          after: { name: 'Our Credly', keyIssuedOn: today, keyWorks: true },
        },
      ]);
      const again = await send('admin', 'POST', list, { body });
      expect([again.status, again.json().code]).toEqual([409, 'CONNECTION_EXISTS']);
    });

    test('names that no account has are refused, each at its place', async () => {
      const body = { origin: 'credly', account: 'main', name: 'x', apiKey: credlyKey, keyIssuedOn: '2999-01-01' };
      const refused = await send('admin', 'POST', list, { body });
      expect(refused.status).toBe(422);
      expect(refused.json().mistakes).toMatchObject([
        { path: ['account'], message: expect.stringContaining('UUID') },
        { path: ['keyIssuedOn'], message: expect.stringContaining('to today') },
      ]);
      for (const wrong of [
        { account: '../x' },
        { apiKey: 'with a blank' },
        { apiKey: 'short' },
        { keyIssuedOn: '0000-01-01' },
      ]) {
        const answer = await send('admin', 'POST', list, {
          body: { origin: 'accredible', account: 'main', name: 'x', apiKey: accredibleKey, ...wrong },
        });
        expect([answer.status, answer.json().code]).toEqual([422, 'REQUEST_INVALID']);
      }
      expect(await loadSealedKeys(database)).toEqual([]);
    });

    test('without an encryption key nothing is stored, and the answer tells how to make one', async () => {
      const bare = await other({ encryptionKeys: null });
      const body = { origin: 'accredible', account: 'main', name: 'x', apiKey: accredibleKey };
      const refused = await bare.api.send('admin', 'POST', list, { body });
      expect([refused.status, refused.json().code]).toEqual([409, 'ENCRYPTION_KEY_MISSING']);
      expect(refused.json().detail).toContain('openssl rand -base64 32');
      expect(await loadSealedKeys(database)).toEqual([]);
    });

    test('an edit says what it is based on, and a second one on the same is refused', async () => {
      await connect(site, 'credly', organization, credlyKey, { keyIssuedOn: '2026-01-01' });
      const etag = await etagOf(one);
      const without = await send('admin', 'PUT', one, { body: { name: 'A' } });
      expect([without.status, without.json().code]).toEqual([428, 'EDIT_NEEDS_VERSION']);
      const first = await send('admin', 'PUT', one, { body: { name: 'A' }, headers: { 'if-match': etag } });
      expect(first.json()).toMatchObject({ name: 'A', version: 2, keyIssuedOn: '2026-01-01' });
      const second = await send('admin', 'PUT', one, { body: { name: 'B' }, headers: { 'if-match': etag } });
      expect([second.status, second.json().code]).toEqual([412, 'EDITED_MEANWHILE']);
      expect(first.headers['etag']).toBe(await etagOf(one));
      expect((await audits()).slice(1)).toMatchObject([
        {
          action: 'connection.update',
          before: { name: 'Our credly', keyIssuedOn: '2026-01-01' },
          after: { name: 'A', keyIssuedOn: '2026-01-01', keyChanged: false },
        },
      ]);
      const renewed = await edit({ name: 'A', apiKey: credlyKey });
      expect(renewed.json()).toMatchObject({ version: 3, keyIssuedOn: daysAgo(0) });
      const nobody = await send('admin', 'PUT', `${list}/accredible/none`, {
        body: { name: 'A' },
        headers: { 'if-match': '*' },
      });
      expect([nobody.status, nobody.json().code]).toEqual([404, 'ACCOUNT_NOT_FOUND']);
    });

    test('a recreated connection is another one to edits', async () => {
      await connect(site, 'credly', organization, credlyKey);
      const etag = await etagOf(one);
      expect((await send('admin', 'DELETE', one, { headers: { 'if-match': etag } })).status).toBe(200);
      await connect(site, 'credly', organization, credlyKey);
      const stale = await send('admin', 'PUT', one, { body: { name: 'x' }, headers: { 'if-match': etag } });
      expect(stale.status).toBe(412);
    });

    test('Credly’s keys end after 180 days, and 30 days before that the list reminds', async () => {
      const cases = [
        [0, null],
        [149, null],
        [151, 'expires_soon'],
        [179, 'expires_soon'],
        [181, 'expired'],
      ] as const;
      await connect(site, 'credly', organization, credlyKey);
      for (const [days, keyWarning] of cases) {
        const changed = await edit({ name: 'x', keyIssuedOn: daysAgo(days) });
        expect(changed.json()).toMatchObject({
          keyIssuedOn: daysAgo(days),
          keyExpiresOn: daysAgo(days - 180),
          keyWarning,
        });
      }
      await connect(site, 'accredible', 'main', accredibleKey, { keyIssuedOn: daysAgo(1000) });
      expect((await send('viewer', 'GET', `${list}/accredible/main`)).json()).toMatchObject({
        keyExpiresOn: null,
        keyWarning: null,
      });
    });

    test('accounts of the settings are listed, come first, and are edited there', async () => {
      const mixed = await other({ organizations: { [organization]: credlyKey }, accounts: { main: accredibleKey } });
      await connect(mixed, 'credly', otherOrganization, otherCredlyKey);
      const { items } = (await mixed.api.send('viewer', 'GET', list)).json();
      expect(items).toMatchObject([
        {
          origin: 'credly',
          account: organization,
          name: organization,
          source: 'settings',
          version: null,
          keyIssuedOn: null,
        },
        { origin: 'accredible', account: 'main', source: 'settings' },
        { origin: 'credly', account: otherOrganization, source: 'stored' },
      ]);
      const attempts = [
        mixed.api.send('admin', 'PUT', one, { body: { name: 'x' }, headers: { 'if-match': '*' } }),
        mixed.api.send('admin', 'DELETE', one, { headers: { 'if-match': '*' } }),
        mixed.api.send('admin', 'POST', list, {
          body: { origin: 'credly', account: organization, name: 'x', apiKey: credlyKey },
        }),
      ];
      for (const refused of await Promise.all(attempts)) {
        expect([refused.status, refused.json().code]).toEqual([409, 'CONNECTION_IN_SETTINGS']);
        expect(refused.json().detail).toContain('BADGES_CONFIG.credly.ORGANIZATIONS');
      }
    });

    test('the age of a key of the settings is told where they say when it was made', async () => {
      const settings = { credly: { ORGANIZATIONS: { [organization]: credlyKey } } };
      const dated = await other({
        environment: {
          BADGES_CONFIG: JSON.stringify({
            credly: { ...settings.credly, KEY_DATES: { [organization]: daysAgo(160) } },
          }),
        },
      });
      expect((await dated.api.send('viewer', 'GET', one)).json()).toMatchObject({
        source: 'settings',
        keyIssuedOn: daysAgo(160),
        keyExpiresOn: daysAgo(-20),
        keyWarning: 'expires_soon',
      });
      expect((await dated.api.send('viewer', 'GET', '/api/v1/overview')).json().attention).toContainEqual(
        expect.objectContaining({ kind: 'key_expires', subject: organization }),
      );
    });

    test('the settings win over a connection of the same account', async () => {
      await connect(site, 'credly', organization, 'a-wrong-key', { force: true });
      const mixed = await other({ organizations: { [organization]: credlyKey }, credly: {} });
      const { items } = (await mixed.api.send('viewer', 'GET', list)).json();
      expect(items).toMatchObject([{ account: organization, source: 'settings' }]);
      expect((await mixed.api.send('operator', 'POST', `${one}/test`)).json()).toMatchObject({ succeeded: true });
    });

    describe('a test', () => {
      test('says that the account answers, and is kept for the list', async () => {
        await connect(site, 'credly', organization, credlyKey);
        await connect(site, 'accredible', 'main', accredibleKey);
        for (const url of [one, `${list}/accredible/main`]) {
          const tested = await send('operator', 'POST', `${url}/test`);
          expect([tested.status, tested.json()]).toMatchObject([
            200,
            { succeeded: true, status: 200, message: expect.stringMatching(/answers: it has 2 templates\.$/) },
          ]);
          expect((await send('viewer', 'GET', url)).json().test).toEqual(tested.json());
        }
        const { entries } = await site.accredibleControl.get<{ entries: { method: string }[] }>('/_sim/journal');
        // Once before it was stored, and once for the test.
        expect(entries.slice(-4).map(({ method }) => method)).toEqual(['POST', 'GET', 'POST', 'GET']);
      });

      test('takes a refusal, silence and nonsense as results', async () => {
        await connect(site, 'credly', organization, 'a-wrong-key', { force: true });
        const test = async () => (await send('admin', 'POST', `${one}/test`)).json();
        expect(await test()).toMatchObject({
          succeeded: false,
          status: 401,
          message: expect.stringMatching(/token not accepted/),
        });
        await edit({ name: 'x', apiKey: credlyKey });
        const route = 'badge_templates.list';
        await site.credlyControl.fault({ route, kind: 'status', status: 503, times: 1 });
        expect(await test()).toMatchObject({
          succeeded: false,
          status: 503,
          advice: expect.stringContaining('having problems'),
        });
        await site.credlyControl.fault({ route, kind: 'malformed', times: 1 });
        expect(await test()).toMatchObject({ succeeded: false, status: 200 });
        await site.credlyControl.fault({ route, kind: 'reset', times: 1 });
        expect(await test()).toMatchObject({
          succeeded: false,
          status: null,
          message: expect.stringMatching(/connection was lost/),
        });
        expect(await test()).toMatchObject({ succeeded: true });
      });

      test('says what is missing when the key can’t be opened', async () => {
        await connect(site, 'credly', organization, credlyKey);
        const bare = await other({ encryptionKeys: null });
        const tested = await bare.api.send('operator', 'POST', `${one}/test`);
        expect([tested.status, tested.json()]).toMatchObject([
          200,
          {
            succeeded: false,
            status: null,
            message: expect.stringMatching(/"k1", which is missing from LAUREL_ENCRYPTION_KEYS/),
          },
        ]);
      });

      test('an account that nobody connected has none', async () => {
        const unknown = await send('operator', 'POST', `${list}/credly/${randomUUID()}/test`);
        expect([unknown.status, unknown.json().code]).toEqual([404, 'ACCOUNT_NOT_FOUND']);
      });
    });

    describe('a key is tried before it is stored', () => {
      const accounts = [
        ['credly', organization, credlyKey, 'One'],
        ['accredible', 'main', accredibleKey, null],
      ] as const;
      const attentionOf = async () =>
        (await send('viewer', 'GET', '/api/v1/overview'))
          .json()
          .attention.filter(({ kind }: { kind: string }) => kind === 'connection_not_working');

      test.each(accounts)('of %s: a refused one is stored only if one insists', async (origin, account, key) => {
        const url = `${list}/${origin}/${account}`;
        const body = { origin, account, name: 'Ours', apiKey: 'a-wrong-key' };
        const refused = await send('admin', 'POST', list, { body });
        expect([refused.status, refused.json()]).toMatchObject([
          422,
          {
            code: 'CONNECTION_REFUSED',
            title: expect.stringContaining('was not saved'),
            detail: expect.stringMatching(/^Status 401\. .*token.*Correct its API key.*"force": true/is),
            provider: { status: 401, message: expect.stringMatching(/^[A-Z][^{}]*$/) },
          },
        ]);
        expect(refused.text).not.toContain('a-wrong-key');
        expect((await send('viewer', 'GET', list)).json()).toEqual({ items: [] });
        expect(await audits()).toEqual([]);

        const forced = await send('admin', 'POST', list, { body: { ...body, force: true } });
        const notWorking = {
          health: { state: 'not_working', failures: 0 },
          test: { succeeded: false, status: 401, advice: expect.stringContaining('Correct its API key.') },
        };
        expect([forced.status, forced.json()]).toMatchObject([201, notWorking]);
        expect((await send('viewer', 'GET', list)).json().items).toMatchObject([notWorking]);
        const attention = { kind: 'connection_not_working', severity: 'error', count: 1, subject: account, origin };
        expect(await attentionOf()).toEqual([attention]);
        expect(await audits()).toMatchObject([{ action: 'connection.create', after: { keyWorks: false } }]);

        const mended = await edit({ name: 'Ours', apiKey: key }, url);
        expect([mended.status, mended.json()]).toMatchObject([
          200,
          { health: { state: 'works' }, test: { succeeded: true } },
        ]);
        expect(await attentionOf()).toEqual([]);
        // What worked stays: a wrong key does not take its place, and nobody is asked for a name alone.
        const spoiled = await edit({ name: 'Spoiled', apiKey: 'a-wrong-key' }, url);
        expect([spoiled.status, spoiled.json().code]).toEqual([422, 'CONNECTION_REFUSED']);
        expect((await edit({ name: 'Renamed' }, url)).json()).toMatchObject({
          name: 'Renamed',
          test: mended.json().test,
        });
        expect((await send('operator', 'POST', `${url}/test`)).json()).toMatchObject({ succeeded: true });
        const stale = { body: { name: 'x', apiKey: 'a-wrong-key' }, headers: { 'if-match': mended.headers['etag'] } };
        expect((await send('admin', 'PUT', url, stale as object)).json().code).toBe('EDITED_MEANWHILE');
      });

      test('an unknown account is a refusal; silence, trouble and nonsense are told apart from it', async () => {
        const impatient = await other({ environment: { LAUREL_DELIVERY_TIMEOUT_SECONDS: '0.3' } });
        const route = 'badge_templates.list';
        const faults = [
          [{ route, kind: 'status', status: 503, times: 1 }, 503, /Simulated fault 503/],
          [{ route, kind: 'malformed', times: 1 }, 200, /./],
          [{ route, kind: 'reset', times: 1 }, null, /lost before the response/],
          [{ route, kind: 'timeout', times: 1 }, null, /^The response did not arrive/],
        ] as const;
        const body = { origin: 'credly', account: organization, name: 'Ours', apiKey: credlyKey };
        for (const [fault, status, message] of faults) {
          await impatient.credlyControl.fault(fault);
          const answer = await impatient.api.send('admin', 'POST', list, { body });
          expect([answer.status, answer.json()]).toMatchObject([
            422,
            { code: 'CONNECTION_UNREACHABLE', provider: { status, message: expect.stringMatching(message) } },
          ]);
          expect(answer.headers['retry-after']).toBeDefined();
        }
        const unknown = await send('admin', 'POST', list, { body: { ...body, account: otherOrganization } });
        expect(unknown.json()).toMatchObject({ code: 'CONNECTION_REFUSED' });
        expect(await loadSealedKeys(database)).toEqual([]);
      });

      test('S23: what a sync is refused shows at once, and a test that succeeds ends the pause of the account', async () => {
        await connect(site, 'credly', organization, credlyKey);
        await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'status', status: 401, times: 1 });
        const { id } = (await send('operator', 'POST', `${one}/sync`)).json();
        await waitFor('the sync has failed', async () => {
          const { state } = (await send('viewer', 'GET', `/api/v1/sync-jobs/${id}`)).json();
          return state === 'failed';
        });
        const refused = { health: { state: 'not_working' }, test: { succeeded: false, status: 401, foundBy: 'sync' } };
        expect((await send('viewer', 'GET', one)).json()).toMatchObject(refused);
        expect(await attentionOf()).toMatchObject([{ subject: organization, severity: 'error' }]);

        await database.query(
          `INSERT INTO provider_account (origin, account, failures, paused_until, paused_since, last_status)
           VALUES ('credly', $1, 1, now() + interval '5 minutes', now(), 401)`,
          [organization],
        );
        await send('operator', 'POST', `${one}/test`);
        const works = { health: { state: 'works', pausedUntil: null }, test: { succeeded: true, foundBy: 'test' } };
        expect((await send('viewer', 'GET', one)).json()).toMatchObject(works);
        expect(await attentionOf()).toEqual([]);
        // Who wants fewer calls still does.
        await database.query(
          `UPDATE provider_account SET paused_until = now() + interval '5 minutes', last_status = 429`,
        );
        await send('operator', 'POST', `${one}/test`);
        expect((await send('viewer', 'GET', one)).json().health.state).toBe('paused');
      });

      test('what does not work does so again once a test, a sync or a delivery has succeeded', async () => {
        const settings = readSettings(site.environment);
        const stored = createStoredKeys(database, createKeyring(settings.secrets.encryptionKeys));
        const stateOf = async () => (await send('viewer', 'GET', one)).json().health.state;
        await connect(site, 'credly', organization, credlyKey);
        const doubt = async () => {
          await site.credlyControl.fault({ route: 'badge_templates.list', kind: 'status', status: 503, times: 1 });
          expect((await edit({ name: 'x', apiKey: credlyKey, force: true })).status).toBe(200);
          expect(await stateOf()).toBe('not_working');
        };
        await doubt();
        const template = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
        const wrong = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(77) });
        const { worker } = makeWorker(database, { credlyUrl: site.credly.apiBaseUrl, stored }, quick);
        worker.start();
        try {
          // That it has refused a badge says nothing good.
          const badge = await addBadge(database, wrong);
          await waitFor('the refusal', async () => (await badgeRow(database, badge)).due === null);
          expect(await stateOf()).toBe('not_working');
          await addBadge(database, template);
          await waitFor('the delivery', async () => (await stateOf()) === 'works');
        } finally {
          await worker.stop();
        }

        await doubt();
        await send('operator', 'POST', `${one}/test`);
        expect(await stateOf()).toBe('works');

        await doubt();
        expect((await send('operator', 'POST', `${one}/sync`)).status).toBe(202);
        await waitFor('the sync', async () => (await stateOf()) === 'works');
        expect((await send('viewer', 'GET', one)).json().test.message).toBe('A sync read its templates.');
        expect(await attentionOf()).toEqual([]);
      });
    });

    test('a connection in use stays, until nothing of it is active or due', async () => {
      await connect(site, 'credly', organization, credlyKey);
      const template = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
      const remove = async (query = '') =>
        send('admin', 'DELETE', one + query, { headers: { 'if-match': await etagOf(one) } });
      const active = await remove();
      expect([active.status, active.json().code]).toEqual([409, 'CONNECTION_IN_USE']);
      expect(active.json().detail).toContain('1 of its templates are active');

      await addBadge(database, template);
      await database.query('UPDATE badge_template SET active = false');
      expect((await remove()).json().detail).toContain('1 deliveries are waiting');
      await database.query('UPDATE badge SET due = NULL, due_at = NULL');
      expect((await remove()).json()).toMatchObject({ code: 'CONFIRMATION_NEEDED', counts: { heldBadges: 1 } });
      expect((await remove('?confirm=true')).json()).toMatchObject({ account: organization });
      expect((await send('viewer', 'GET', one)).status).toBe(404);
      expect(await database.query('SELECT id FROM badge_template')).toHaveLength(1);
      expect((await audits()).at(-1)).toMatchObject({ action: 'connection.delete', after: null });
    });

    test('S23: a wrong key pauses its account; the right one ends the pause, and all of it gets out', async () => {
      const settings = readSettings(site.environment);
      const stored = createStoredKeys(database, createKeyring(settings.secrets.encryptionKeys));
      await connect(site, 'credly', organization, 'a-wrong-key', { force: true });
      const template = await addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });
      const badge = await addBadge(database, template);
      // Retries and pauses that outlast the test.
      const slow = { ...quick, retry: { baseMs: 600_000, capMs: 600_000 } };
      const { worker } = makeWorker(database, { credlyUrl: site.credly.apiBaseUrl, stored }, slow);
      worker.start();
      try {
        await waitFor('the refusal', async () => (await badgeRow(database, badge)).last_status === 401);
        await worker.whenIdle();
        expect((await send('viewer', 'GET', one)).json()).toMatchObject({
          due: 1,
          failed: 0,
          health: {
            state: 'paused',
            pausedSince: expect.any(String),
            lastStatus: 401,
            lastMessage: expect.stringMatching(/^[^{}]*token not accepted[^{}]*$/i),
            lastBody: expect.stringContaining('token not accepted'),
          },
          // What the delivery has found out stands where the test said nothing of it.
          test: { succeeded: false, status: 401, foundBy: 'delivery' },
        });
        const { items } = (await send('viewer', 'GET', '/api/v1/badges')).json();
        expect(items).toMatchObject([{ accountName: 'Our credly', pausedSince: expect.any(String), due: 'issue' }]);
        expect(Date.parse(items[0].nextAttemptAt)).toBeGreaterThan(Date.now());
        // By another process, as far as the worker knows.
        await edit({ name: 'x', apiKey: credlyKey });
        await waitFor('the delivery', async () => (await dueCount(database)) === 0);
        expect(await badgeRow(database, badge)).toMatchObject({ state: 'pending' });
        expect((await send('viewer', 'GET', one)).json()).toMatchObject({ due: 0, health: { state: 'works' } });
      } finally {
        await worker.stop();
      }
    });
  });
}
