import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import type { Check } from '../../src/cli/doctor/checks.ts';
import { createConnection } from '../../src/issuing/accounts/connections.ts';
import { createKeyring, sealedWith } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { loadSealedKeys } from '../../src/store/operators/connections.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { addTemplate } from '../support/deliveries.ts';
import { emptyConnections, encryptionKey } from '../support/provider-site.ts';
import { realProviders } from '../support/providers.ts';
import { Readable } from 'node:stream';
import { laurel } from './command-line.ts';
import type { CommandResult } from './command-line.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const apiKey = 'key-of-the-organization';
const [old, fresh] = [encryptionKey('old'), encryptionKey('fresh')];
const by = { actor: { id: 'user:1', name: 'Ada' } };

let database: Database;
let credly: CredlySimulator;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
  credly = await startCredlySimulator({
    auth: 'strict',
    organizations: [{ id: organization, name: 'One', tokens: [apiKey], templates: [{ name: 'Data Stewardship' }] }],
  });
});
afterAll(async () => {
  await credly.close();
  await database.close();
});
beforeEach(() => emptyConnections(database));

const environmentOf = (keys: string, organizations: Record<string, string> = {}) => ({
  LAUREL_ENCRYPTION_KEYS: keys,
  LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.01',
  LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.05',
  BADGES_CONFIG: JSON.stringify({
    credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: organizations },
    // Nobody listens there.
    accredible: { ACCREDIBLE_API_BASE_URL: 'http://127.0.0.1:9/v1/' },
  }),
});

async function run(
  commandLine: readonly string[],
  keys: string,
  organizations?: Record<string, string>,
  stdin = '',
): Promise<CommandResult> {
  return laurel(commandLine, database, {
    stdin: Readable.from([stdin]),
    environment: environmentOf(keys, organizations),
    openProviders: (settings, connected) => realProviders(settings, connected ?? database).providers,
  });
}

/** Connects accounts with this encryption key. */
async function connected(keys: string, keyIssuedOn = new Date().toISOString().slice(0, 10)): Promise<void> {
  const settings = readSettings(environmentOf(keys));
  const parts = { database, settings, keyring: createKeyring(settings.secrets.encryptionKeys) };
  const { providers } = realProviders(settings, database);
  for (const wanted of [
    { origin: 'credly', account: organization, name: 'Ours', apiKey, keyIssuedOn },
    // Nobody answers there.
    { origin: 'accredible', account: 'main', name: 'Ours', apiKey: 'other-key', keyIssuedOn },
  ] as const) {
    const provider = providers.get(wanted.origin);
    if (provider === undefined) throw new Error('no such provider');
    const trial = { provider, signal: AbortSignal.timeout(10_000), force: wanted.origin === 'accredible' };
    await createConnection(parts, wanted, trial, by);
  }
}

const checksOf = (ended: CommandResult): Check[] => (ended.json() as { checks: Check[] }).checks;
const checkOf = (ended: CommandResult, check: string) => checksOf(ended).find((each) => each.check === check);

describe('laurel connections rotate-keys', () => {
  test('seals all keys with the first encryption key, says how many, and then the old one is needed no more', async () => {
    await connected(old);
    const rotated = await run(['connections', 'rotate-keys'], `${fresh},${old}`);
    expect(rotated).toMatchObject({ exitCode: 0, stdout: '2 keys encrypted again with the encryption key "fresh".\n' });
    expect((await loadSealedKeys(database)).map(({ sealedKey }) => sealedWith(sealedKey))).toEqual(['fresh', 'fresh']);
    expect((await run(['sync', '--account', organization, '--json'], fresh)).json()).toMatchObject({
      accounts: [{ ok: true, imported: 1 }],
    });
    const again = await run(['connections', 'rotate-keys', '--json'], fresh);
    expect(again.json()).toEqual({ sealsWith: 'fresh', resealed: 0, current: 2, failed: [] });
    const audits = await database.query(
      `SELECT actor, target, before, after FROM audit WHERE action = 'connection.reseal' ORDER BY target`,
    );
    expect(audits).toMatchObject([
      { actor: expect.stringMatching(/^cli:./), target: 'accredible/main', before: { encryptionKey: 'old' } },
      { target: `credly/${organization}`, after: { encryptionKey: 'fresh' } },
    ]);
    // An edit that is under way in the pages is not disturbed.
    expect(await database.query('SELECT version FROM connection')).toEqual([{ version: 1 }, { version: 1 }]);
  });

  test('does what it can, and names what it could not open', async () => {
    await connected(old);
    await database.query(
      `UPDATE connection SET sealed_key = replace(sealed_key, 'v1.old.', 'v1.lost.') WHERE origin = 'credly'`,
    );
    const rotated = await run(['connections', 'rotate-keys'], `${fresh},${old}`);
    expect(rotated).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('1 key encrypted again') });
    expect(rotated.stderr).toContain('ENCRYPTION_KEY_MISSING');
    expect(rotated.stderr).toContain(`credly/${organization}: It is encrypted with the key "lost"`);
    expect((await loadSealedKeys(database)).map(({ sealedKey }) => sealedWith(sealedKey))).toEqual(['fresh', 'lost']);
  });

  test('without an encryption key it tells how to make one', async () => {
    const ended = await run(['connections', 'rotate-keys'], '');
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('openssl rand -base64 32') });
  });
});

