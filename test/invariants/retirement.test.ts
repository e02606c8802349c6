/** Retiring a learner: a person who is in every table that can hold one, and is nowhere afterwards. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertSignInLink } from '../../src/store/people/sign-in-links.ts';
import { putPasswordLink } from '../../src/store/people/password-links.ts';
import { admitLmsPerson } from '../../src/store/people/lms-people.ts';
import { markRetired } from '../../src/store/people/retirement.ts';
import { createOffer } from '../../src/issuing/wallets/offers.ts';
import { connectLms } from '../../src/auth/people.ts';
import { finishRetirements } from '../../src/consumer/retire.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { storeInboxMessages } from '../../src/store/engine/inbox.ts';
import { addWalletToken } from '../../src/store/open-badges/wallet-tokens.ts';
import {
  beginMaintenanceJob,
  endMaintenanceJob,
  holdMaintenanceJob,
} from '../../src/store/operators/maintenance-jobs.ts';
import { laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { makeWorker, retiredForms } from '../support/deliveries.ts';
import { passing } from '../support/events.ts';
import { addIssuer, issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { makeLmsTokens } from '../support/lms-tokens.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { cookieHeader } from '../support/people.ts';
import { findPostgresql } from '../support/postgresql.ts';
import { publish } from '../support/published-badges.ts';
import { passes, requirement, template } from '../support/templates.ts';
import { anonymous, emptied, removedRows, removedTexts } from './personal-columns.ts';

const mark = 'mkperson';
const ada = { username: mark, email: 'MkPerson@example.org', name: 'Mkperson Łovelace' };
/** Whose names are alike, and who is somebody else. */
const other = { username: `x${mark}`, email: `x${mark}@example.org`, name: `X${mark}` };
const words = (columns: string): string[] => columns.split(' ');
const listed = (lists: Readonly<Record<string, string | { readonly columns: string }>>): string[] =>
  Object.entries(lists).flatMap(([table, entry]) =>
    words(typeof entry === 'string' ? entry : entry.columns).map((column) => `${table}.${column}`),
  );

