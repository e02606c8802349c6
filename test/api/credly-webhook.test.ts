import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WebhookOptions } from '../../simulators/credly/options.ts';
import { claimDue, dueAccounts } from '../../src/store/delivery/delivery.ts';
import type { Database } from '../../src/store/database/database.ts';
import { loadTemplates, updateTemplate } from '../../src/store/engine/templates.ts';
import type { StoredTemplate } from '../../src/store/engine/templates.ts';
import { readPage } from '../docs/markdown.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow, dueCount, historyOf, makeWorker, revoke } from '../support/deliveries.ts';
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
import { waitFor } from '../support/wait.ts';

const hook = '/badges/credly/webhook/';

interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastAnswer: number | string | null;
}
interface Event {
  readonly id: string;
  readonly organization_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
}

describe.skipIf(!hasPostgresql())('Credly’s webhook (S25)', () => {
  let fresh: TestDatabase;
  let database: Database;
  let site: ProviderSite;
  beforeAll(async () => {
    fresh = await createTestDatabase();
    ({ database } = fresh);
  });
  afterAll(() => fresh.close());
  beforeEach(async () => {
    await emptyConnections(database);
    await open();
  });
  afterEach(() => site.close());

  /** A site of which one Credly organization is connected in Laurel, the other one by the settings. */
  async function open(options: SiteOptions = {}): Promise<void> {
    site = await stageSite(database, { organizations: { [otherOrganization]: otherCredlyKey }, ...options });
    await connect(site, 'credly', organization, credlyKey);
    // Connecting asks Credly, too.
    await site.credlyControl.forget();
  }
  async function reopen(options: SiteOptions): Promise<void> {
    await site.close();
    await emptyConnections(database);
    await open(options);
  }

  /** Sends a notice as Credly would, or as anybody can. */
  const notify = (body: unknown, url = hook, address = '127.0.0.1') =>
    site.api.send(null, 'POST', url, { body, address });
  const notice = (event: Partial<Event>) => ({
    organization_id: organization,
    event_type: 'badge_template.changed',
    ...event,
  });
  const credly = (method: string, path: string, body?: unknown) =>
    fetch(`${site.credly.apiBaseUrl}organizations/${organization}/${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${credlyKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  /** What Credly says that has happened, oldest first. */
  async function events(type?: string): Promise<Event[]> {
    const { data } = (await (await credly('GET', 'events')).json()) as { data: Event[] };
    return data.toReversed().filter(({ event_type }) => type === undefined || event_type === type);
  }
  async function newest(type: string): Promise<Event> {
    const event = (await events(type)).at(-1);
    if (!event) throw new Error(`no ${type}`);
    return event;
  }
  const calls = async (route: string): Promise<number> => (await site.credlyControl.journal(route)).length;
  const kept = () =>
    database.query<{ id: string; outcome: string }>(
      'SELECT id, outcome FROM credly_webhook_event ORDER BY received_at',
    );
  const templateAt = async (number: number): Promise<StoredTemplate | undefined> =>
    (await loadTemplates(database)).find(
      ({ holder }) => holder.origin === 'credly' && holder.template === credlyTemplate(number),
    );

  /** Our template of Credly's template 1, active. */
  const ourTemplate = () => addTemplate(database, { origin: 'credly', organization, template: credlyTemplate(1) });

  /** A badge of it, brought to Credly by the worker. */
  async function delivered(template: number): Promise<{ id: string; outside: string }> {
    const id = await addBadge(database, template);
    await deliver();
    const outside = (await badgeRow(database, id)).external_id;
    if (outside === null) throw new Error('not delivered');
    return { id, outside };
  }
  async function deliver(): Promise<void> {
    const access = { credlyUrl: site.credly.apiBaseUrl, organizations: { [organization]: credlyKey } };
    const { worker } = makeWorker(database, access);
    worker.start();
    await waitFor('nothing is due', async () => (await dueCount(database)) === 0);
    await worker.stop();
  }

  describe('events of badge templates', () => {
    test('a new one comes in inactive; a changed one follows; an archived one is deactivated; nothing is deleted', async () => {
      await site.credlyControl.post('/_sim/templates', { organization, name: 'Fresh' });
      expect((await notify(notice(await newest('badge_template.created')))).status).toBe(200);
      const [fresh] = await loadTemplates(database);
      expect(fresh).toMatchObject({ id: 'credly-fresh', active: false, requirements: [] });

      const key = await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      expect((await notify(notice(await newest('badge_template.changed')))).status).toBe(200);
      expect(await templateAt(1)).toMatchObject({ key, name: 'Renamed', active: true });

      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}/archive`);
      expect((await notify(notice(await newest('badge_template.changed')))).status).toBe(200);
      expect(await templateAt(1)).toMatchObject({ key, active: false });

      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { state: 'active' });
      const again = await templateAt(1);
      if (again)
        await database.transaction((transaction) => updateTemplate(transaction, again, { ...again, active: true }));
      await fetch(`${site.credly.url}/_sim/templates/${credlyTemplate(1)}`, { method: 'DELETE' });
      expect((await notify(notice(await newest('badge_template.deleted')))).status).toBe(200);
      expect(await templateAt(1)).toMatchObject({ key, name: 'Renamed', active: false });
      expect((await kept()).map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied', 'applied']);
    });

    test('D37: a forged type decides nothing: a change that is called a deletion is a change', async () => {
      await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      const changed = await newest('badge_template.changed');
      for (const event_type of ['badge_template.deleted', 'badge.state.changed', 'nonsense', undefined]) {
        await database.query('TRUNCATE credly_webhook_event');
        const forged = { ...changed, event_type, badge_template: { id: credlyTemplate(2), state: 'archived' } };
        expect((await notify(forged)).status).toBe(200);
        expect(await templateAt(1)).toMatchObject({ name: 'Renamed', active: true });
      }
      expect(await loadTemplates(database)).toHaveLength(1);
    });

    test('out of order: the older of two, when it comes last, finds the newest state', async () => {
      await ourTemplate();
      for (const name of ['First', 'Second'])
        await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name });
      const [older, newer] = await events('badge_template.changed');
      expect((await notify(notice(newer ?? {}))).status).toBe(200);
      expect((await notify(notice(older ?? {}))).status).toBe(200);
      expect((await templateAt(1))?.name).toBe('Second');
      expect((await kept()).map(({ outcome }) => outcome)).toEqual(['applied', 'nothing_new']);
    });

    test('an event that was overtaken while Credly answered does not put the older state back', async () => {
      await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'First' });
      await site.credlyControl.fault({ route: 'badge_templates.get', kind: 'slow', ms: 1_000, times: 1 });
      const slow = notify(notice(await newest('badge_template.changed')));
      await waitFor('its answer is made', async () => (await calls('badge_templates.get')) === 1);
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Second' });
      expect((await notify(notice(await newest('badge_template.changed')))).status).toBe(200);
      expect((await templateAt(1))?.name).toBe('Second');
      expect((await slow).status).toBe(200);
      expect((await templateAt(1))?.name).toBe('Second');
      expect((await kept()).map(({ outcome }) => outcome)).toEqual(['applied', 'nothing_new']);
    });

    test('the same event twice at once is acted on once', async () => {
      await site.credlyControl.post('/_sim/templates', { organization, name: 'Fresh' });
      const created = await newest('badge_template.created');
      const answers = await Promise.all(Array.from({ length: 5 }, () => notify(notice(created))));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(await loadTemplates(database)).toHaveLength(1);
      expect(await kept()).toHaveLength(1);
    });
  });

  describe('events of badges', () => {
    test('D40: what the earner decides, and what is revoked outside, arrives at the badge and in its history', async () => {
      const template = await ourTemplate();
      const [accepted, rejected] = [await delivered(template), await delivered(template)];
      await site.credlyControl.post(`/_sim/badges/${accepted.outside}/accept`);
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      await site.credlyControl.post(`/_sim/badges/${rejected.outside}/reject`);
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      const [row] = await database.query<{ external_url: string | null }>(
        'SELECT external_url FROM badge WHERE id = $1',
        [accepted.id],
      );
      expect(row?.external_url).toBe(`${site.credly.url}/badges/${accepted.outside}`);
      expect(await badgeRow(database, accepted.id)).toMatchObject({ status: 'awarded', state: 'accepted', due: null });
      expect(await badgeRow(database, rejected.id)).toMatchObject({ status: 'awarded', state: 'rejected', due: null });
      expect(await historyOf(database, accepted.id)).toEqual(['issued', 'changed_outside']);
      const [line] = await database.query(
        `SELECT details FROM history WHERE kind = 'changed_outside' ORDER BY id LIMIT 1`,
      );
      const { id: credlyEvent } = (await events('badge.state.changed'))[0] ?? {};
      expect(line).toEqual({
        details: {
          badge: accepted.id,
          externalId: accepted.outside,
          before: 'pending',
          state: 'accepted',
          credlyEvent,
          place: { origin: 'credly', account: organization },
        },
      });
    });

    test('S17: revoked by hand at Credly: revoked there, awarded here, not announced, never issued again', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await credly('PUT', `badges/${outside}/revoke`, { reason: 'By hand' });
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ status: 'awarded', state: 'revoked', due: null });
      expect(await database.query('SELECT id FROM outbox')).toEqual([]);
      const retried = await site.api.send('operator', 'GET', '/api/v1/connections');
      expect(retried.json().items[1]).toMatchObject({ due: 0, failed: 0 });

      // Revoked here later, too: there is nothing left to do outside, and that is found out.
      await revoke(database, id);
      await deliver();
      expect(await badgeRow(database, id)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    });

    test('deleted at Credly: done there, and never issued again (S17)', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await credly('DELETE', `badges/${outside}`);
      expect((await notify(notice(await newest('badge.deleted')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({
        status: 'awarded',
        state: 'revoked',
        closed: 'deleted',
        due: null,
      });
      await revoke(database, id);
      await deliver();
      expect(await calls('badges.revoke')).toBe(0);
      expect(await badgeRow(database, id)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    });

    test('a deletion that can’t be told from a template out of reach changes nothing', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await credly('DELETE', `badges/${outside}`);
      // What the key can't see any more proves nothing: the badge may be there as well.
      await site.credlyControl.fault({ route: 'badge_templates.get', kind: 'status', status: 404 });
      const answer = await notify(notice(await newest('badge.deleted')));
      await site.credlyControl.calm();
      expect([200, 503]).toContain(answer.status);
      expect(await badgeRow(database, id)).toMatchObject({ status: 'awarded', state: 'pending', closed: null });
    });

    test('a revocation that failed is over when somebody revokes the badge at Credly', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await revoke(database, id);
      await site.credlyControl.fault({ route: 'badges.revoke', kind: 'status', status: 422 });
      await deliver();
      await site.credlyControl.calm();
      expect(await badgeRow(database, id)).toMatchObject({ state: 'error', last_status: 422 });

      // What the earner does meanwhile doesn't hide that the revocation has failed.
      await site.credlyControl.post(`/_sim/badges/${outside}/accept`);
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ state: 'error', last_status: 422 });

      await credly('PUT', `badges/${outside}/revoke`, { reason: 'By hand' });
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({
        status: 'revoked',
        state: 'revoked',
        due: null,
        last_status: null,
      });
      expect((await historyOf(database, id)).at(-1)).toBe('revoked_outside');
    });

    test('out of order and late: an old event never overwrites a newer state', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await site.credlyControl.post(`/_sim/badges/${outside}/accept`);
      const accepted = await newest('badge.state.changed');
      await revoke(database, id);
      await deliver();
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect((await notify(notice(accepted))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    });

    test('what Credly said before a delivery changed the badge does not undo that', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      await site.credlyControl.post(`/_sim/badges/${outside}/accept`);
      await site.credlyControl.fault({ route: 'badges.get', kind: 'slow', ms: 1_500, times: 1 });
      const slow = notify(notice(await newest('badge.state.changed')));
      await waitFor('its answer is made', async () => (await calls('badges.get')) === 1);
      await revoke(database, id);
      await deliver();
      expect(await badgeRow(database, id)).toMatchObject({ status: 'revoked', state: 'revoked' });
      expect((await slow).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
    });

    test('a badge that was replaced by another of its template goes on as that one', async () => {
      const { id, outside } = await delivered(await ourTemplate());
      const body = { badge_template_id: credlyTemplate(1), issued_at: '2026-03-03 00:00:00 +0000' };
      const { data } = (await (await credly('POST', `badges/${outside}/replace`, body)).json()) as {
        data: { id: string };
      };
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ state: 'pending', external_id: data.id });
      await site.credlyControl.post(`/_sim/badges/${data.id}/accept`);
      expect((await notify(notice(await newest('badge.state.changed')))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ state: 'accepted', external_id: data.id });
    });

    test('one whose delivery is under way is left for later, since the worker’s word would come last', async () => {
      const template = await ourTemplate();
      const id = await addBadge(database, template);
      const [due] = await dueAccounts(database);
      if (!due) throw new Error('nothing is due');
      const [claim] = await claimDue(database, due, {
        worker: 'w',
        leaseMs: 60_000,
        limit: 1,
        lanes: null,
        environment: 'production',
        earnerIdPrefix: null,
      });
      // The worker's call has taken effect, and the earner was quick.
      const issued = await credly('POST', 'badges', {
        recipient_email: claim?.award.email,
        issued_to_first_name: 'Ada',
        issued_to_last_name: 'Lovelace',
        badge_template_id: credlyTemplate(1),
        issued_at: '2026-03-02 14:05:00 +0000',
        issuer_earner_id: claim?.award.earnerId,
      });
      const { data } = (await issued.json()) as { data: { id: string } };
      await site.credlyControl.post(`/_sim/badges/${data.id}/accept`);
      const event = await newest('badge.state.changed');
      const early = await notify(notice(event));
      expect([early.status, early.json().code]).toEqual([503, 'WEBHOOK_UNVERIFIED']);
      expect(await kept()).toEqual([]);

      // The worker dies; Credly sends again; nobody has written down that the badge is outside.
      await database.query(`UPDATE badge SET claimed_until = now() - interval '1 second'`);
      expect((await notify(notice(event))).status).toBe(200);
      expect(await badgeRow(database, id)).toMatchObject({ state: 'accepted', external_id: data.id, due: null });
      expect(await historyOf(database, id)).toEqual(['adopted']);
    });

    test('badges that Laurel did not issue, and events of other kinds, are taken and change nothing', async () => {
      await ourTemplate();
      const issued = await credly('POST', 'badges', {
        recipient_email: 'mallory@example.org',
        issued_to_first_name: 'Mallory',
        issued_to_last_name: 'Stranger',
        badge_template_id: credlyTemplate(1),
        issued_at: '2026-03-02 14:05:00 +0000',
        issuer_earner_id: 'employee-17',
      });
      const { data } = (await issued.json()) as { data: { id: string } };
      await site.credlyControl.post(`/_sim/badges/${data.id}/accept`);
      for (const event of await events()) expect((await notify(notice(event))).status).toBe(200);
      expect((await kept()).map(({ outcome }) => outcome)).toEqual(['ignored', 'unknown_badge']);
      expect(await database.query('SELECT id FROM badge')).toEqual([]);
      // Nobody's name or address has come in with them.
      const text = JSON.stringify(await database.query('SELECT * FROM history')) + JSON.stringify(await kept());
      expect(text).not.toMatch(/mallory|stranger/i);
    });
  });

  describe('what is refused', () => {
    test('D38: ids that are none never become a call', async () => {
      const wrong = [
        { id: '../../organizations/other/badges' },
        { id: `${randomUUID()}/../..` },
        { id: 'not-a-uuid' },
        { id: 7 },
        { id: null },
        { organization_id: '../other' },
        { organization_id: organization.slice(1) },
        { organization_id: undefined },
        { event_type: 'x'.repeat(101) },
      ];
      for (const part of wrong) {
        const answer = await notify({ ...notice({ id: randomUUID() }), ...part });
        expect([answer.status, answer.json().code]).toEqual([422, 'REQUEST_INVALID']);
      }
      expect(await site.credlyControl.journal()).toEqual([]);
    });

    test('D39: an unknown organization is not found, and costs no call', async () => {
      const answer = await notify(notice({ id: randomUUID(), organization_id: randomUUID() }));
      expect([answer.status, answer.json().code]).toEqual([404, 'ACCOUNT_NOT_FOUND']);
      expect(await site.credlyControl.journal()).toEqual([]);
    });

    test('an event that Credly does not know, or that is another organization’s', async () => {
      await ourTemplate();
      const unknown = await notify(notice({ id: randomUUID() }));
      expect([unknown.status, unknown.json().code]).toEqual([404, 'WEBHOOK_REFUSED']);
      // A true event of ours, sent as the other's, which is connected too.
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      const changed = await newest('badge_template.changed');
      const foreign = await notify({ ...changed, organization_id: otherOrganization });
      expect([foreign.status, foreign.json().code]).toEqual([404, 'WEBHOOK_REFUSED']);
      expect(await kept()).toEqual([]);
      // And when our own was acted on before, that opens nothing for the other.
      expect((await notify(changed)).status).toBe(200);
      expect((await notify({ ...changed, organization_id: otherOrganization })).status).toBe(404);
    });

    test('a replay does nothing, and asks nobody', async () => {
      await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      const changed = await newest('badge_template.changed');
      await notify(changed);
      const before = await calls('events.get');
      for (const each of [changed, { ...changed, id: changed.id.toUpperCase() }]) {
        expect((await notify(each)).status).toBe(200);
      }
      expect(await calls('events.get')).toBe(before);
      const lines = await database.query(`SELECT id FROM history WHERE kind = 'template_changed'`);
      expect(lines).toHaveLength(1);
    });

    test('a huge body, another type of content, no JSON, another method', async () => {
      const huge = await notify({ ...notice({ id: randomUUID() }), badge: 'x'.repeat(70_000) });
      expect([huge.status, huge.json().code]).toEqual([413, 'BODY_TOO_LARGE']);
      const raw = (payload: string, type: string) =>
        site.api.server.inject({ method: 'POST', url: hook, payload, headers: { 'content-type': type } });
      const form = await raw(`id=${randomUUID()}`, 'application/x-www-form-urlencoded');
      expect([form.statusCode, form.json().code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
      const broken = await raw('{"id":', 'application/json');
      expect([broken.statusCode, broken.json().code]).toEqual([400, 'REQUEST_MALFORMED']);
      expect((await site.api.send(null, 'GET', hook)).status).toBe(404);
      expect(await site.credlyControl.journal()).toEqual([]);
    });

    test('one sender, with all the addresses of a /64, can’t take the verifications of the others, nor the tests of the account', async () => {
      // As slow as it is in production.
      await reopen({ environment: { LAUREL_DELIVERY_RATE_PER_SECOND: '5' } });
      await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'New name' });
      const { id } = await newest('badge_template.changed');
      const flood = Array.from({ length: 50 }, (_, number) =>
        notify(notice({ id: randomUUID() }), hook, `2001:db8:0:66::${number + 1}`),
      );
      await waitFor('Credly is asked about what was made up', async () => (await calls('events.get')) >= 2);
      const [genuine, tested] = await Promise.all([
        notify(notice({ id }), hook, '192.0.2.7'),
        site.api.send('admin', 'POST', `/api/v1/connections/credly/${organization}/test`),
      ]);
      expect([genuine.status, tested.json()]).toMatchObject([200, { succeeded: true }]);
      expect((await templateAt(1))?.name).toBe('New name');
      const statuses = (await Promise.all(flood)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([404, 503]));
      // What was given up holds nothing back afterwards.
      expect((await notify(notice({ id: randomUUID() }), hook, '192.0.2.7')).status).toBe(404);
    });

    test('a flood is held back with 429, and the server stays well', async () => {
      const statuses: number[] = [];
      // One after the other: the counter takes requests that begin in the same instant for as many as all of them.
      for (let sent = 0; sent < 320; sent += 1) statuses.push((await notify(notice({ id: randomUUID() }))).status);
      expect(statuses.slice(0, 300).every((status) => status === 404)).toBe(true);
      expect(statuses.slice(300).every((status) => status === 429)).toBe(true);
      const atOnce = await Promise.all(Array.from({ length: 200 }, () => notify(notice({ id: randomUUID() }))));
      expect(atOnce.every(({ status }) => status === 429)).toBe(true);
      expect(await calls('events.get')).toBe(300);
      const refused = await notify(notice({ id: randomUUID() }));
      expect([refused.status, refused.json().code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect((await site.api.send('viewer', 'GET', '/api/v1/connections')).status).toBe(200);
      expect(await kept()).toEqual([]);
    });
  });

  describe('when Credly can’t be asked', () => {
    test.each([
      ['answers 503', { kind: 'status', status: 503 }],
      ['answers 429', { kind: 'status', status: 429, retryAfter: 60 }],
      ['takes our key for wrong', { kind: 'status', status: 401 }],
      ['breaks the connection', { kind: 'reset' }],
      ['answers nonsense', { kind: 'malformed' }],
      ['does not answer', { kind: 'timeout' }],
    ] as const)('%s: 503, so that it sends again, and then it works', async (_, fault) => {
      await ourTemplate();
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      const changed = await newest('badge_template.changed');
      for (const route of ['events.get', 'badge_templates.get']) {
        await site.credlyControl.fault({ route, ...fault });
        const answer = await notify(changed);
        expect([answer.status, answer.json().code]).toEqual([503, 'WEBHOOK_UNVERIFIED']);
        expect(answer.headers['retry-after']).toBeDefined();
        await site.credlyControl.calm();
      }
      expect((await templateAt(1))?.name).toBe('Data Stewardship');
      expect(await kept()).toEqual([]);
      expect((await notify(changed)).status).toBe(200);
      expect((await templateAt(1))?.name).toBe('Renamed');
    });
  });

  describe('as Credly sends it, over HTTP', () => {
    async function listening(webhooks: WebhookOptions): Promise<{ deliveries: () => Promise<Delivery[]> }> {
      await reopen({
        credly: { webhooks: { ladderSeconds: [60], ...webhooks }, clock: { start: '2026-03-02T14:05:03.000Z' } },
      });
      const url = await site.api.server.listen({ host: '127.0.0.1', port: 0 });
      const set = await fetch(`${site.credly.apiBaseUrl}organizations/${organization}`, {
        method: 'PUT',
        headers: {
          authorization: `Basic ${Buffer.from(`${credlyKey}:`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ webhook_url: `${url}/badges/credly/webhook` }),
      });
      expect(set.status).toBe(200);
      const deliveries = async () =>
        (await site.credlyControl.get<{ deliveries: Delivery[] }>('/_sim/webhooks')).deliveries;
      return { deliveries };
    }
    const allDelivered = (deliveries: () => Promise<Delivery[]>, count: number) =>
      waitFor('all are delivered', async () => {
        const told = await deliveries();
        return told.length === count && told.every(({ state }) => state === 'delivered');
      });

    test.each([
      ['thin', {}],
      ['with what it is about, twice and out of order', { body: 'embedded', duplicates: 1, reorder: 1 }],
    ] as const)('events %s arrive', async (_, webhooks) => {
      const { deliveries } = await listening(webhooks);
      const template = await ourTemplate();
      const { id, outside } = await delivered(template);
      await site.credlyControl.post(`/_sim/badges/${outside}/accept`);
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      await site.credlyControl.post('/_sim/templates', { organization, name: 'Fresh' });
      await allDelivered(deliveries, 4);
      expect((await deliveries()).every(({ lastAnswer }) => lastAnswer === 200)).toBe(true);
      expect(await badgeRow(database, id)).toMatchObject({ state: 'accepted' });
      expect((await loadTemplates(database)).map(({ name, active }) => [name, active])).toEqual([
        ['Fresh', false],
        ['Renamed', true],
      ]);
      expect(await historyOf(database, id)).toEqual(['issued', 'changed_outside']);
    });

    test('what could not be verified is sent again, and then arrives', async () => {
      const { deliveries } = await listening({});
      await ourTemplate();
      await site.credlyControl.fault({ route: 'events.get', kind: 'status', status: 503 });
      await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
      await waitFor('the first attempt', async () => (await deliveries())[0]?.lastAnswer === 503);
      await site.credlyControl.calm();
      await site.credlyControl.post('/_sim/clock/advance', { minutes: 2 });
      await allDelivered(deliveries, 1);
      expect((await templateAt(1))?.name).toBe('Renamed');
    });
  });

  test('D47: the address that the docs tell is the one that answers, with and without its last slash', async () => {
    const [, path = ''] = /^ {4}https:\/\/YOUR-LAUREL(\S+)$/m.exec(readPage('docs/credly-webhook.md')) ?? [];
    for (const address of [path, path.replace(/\/$/, '')]) {
      const answer = await notify(notice({ id: randomUUID(), organization_id: randomUUID() }), address);
      expect(answer.json().code).toBe('ACCOUNT_NOT_FOUND');
    }
  });

  test('a connection that was removed is an unknown organization', async () => {
    await connect(site, 'accredible', 'main', accredibleKey);
    await site.credlyControl.post(`/_sim/templates/${credlyTemplate(1)}`, { name: 'Renamed' });
    const changed = await newest('badge_template.changed');
    await site.api.send('admin', 'DELETE', `/api/v1/connections/credly/${organization}`, {
      headers: { 'if-match': '*' },
    });
    expect((await notify(changed)).status).toBe(404);
  });
});