describe('laurel connections add, update, test and list', () => {
  const add = ['connections', 'add', 'credly', organization.toUpperCase(), '--name', 'Ours', '--key-stdin'];
  const enter = (commandLine: readonly string[], key: string) => run(commandLine, old, {}, `${key}\n`);
  const listed = async () =>
    (
      (await run(['connections', 'list', '--json'], old)).json() as {
        connections: { name: string; health: { state: string } }[];
      }
    ).connections;

  test('a key that is refused is not stored, and says what the provider said; --force stores it as not working', async () => {
    const refused = await enter(add, 'a-wrong-key');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    for (const told of ['CONNECTION_REFUSED', 'Status 401', 'token not accepted', 'Correct its API key', '--force'])
      expect(refused.stderr).toContain(told);
    expect(refused.stderr).not.toContain('a-wrong-key');
    expect((await run(['connections', 'list'], old)).stdout).toContain('laurel connections add');
    const away = await enter(['connections', 'add', 'accredible', 'main', '--name', 'A', '--key-stdin'], 'other-key');
    expect([away.exitCode, away.stderr]).toEqual([
      1,
      expect.stringMatching(/CONNECTION_UNREACHABLE.*No connection could be made/s),
    ]);

    const forced = await enter([...add, '--force'], 'a-wrong-key');
    expect(forced).toMatchObject({ exitCode: 0, stdout: `Connected credly account ${organization}.\n` });
    expect(forced.stderr).toContain('it does not work');
    const table = (await run(['connections', 'list'], old)).stdout;
    expect(table).toMatch(/credly +\S+ +Ours +not working/);
    expect(table).toMatch(/^Ours: [A-Z][^{}]*token not accepted/m);
    expect(checkOf(await run(['doctor', '--json'], old), `credly Ours (${organization})`)?.status).toBe('fail');
    const tested = await run(['connections', 'test', organization], old);
    expect([tested.exitCode, tested.stderr]).toEqual([1, expect.stringContaining('token not accepted')]);

    const update = ['connections', 'update', organization, '--key-stdin'];
    expect((await enter(update, 'another-wrong-key')).stderr).toContain('CONNECTION_REFUSED');
    const mended = await enter([...update, '--json'], apiKey);
    expect(mended.json()).toEqual({
      origin: 'credly',
      account: organization,
      works: true,
      message: 'One answers: it has 1 templates.',
    });
    expect(await run(['connections', 'test', organization], old)).toMatchObject({
      exitCode: 0,
      stdout: 'One answers: it has 1 templates.\n',
    });
    expect((await run(['connections', 'update', organization, '--name', 'Renamed'], old)).exitCode).toBe(0);
    expect(await listed()).toMatchObject([{ name: 'Renamed', health: { state: 'works' } }]);
    const audits = await database.query('SELECT actor, action, after FROM audit ORDER BY id');
    expect(audits).toMatchObject([
      { actor: expect.stringMatching(/^cli:./), action: 'connection.create', after: { keyWorks: false } },
      { action: 'connection.update', after: { keyChanged: true, keyWorks: true } },
      { action: 'connection.update', after: { name: 'Renamed', keyChanged: false } },
    ]);
  });

  test('what is given wrongly is named, never repeated, and stores nothing', async () => {
    const wrong = [
      [add, 'short', 'A key must have at least 8 characters.'],
      [add, 'with a blank', 'visible ASCII'],
      [[...add, '--key-issued-on', '2999-01-01'], apiKey, '--key-issued-on'],
      [['connections', 'add', 'credly', 'main', '--name', 'x', '--key-stdin'], apiKey, 'a UUID'],
      [['connections', 'add', 'credly', organization, '--name', 'x'], '', '--key-stdin'],
      [['connections', 'update', organization], '', 'Name what to change'],
      [['connections', 'update', organization, '--name', 'x'], '', 'ACCOUNT_NOT_FOUND'],
    ] as const;
    for (const [commandLine, key, told] of wrong) {
      const ended = await enter(commandLine, key);
      expect([ended.exitCode > 0, ended.stderr]).toEqual([true, expect.stringContaining(told)]);
      if (key !== '') expect(ended.stderr).not.toContain(key);
    }
    expect(await loadSealedKeys(database)).toEqual([]);
  });
});

