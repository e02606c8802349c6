import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { Template } from '../../src/rules/template.ts';
import { loadTemplates } from '../../src/store/engine/templates.ts';
import type { CommandResult } from '../cli/command-line.ts';
import { embeddedNote, file, laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { emptySite } from '../support/api-databases.ts';
import { consumerParts } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { makeWorker } from '../support/deliveries.ts';
import { passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { graduate, moves } from '../support/moved-places.ts';
import {
  accredibleKey,
  connect,
  credlyKey,
  organization,
  otherCredlyKey,
  otherOrganization,
  startProviders,
} from '../support/provider-site.ts';
import type { Providers } from '../support/provider-site.ts';

const organizations = { [organization]: credlyKey, [otherOrganization]: otherCredlyKey };
const accounts = { main: accredibleKey };
/** Credly holds it until the learner has accepted it. */
const issued = expect.stringMatching(/^(?:accepted|pending)$/);

describe.skipIf(!hasPostgresql())('a template that gets another holder', () => {
  let store: TestDatabase;
  let providers: Providers;
  let api: ApiStage;
  beforeAll(async () => {
    store = await createTestDatabase();
    providers = await startProviders();
    api = await stageApi(store.database, { environment: providers.environment });
  });
  afterAll(async () => {
    await api.close();
    await providers.close();
    await store.close();
  });
  beforeEach(() => emptySite(store.database));

  const run = (...line: string[]): Promise<CommandResult> =>
    laurel(line, store.database, { environment: providers.environment });
  const apply = (template: Template, ...options: string[]) =>
    run('apply', file('badges.yaml', writeBadgesFile([template])), ...options);
  const events = (...given: Parameters<typeof passing>[0][]) =>
    processBatch(
      consumerParts(store.database),
      given.map((event) => messageOf(passing(event))),
    );
  const holder = async () => (await loadTemplates(store.database))[0]?.holder;
  const audits = () =>
    store.database.query<{ actor: string; before: object; after: object }>(
      `SELECT actor, before, after FROM audit WHERE action = 'template.update' ORDER BY id`,
    );
  const badges = () =>
    store.database.query<{ id: string; learner: number; status: string; state: string }>(
      'SELECT id, learner_id AS learner, status, state FROM badge ORDER BY learner_id',
    );

  async function deliver(): Promise<void> {
    const { worker } = makeWorker(store.database, {
      organizations,
      accounts,
      credlyUrl: providers.credly.apiBaseUrl,
      accredibleUrl: providers.accredible.apiBaseUrl,
    });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
  }

  /** A learner whose badge is issued, and one whose badge is not yet. */
  async function earned(from: Template): Promise<void> {
    await apply(from);
    await events({ learner: 7 });
    await deliver();
    await events({ learner: 8 });
  }

  test.for(moves)('%s: apply asks, tells how many, and leaves issued badges there', async ([, from, to]) => {
    await earned(graduate(from));
    const next = graduate(to);

    const dry = await apply(next, '--dry-run');
    expect(dry.exitCode).toBe(0);
    expect(dry.stderr).toContain('1 badge is, or may be, issued elsewhere already; 1 is not issued yet');
    expect(dry.stderr).toContain('--moved stay or --moved issue-again');
    for (const options of [[], ['--yes']]) {
      const refused = await apply(next, ...options);
      expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('CONFIRMATION_NEEDED') });
      expect(refused.stderr).toContain('1 badge is, or may be, issued elsewhere already');
    }
    expect(await holder()).toEqual(from);

    expect((await apply(next, '--moved', 'stay')).exitCode).toBe(0);
    expect(await holder()).toEqual(to);
    const choice = { issued: 1, waiting: 1, choice: 'stay' };
    expect(await audits()).toEqual([
      {
        actor: expect.stringMatching(/^cli:/),
        before: { holder: from },
        after: { holder: to, issuedBadges: choice },
      },
    ]);
    const [entry] = await store.database.query(`SELECT details FROM history WHERE kind = 'template_changed'`);
    expect(entry).toMatchObject({ details: { fields: ['holder'], issuedBadges: choice } });

    await deliver();
    const [first, second] = await badges();
    const view = async (badge: { id: string } | undefined) =>
      (await api.send('viewer', 'GET', `/api/v1/badges/${badge?.id}`)).json();
    expect(await view(first)).toMatchObject({ origin: from.origin, state: issued, formerPlaces: [] });
    expect(await view(second)).toMatchObject({ origin: to.origin, state: issued, formerPlaces: [] });
  });

  test('Accredible to Credly, issued again: both places are shown, and the badge is revoked at both', async () => {
    const [, to, from] = moves[2] ?? [];
    if (from === undefined || to === undefined) throw new Error('no such move');
    await earned(graduate(from));
    expect((await apply(graduate(to), '--moved', 'issue-again')).exitCode).toBe(0);
    await deliver();

    const [badge] = await badges();
    const path = `/api/v1/badges/${badge?.id}`;
    const former = { origin: 'accredible', account: 'main', externalTemplate: '1', environment: 'production' };
    expect((await api.send('viewer', 'GET', path)).json()).toMatchObject({
      origin: 'credly',
      account: organization,
      state: issued,
      formerPlaces: [{ ...former, state: 'accepted', externalId: expect.any(String), done: false }],
    });
    const shown = await run('badge', 'show', badge?.id ?? '');
    expect(shown.stdout).toMatch(/provider +credly, account 0c9f6c1e.*, template 5b0f7a52/);
    expect(shown.stdout).toMatch(/also at +accredible, account main, group 1: accepted, id \d+; to be revoked there/);
    expect((await run('badge', 'show', badge?.id ?? '', '--json')).json()).toMatchObject({ formerPlaces: [former] });

    await events({ learner: 7, passing: false });
    await deliver();
    const after = (await api.send('viewer', 'GET', path)).json();
    // Accredible has no revoking: what is revoked there expires.
    const states = [after.state, ...after.formerPlaces.map(({ state }: { state: string }) => state)];
    expect(states.toSorted((one: string, other: string) => one.localeCompare(other))).toEqual(['expired', 'revoked']);
    expect((await run('badge', 'show', badge?.id ?? '')).stdout).toContain('nothing left to do there');
  });

  test.for([true, false])('the API asks with numbers and takes the choice (active: %s)', async (active) => {
    const [, from, to] = moves[1] ?? [];
    if (from === undefined || to === undefined) throw new Error('no such move');
    await earned(graduate(from));
    if (!active) await apply(graduate(from, { active: false }));
    const path = '/api/v1/templates/demo-graduate';
    const { id, name, description, imageUrl, requirements, penalties } = (await api.send('viewer', 'GET', path)).json();
    const document = { id, name, description, imageUrl, requirements, penalties, holder: to };
    const put = (body: object) => api.send('designer', 'PUT', path, { body, headers: { 'if-match': '*' } });

    const asked = await put(document);
    expect([asked.status, asked.json()]).toMatchObject([
      409,
      {
        code: 'CONFIRMATION_NEEDED',
        counts: { issued: 1, waiting: 1 },
        detail: expect.stringContaining('issuedBadges'),
      },
    ]);
    expect(await holder()).toEqual(from);
    expect((await put({ ...document, issuedBadges: 'perhaps' })).json()).toMatchObject({ code: 'REQUEST_INVALID' });
    expect((await put({ ...document, holder: from, name: 'Renamed' })).status).toBe(200);

    const moved = await put({ ...document, issuedBadges: 'issue_again' });
    expect([moved.status, moved.json()]).toMatchObject([200, { holder: to, active }]);
    expect((await audits()).at(-1)?.after).toMatchObject({
      holder: to,
      issuedBadges: { choice: 'issue_again', issued: 1, waiting: 1 },
    });
    const again = await store.database.query(`SELECT learner_id AS learner FROM history WHERE kind = 'issued_again'`);
    expect(again).toEqual([{ learner: 7 }]);
    await deliver();
    expect((await badges()).map(({ state }) => state)).toEqual([issued, issued]);
  });

  test('nobody holds a badge: it moves without a question', async () => {
    const [, from, to] = moves[0] ?? [];
    if (from === undefined || to === undefined) throw new Error('no such move');
    await apply(graduate(from));
    expect((await apply(graduate(to))).exitCode).toBe(0);
    expect(await holder()).toEqual(to);
    expect(await audits()).toMatchObject([{ before: { holder: from }, after: { holder: to } }]);
  });

  test('an account with badges is disconnected only by whoever has been told what that means', async () => {
    const [, from] = moves[0] ?? [];
    if (from === undefined) throw new Error('no such move');
    const path = '/api/v1/connections/accredible/main';
    const disconnect = (query = '') => api.send('admin', 'DELETE', path + query, { headers: { 'if-match': '*' } });
    await connect({ api }, 'accredible', 'main', accredibleKey);
    await apply(graduate(from));
    await events({ learner: 7 }, { learner: 8 });
    await deliver();
    // The template is inactive: what it has awarded is held there all the same.
    await apply(graduate(from, { active: false }));

    const asked = await disconnect();
    expect([asked.status, asked.json()]).toMatchObject([
      409,
      { code: 'CONFIRMATION_NEEDED', counts: { heldBadges: 2 } },
    ]);
    expect(asked.json().detail).toContain('2 awarded badges are issued there');
    const refused = await run('connections', 'remove', 'main');
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('2 awarded badges are issued there'),
    });
    expect((await api.send('viewer', 'GET', path)).status).toBe(200);

    expect((await disconnect('?confirm=true')).status).toBe(200);
    await connect({ api }, 'accredible', 'main', accredibleKey);
    await deliver();
    const removed = await run('connections', 'remove', 'main', '--yes', '--json');
    expect(removed).toMatchObject({ stderr: expect.stringMatching(embeddedNote), exitCode: 0 });
    expect(removed.json()).toEqual({ origin: 'accredible', account: 'main', heldBadges: 2 });
    expect((await api.send('viewer', 'GET', path)).status).toBe(404);
    const told = await store.database.query(
      `SELECT split_part(actor, ':', 1) AS actor, before FROM audit WHERE action = 'connection.delete' ORDER BY id`,
    );
    expect(told).toMatchObject(['user', 'cli'].map((actor) => ({ actor, before: { heldBadges: 2 } })));
    expect(await run('connections', 'remove', 'main')).toMatchObject({ exitCode: 1 });
  });
});