describe.skipIf(!hasPostgresql())('retiring a learner (S26)', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let issuing: IssuingParts;
  let tokenOf: (username: string, key?: 'stranger') => Promise<string>;
  const tomorrow = (Date.now() + 86_400_000) * 1_000;
  const messageBy = (learner: number, identity: typeof ada, time?: number): RawMessage =>
    messageOf(withIdentity(passing({ learner, ...(time !== undefined && { time }) }), identity));
  const cut = (message: RawMessage): RawMessage => ({ ...message, body: message.body?.subarray(0, -1) ?? null });

  beforeAll(async () => {
    store = await createTestDatabase();
    const lms = await makeLmsTokens();
    api = await stageApi(store.database, {
      environment: {
        ...issuingEnvironment,
        ...lms.environment,
        RETIREMENT_SERVICE_WORKER_USERNAME: 'retirement_service_worker',
      },
    });
    tokenOf = async (username, by) =>
      `JWT ${await lms.sign({ preferred_username: username, grant_type: 'client-credentials' }, { by })}`;
    issuing = issuingParts(store.database);
    await addIssuer(store.database);
    const emailSeen = { path: 'user.pii.email', operator: 'ne', value: '' } as const;
    await storeTemplates(store.database, [
      template({ requirements: [requirement('passes', { rules: [passes, emailSeen] })] }),
    ]);
  });
  afterAll(async () => {
    await issuing.signer.close();
    await api.close();
    await store.close();
  });

  const pipeline = async (
    authorization: string | undefined,
    body: object,
    path = '/api/v1/retire_user/',
  ): Promise<Answer> =>
    api.send(null, 'POST', path, { body, headers: { ...(authorization !== undefined && { authorization }) } });

  async function deliverAll(): Promise<void> {
    const { worker } = makeWorker(store.database, { issuing });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
  }

  async function badgeOf(learner: number): Promise<string> {
    const [row] = await store.database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = $1', [learner]);
    return row?.id ?? '';
  }

  /** What a copy of the database says of the mark. */
  async function dumped(): Promise<string[]> {
    const program = join(findPostgresql() ?? '', 'pg_dump');
    const { stdout } = await promisify(execFile)(program, ['--inserts', store.url], { maxBuffer: 100_000_000 });
    const readable = stdout.replace(/\\\\x((?:[0-9a-f]{2})+)/g, (_, hex: string) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    );
    const bytes = readable.replace(/'\\x((?:[0-9a-f]{2})+)'/g, (_, hex: string) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    );
    const base64 = bytes.replace(/"([A-Za-z0-9+/]{8,}={0,2})"/g, (_, text: string) =>
      Buffer.from(text, 'base64').toString('latin1'),
    );
    return base64.split('\n').filter((line) => new RegExp(`(?<!x)${mark}`, 'i').test(line));
  }

  test('every column of the database is known to say nothing of a person, or is removed', async () => {
    const rows = await store.database.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       JOIN pg_class ON relname = table_name AND relnamespace = 'public'::regnamespace
       WHERE table_schema = 'public' AND NOT relispartition`,
    );
    const known = [...listed(anonymous), ...listed(removedTexts), ...listed(emptied), ...listed(removedRows)];
    expect(rows.map(({ name }) => name).toSorted()).toEqual(known.toSorted());
  });

  test('D49: somebody who is everywhere is nowhere, and stays so; others stay as they are', async () => {
    const { database } = store;
    const learner = 71;
    // Their badge, with evidence that tells the address; a second person of the same kind.
    await processBatch(consumerParts(database), [messageBy(learner, ada), messageBy(72, other)]);
    await deliverAll();
    const badgeId = await badgeOf(learner);
    await publish(database, badgeId, true);
    const [shown] = await database.query<{ id: string }>('SELECT public_id AS id FROM credential WHERE badge_id = $1', [
      badgeId,
    ]);
    const page = async (): Promise<number> => (await api.send(null, 'GET', `/b/${shown?.id}`)).status;
    expect(await page()).toBe(200);
    // An offer that is open, with a token.
    const { offer } = await createOffer({ database, retired: retiredForms }, { badgeId, learnerId: learner });
    const token = { offerId: offer.id, tokenHash: Buffer.from('t'), endsAt: offer.endsAt };
    await database.transaction((transaction) => addWalletToken(transaction, token));
    // What is parked of them: readable and not yet due, not readable, and theirs by a name in a text alone; and what is another's.
    const parked = [messageBy(learner, ada, tomorrow), cut(messageBy(learner, ada))];
    const [text, others] = [
      cut(messageBy(70, ada)),
      [messageBy(72, other, tomorrow), cut(messageBy(72, other))],
    ] as const;
    await processBatch(consumerParts(database), [...parked, text, ...others]);
    const json = Buffer.from(`{"data": {"who": ${JSON.stringify(ada.name).replace('Ł', '\\u0141')}, broken`);
    await storeInboxMessages(database, [
      { format: 'json', fields: [], body: json },
      { format: 'avro', fields: messageBy(learner, ada).fields, body: messageBy(learner, ada).body },
    ]);
    // They work here, too.
    const { id: user } = (
      await api.send('admin', 'POST', '/api/v1/users', {
        body: { ...ada, username: undefined, role: 'admin', password: 'correct horse battery staple' },
      })
    ).json() as { id: string };
    const renamed = { name: `${ada.name} of Kent`, email: ada.email };
    expect((await api.send('admin', 'PUT', `/api/v1/users/${user}/profile`, { body: renamed })).status).toBe(200);
    await connectLms(database, user, learner, { actor: { id: 'cli:root', name: 'root' } });
    const cookie = cookieHeader((await api.authentication.startSession(user)) ?? []);
    const asThem = { cookie, 'sec-fetch-site': 'same-origin' };
    const key = await api.send(null, 'POST', '/api/v1/api-keys', {
      headers: asThem,
      body: { name: 'k', role: 'admin', expiresInDays: null },
    });
    expect(key.status).toBe(201);
    await database.transaction((transaction) =>
      putPasswordLink(transaction, { tokenHash: 'p', userId: user, hours: 1 }),
    );
    await insertLinks(user);
    // What others wrote of them, and what a provider said.
    const about = `as ${ada.name} wished`;
    const revoked = await api.send('operator', 'POST', `/api/v1/badges/${badgeId}/revoke`, {
      body: { reason: about, publicReason: about },
    });
    expect(revoked.status).toBe(200);
    await database.query('UPDATE badge SET last_body = $2 WHERE id = $1', [badgeId, about]);
    await database.query(
      `INSERT INTO badge_former_place (badge_id, place_id, sent_to, state, uncertain, last_body)
       SELECT id, place_id, sent_to, 'error', false, $2 FROM badge WHERE id = $1`,
      [badgeId, about],
    );
    const wish = {
      template: 'badge',
      learners: [72, learner],
      why: about,
      publicReason: about,
      actor: { id: `user:${user}`, name: ada.name },
    };
    await beginMaintenanceJob(database, { kind: 'revoke', wish }, `user:${user}`);
    const holder = '0198c0de-57c8-4d5e-8f5b-0f3b8b0f7d11';
    const job = await holdMaintenanceJob(database, holder, ['revoke']);
    await endMaintenanceJob(database, { id: job?.id ?? '', holder }, 'done');

    const ids = async (table: string, column: string, where = 'true'): Promise<string> =>
      `{${(await database.query<{ id: number }>(`SELECT ${column} AS id FROM ${table} WHERE ${where}`)).map(({ id }) => id).join(',')}}`;
    const given: Readonly<Record<string, string>> = {
      learner: String(learner),
      user: `'${user}'`,
      offer: `'${offer.id}'`,
      inbox: `'${await ids('inbox_message', 'position')}'::bigint[]`,
      parked: `'${await ids('parked_message', 'id', `position IN ('${[...parked, text].map(({ position }) => position).join("','")}')`)}'::bigint[]`,
    };
    const fill = (sql: string): string => sql.replaceAll(/\$(\w+)/g, (_, name: string) => given[name] ?? '');
    const standing = async (): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      const count = async (name: string, table: string, where: string): Promise<void> => {
        const [row] = await database.query<{ count: number }>(
          `SELECT count(*)::integer AS count FROM ${table} WHERE ${where}`,
        );
        found[name] = row?.count ?? 0;
      };
      for (const [table, { about: where }] of Object.entries(removedRows)) await count(table, table, fill(where));
      for (const name of listed(removedTexts))
        await count(
          name,
          String(name.split('.')[0]),
          `regexp_replace(lower(${name}::text), 'x${mark}', '', 'g') LIKE '%${mark}%'`,
        );
      for (const [table, { about: where, columns }] of Object.entries(emptied))
        for (const column of words(columns))
          await count(
            `${table}.${column}`,
            table,
            `${fill(where)} AND coalesce(${column}::text, '') NOT IN ('', '{}')`,
          );
      return found;
    };
    const before = await standing();
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    expect((await dumped()).length).toBeGreaterThan(0);
    const counts = async (): Promise<unknown> => [
      await database.query('SELECT template_id, status FROM badge ORDER BY learner_id'),
      await database.query('SELECT groups_met, complete FROM badge_progress ORDER BY learner_id'),
      await database.query(`SELECT kind FROM history WHERE kind NOT IN ('learner_retired', 'unpublished') ORDER BY id`),
    ];
    const counted = await counts();

    // Said beforehand, in numbers, and nothing is done without a confirmation.
    const numbers = {
      learner,
      state: 'known',
      badges: 1,
      published: 1,
      atProviders: 0,
      notIssued: 0,
      messages: 5,
      signIn: { role: 'admin' },
      sameAddress: false,
    };
    expect((await api.send('admin', 'GET', `/api/v1/learners/${learner}/retirement`)).json()).toMatchObject(numbers);
    const dry = await laurel(['learners', 'retire', mark, '--dry-run', '--json'], database);
    expect(dry.json()).toMatchObject({ ...numbers, dryRun: true });
    const asked = await laurel(['learners', 'retire', mark], database);
    expect(asked).toMatchObject({ exitCode: 2 });
    expect(asked.stderr).toMatch(/5 parked or waiting messages[^]*how they sign in here with the role admin[^]*--yes/);
    expect(await standing()).toEqual(before);

    // As the script of the platform does it: by its own token, and again where the answer was lost.
    const body = { lms_user_id: learner, original_username: mark };
    expect((await pipeline(undefined, body)).status).toBe(401);
    expect((await pipeline(await tokenOf('retirement_service_worker', 'stranger'), body)).status).toBe(401);
    expect((await pipeline(await tokenOf(mark), body)).status).toBe(403);
    expect(await standing()).toEqual(before);
    const worker = await tokenOf('retirement_service_worker');
    for (let times = 0; times < 2; times += 1)
      expect(await pipeline(worker, body)).toMatchObject({ status: 204, text: '' });

    const nothing = Object.fromEntries(Object.keys(before).map((name) => [name, 0]));
    expect(await standing()).toEqual(nothing);
    expect(await dumped()).toEqual([]);
    expect(await counts()).toEqual(counted);
    expect(await page()).toBe(404);
    expect((await api.send(null, 'GET', '/api/v1/session', { headers: asThem })).status).toBe(401);
    expect((await api.send('admin', 'GET', `/api/v1/learners/${learner}`)).json()).toMatchObject({
      retired: true,
      username: '',
    });
    // What is another's is still there, though the names are alike.
    expect(await ids('parked_message', 'count(*)')).toBe('{2}');

    // Whatever comes later brings nobody back: events in every form, retries, the LMS's own token.
    const parts = consumerParts(database);
    const late = [
      messageBy(learner, ada),
      messageBy(learner, ada, tomorrow),
      { ...messageBy(learner, ada), fields: [] },
    ];
    const report = await processBatch(parts, late);
    expect(report.ignored).toEqual(new Map([['learner_retired', 3]]));
    await retryParked(parts, {});
    const person = { lmsUserId: learner, email: ada.email, emailVerified: true, name: ada.name, role: null };
    expect(await database.transaction((transaction) => admitLmsPerson(transaction, person))).toEqual({
      kind: 'disabled',
    });
    await deliverAll();
    expect(await standing()).toEqual(nothing);
    expect(await dumped()).toEqual([]);
  });

  test('who retired whom is in the audit; what a process leaves half done is finished; unknown ones stay unknown', async () => {
    const { database } = store;
    const parkedOnly = { username: `${mark}.parked`, email: `parked.${mark}@example.org`, name: ada.name };
    await processBatch(consumerParts(database), [
      messageBy(81, ada),
      messageBy(82, ada),
      messageBy(83, parkedOnly, tomorrow),
      messageBy(84, { ...ada, username: 'Retired__user_5a1c' }),
    ]);
    // By user name, which two have: nobody is taken for the other.
    const made = await api.send('admin', 'POST', '/api/v1/api-keys', {
      body: { name: 'LMS', role: 'retirement', expiresInDays: null },
    });
    const key = `Bearer ${(made.json() as { key: string }).key}`;
    expect(await pipeline(key, { username: mark }, '/user/retire/')).toMatchObject({ status: 409 });
    expect((await laurel(['learners', 'retire', '81', '--yes'], database)).stdout).toContain('is retired:');
    expect(await pipeline(key, { username: mark }, '/user/retire/')).toMatchObject({ status: 204 });
    // Whom no event was processed of: known by a parked message alone, and not at all.
    for (const username of [parkedOnly.username, 'nobody'])
      expect(await pipeline(key, { username }, '/user/retire')).toMatchObject({ status: 204 });
    expect(await pipeline(key, { lms_user_id: 99 })).toMatchObject({ status: 204 });
    expect((await processBatch(consumerParts(database), [messageBy(99, ada)])).ignored.get('learner_retired')).toBe(1);
    // A browser's session, and a key for something else, do nothing here.
    expect((await api.send('admin', 'POST', '/user/retire/', { body: { username: other.username } })).status).toBe(401);
    const actors = await database.query<{ target: string; actor: string }>(
      `SELECT target, split_part(actor, ':', 1) AS actor FROM audit WHERE action = 'learner.retire' ORDER BY id`,
    );
    expect(actors).toEqual([
      { target: '71', actor: 'lms' },
      { target: '81', actor: 'cli' },
      ...['82', '83', '99'].map((target) => ({ target, actor: 'key' })),
    ]);
    // A process dies after the first step; another one finishes it, and finds whom the platform calls retired.
    await processBatch(consumerParts(database), [messageBy(85, ada)]);
    await database.transaction((transaction) => markRetired(transaction, 85));
    expect(await finishRetirements(database, retiredForms)).toBe(2);
    expect(await finishRetirements(database, retiredForms)).toBe(0);
    expect(await dumped()).toEqual([]);
    const rows = await database.query<{ id: number }>(
      'SELECT id FROM learner WHERE retired_at IS NOT NULL ORDER BY id',
    );
    expect(rows.map(({ id }) => id)).toEqual([71, 81, 82, 83, 84, 85, 99]);
  });

  async function insertLinks(user: string): Promise<void> {
    await store.database.transaction((transaction) =>
      insertSignInLink(transaction, { userId: user, tokenHash: 's', lifetimeMs: 60_000 }),
    );
    await store.database.query(
      `INSERT INTO auth_verification (identifier, value, expires_at) VALUES ('state', $1, now() + interval '1 hour')`,
      [JSON.stringify({ user })],
    );
  }
});