describe('laurel doctor, of connections', () => {
  test('says that all is well, and calls them like those of the settings', async () => {
    await connected(old);
    await addTemplate(database, { origin: 'credly', organization, template: organization });
    const ended = await run(['doctor', '--json'], old);
    expect(checkOf(ended, 'connections')).toMatchObject({ status: 'ok', message: expect.stringContaining('2 stored') });
    expect(checkOf(ended, `credly Ours (${organization})`)).toMatchObject({
      status: 'ok',
      message: 'responds; it has 1 templates',
    });
    expect(checkOf(ended, 'accredible Ours (main)')?.status).toBe('fail');
    expect(checksOf(ended).filter(({ message }) => message.includes('has no key'))).toEqual([]);
  });

  test('an old encryption key is to be rotated, a missing one to be put back', async () => {
    await connected(old);
    const rotate = await run(['doctor', '--json'], `${fresh},${old}`);
    expect(checkOf(rotate, `connection credly Ours (${organization})`)).toMatchObject({
      status: 'warn',
      message: 'is encrypted with the old key "old"; the new one is "fresh"',
      todo: expect.stringContaining('laurel connections rotate-keys'),
    });
    for (const keys of [fresh, '']) {
      const missing = await run(['doctor', '--json'], keys);
      expect(missing.exitCode).toBe(1);
      expect(checkOf(missing, 'connection accredible Ours (main)')).toMatchObject({
        status: 'fail',
        todo: expect.stringContaining('"old", which is missing from LAUREL_ENCRYPTION_KEYS of this process'),
      });
      expect(checkOf(missing, `credly Ours (${organization})`)).toMatchObject({
        status: 'fail',
        message: expect.stringContaining('"old"'),
      });
    }
  });

  test('Credly’s keys that end soon or have ended, and accounts that the settings have too', async () => {
    const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    await connected(old, daysAgo(160));
    const soon = await run(['doctor', '--json'], old);
    expect(checkOf(soon, `connection credly Ours (${organization})`)).toMatchObject({
      status: 'warn',
      message: `its API key stops working on ${daysAgo(-20)}`,
    });
    await database.query('UPDATE connection SET key_issued_on = $1::date', [daysAgo(200)]);
    const ended = await run(['doctor', '--json'], old, { [organization]: apiKey });
    expect(checksOf(ended).filter(({ check }) => check === `connection credly Ours (${organization})`)).toMatchObject([
      { message: 'is also in the settings, and the key there is used' },
    ]);
  });
});

describe('other commands, of connections', () => {
  test('sync leaves a job, as one of the pages does', async () => {
    await connected(old);
    const synced = await run(['sync'], old);
    expect(synced).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('accredible Ours:') });
    expect(synced.stdout).toMatch(/imported +credly-data-stewardship +Data Stewardship/);
    expect(await database.query('SELECT origin, state, actor FROM sync_job ORDER BY origin')).toMatchObject([
      { origin: 'accredible', state: 'failed', actor: expect.stringMatching(/^cli:./) },
      { origin: 'credly', state: 'succeeded' },
    ]);
  });

  test('an account that is being synced elsewhere is told, and does not stop the others', async () => {
    await connected(old);
    await database.query(`INSERT INTO sync_job (origin, account, actor) VALUES ('accredible', 'main', 'user:1')`);
    const synced = await run(['sync', '--json'], old);
    expect(synced.json()).toMatchObject({
      accounts: [
        { origin: 'credly', ok: true },
        { origin: 'accredible', ok: false },
      ],
    });
    expect(synced.stderr).toContain('Wait until the sync of accredible account main has finished.');
  });

  test('a sync that is stopped leaves an interrupted job and no change, and begins no other', async () => {
    await connected(old);
    const stopping = new AbortController();
    const synced = await laurel(['sync', '--json'], database, {
      environment: environmentOf(old),
      signal: stopping.signal,
      openProviders: (settings, connectedTo) => {
        const { providers } = realProviders(settings, connectedTo ?? database);
        const provider = providers.get('credly');
        if (provider === undefined) throw new Error('no Credly');
        const listTemplates: typeof provider.listTemplates = (...page) => {
          stopping.abort();
          return provider.listTemplates(...page);
        };
        return new Map([...providers, ['credly', { ...provider, listTemplates }]]);
      },
    });
    expect(synced).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('INTERRUPTED') });
    expect(synced.json()).toMatchObject({
      accounts: [
        { origin: 'credly', ok: false },
        { origin: 'accredible', ok: false },
      ],
    });
    expect(await database.query('SELECT origin, state FROM sync_job')).toEqual([
      { origin: 'credly', state: 'interrupted' },
    ]);
    expect(await database.query('SELECT id FROM badge_template')).toEqual([]);
  });

  test('badge retry takes a connection by its name', async () => {
    await connected(old);
    expect(await run(['badge', 'retry', '--account', 'main'], old)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing to retry'),
    });
  });
});
