import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { startMailServer } from '../support/mail.ts';
import type { Check } from '../../src/cli/doctor/checks.ts';
import { createStoredKeys } from '../../src/issuing/accounts/account-keys.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { createKeyring } from '../../src/secrets.ts';
import type { Settings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { loadTemplates, updateTemplate } from '../../src/store/engine/templates.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { readSettings } from '../../src/settings.ts';
import { storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { demoCourse, enrollmentType } from '../support/events.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { passCourse, requirement, template } from '../support/templates.ts';
import { empty, file, laurel } from './command-line.ts';
import type { CommandResult } from './command-line.ts';
import type { CommandContext } from '../../src/cli/context.ts';

const organization = randomUUID();
const otherOrganization = randomUUID();
const goodKey = 'good-key';
const busyOrganization = randomUUID();
const busyKey = 'busy-key';
const busyTemplates = [randomUUID(), randomUUID()] as const;

let database: Database;
let credly: CredlySimulator;

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  credly = await startCredlySimulator({
    seed: 1,
    organizations: [
      {
        id: organization,
        name: 'One',
        tokens: [goodKey],
        templates: [
          { name: 'Data Stewardship', state: 'active' },
          { name: 'Old', state: 'archived' },
        ],
      },
      {
        id: busyOrganization,
        name: 'Busy',
        tokens: [busyKey],
        templates: [
          { id: busyTemplates[0], name: 'A' },
          { id: busyTemplates[1], name: 'B' },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await credly.close();
  await database.close();
});
beforeEach(() => empty(database));

const providers: Pick<CommandContext, 'openProviders'> = {
  openProviders: (settings: Settings, connected: Database | null) => {
    const limits = createRateLimits(settings.delivery.ratePerSecond, database);
    const stored = connected && createStoredKeys(connected, createKeyring(settings.secrets.encryptionKeys));
    const shared = { timeoutMs: settings.delivery.timeoutMs, limits, ...(stored && { stored }) };
    return new Map([['credly', createCredlyProvider({ settings: settings.credly, ...shared })]]);
  },
};

/** The environment of a site with these Credly keys. */
const credlyConfig = (keys: Record<string, string>): string =>
  JSON.stringify({ credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: keys } });

function run(commandLine: readonly string[], environment: Record<string, string>): Promise<CommandResult> {
  return laurel(commandLine, database, { environment, ...providers });
}

describe('laurel sync (S24)', () => {
  test('imports inactive templates, does not import them twice, and names the account (D48)', async () => {
    const environment = { BADGES_CONFIG: credlyConfig({ [organization]: goodKey }) };
    const first = await run(['sync', '--json'], environment);
    expect(first.json()).toMatchObject({
      accounts: [{ origin: 'credly', account: organization, ok: true, imported: 1, deactivated: 0 }],
    });
    expect(await loadTemplates(database)).toMatchObject([
      { name: 'Data Stewardship', active: false, requirements: [] },
    ]);
    const again = await run(['sync'], environment);
    expect(again.stdout).toMatch(new RegExp(`credly +One +${organization} +0 +0 +0 +0 +1`));
  });

  test('D46: an account that fails is told, and does not stop the others', async () => {
    const environment = { BADGES_CONFIG: credlyConfig({ [otherOrganization]: 'wrong', [organization]: goodKey }) };
    const ended = await run(['sync', '--json'], environment);
    expect(ended.exitCode).toBe(1);
    expect(ended.json()).toMatchObject({ accounts: [{ ok: false }, { ok: true, imported: 1 }] });
    expect(ended.stderr).toContain('PROVIDER_FAILED');
    expect(ended.stderr).toContain(otherOrganization);
    expect(ended.stdout + ended.stderr).not.toContain(goodKey);
  });

  test('one that would deactivate most templates stops; --yes and --reactivate', async () => {
    const environment = { BADGES_CONFIG: credlyConfig({ [busyOrganization]: busyKey }) };
    const activeOnes = async () => (await loadTemplates(database)).filter(({ active }) => active).length;
    await run(['sync'], environment);
    const imported = await loadTemplates(database);
    await database.transaction(async (transaction) => {
      const rules = { requirements: [passCourse('p', demoCourse)], active: true };
      for (const stored of imported) await updateTemplate(transaction, stored, { ...stored, ...rules });
    });
    const control = new SimulatorControl(credly.url);
    for (const id of busyTemplates) await control.post(`/_sim/templates/${id}/archive`);

    const unwell = await run(['doctor', '--json'], environment);
    expect(unwell.json()).toMatchObject({
      checks: expect.arrayContaining([
        expect.objectContaining({
          check: `templates of credly Busy (${busyOrganization})`,
          status: 'fail',
          message: expect.stringContaining("2 of 2 active templates can't issue badges: credly-a (archived there)"),
        }),
      ]),
    });
    const stopped = await run(['sync'], environment);
    expect(stopped).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('CONFIRMATION_NEEDED') });
    expect(stopped.stderr).toMatch(/Busy: .*2 of the 2 active templates.*--yes/s);
    expect(stopped.stdout).toMatch(/deactivated +credly-a +A +active/);
    expect(await activeOnes()).toBe(2);
    expect((await run(['sync', '--yes'], environment)).exitCode).toBe(0);
    expect(await activeOnes()).toBe(0);
    // What a sync has seen is told to whoever activates one by a file all the same.
    const exported = (await run(['export'], environment)).stdout.replaceAll('active: false', 'active: true');
    const applied = await run(['apply', file('badges.yaml', exported), '--dry-run'], environment);
    expect(applied.stderr).toMatch(
      /Warning: "credly-a": The template is archived at Credly, so badges can't be issued/,
    );

    for (const id of busyTemplates) await control.post(`/_sim/templates/${id}`, { state: 'active' });
    expect((await run(['sync'], environment)).stdout).toContain(
      `laurel sync --account ${busyOrganization} --reactivate`,
    );
    expect((await run(['sync', '--account', busyOrganization, '--reactivate'], environment)).exitCode).toBe(0);
    expect(await activeOnes()).toBe(2);
  });

  test('an account that the settings do not have', async () => {
    const ended = await run(['sync', '--account', 'nobody'], {});
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ACCOUNT_NOT_FOUND') });
  });
});

describe('laurel doctor', () => {
  const checksOf = (ended: CommandResult): Check[] => (ended.json() as { checks: Check[] }).checks;
  const statusOf = (ended: CommandResult, check: string) => checksOf(ended).find((each) => each.check === check);

  test('wrong settings are the only thing to tell', async () => {
    const ended = await run(['doctor', '--json'], { LAUREL_BATCH_SIZ: '1', LAUREL_LOG_LEVEL: 'loud' });
    expect(ended.exitCode).toBe(1);
    expect(checksOf(ended).map(({ check, status }) => [check, status])).toEqual([
      ['settings', 'fail'],
      ['settings', 'fail'],
    ]);
  });

  test('tells each value with its source and no secret', async () => {
    const settings = file('laurel.yaml', 'LAUREL_INBOX_TOKEN: a very secret token\n');
    const environment = { BADGES_CONFIG: credlyConfig({ [organization]: goodKey }) };
    const ended = await run(['doctor', '--settings', settings], environment);
    expect(ended.stdout).toMatch(/LAUREL_INBOX_TOKEN +file +\*\*\*/);
    expect(ended.stdout).toMatch(new RegExp(`ORGANIZATIONS +environment +${organization}: \\*\\*\\*`));
    expect(ended.stdout + ended.stderr).not.toMatch(/very secret|good-key/);
  });

  test('a wrong key and a good one', async () => {
    const environment = { BADGES_CONFIG: credlyConfig({ [organization]: goodKey, [otherOrganization]: 'wrong' }) };
    const ended = await run(['doctor', '--json'], environment);
    expect(statusOf(ended, `credly One (${organization})`)?.status).toBe('ok');
    expect(statusOf(ended, `credly ${otherOrganization}`)).toMatchObject({
      status: 'fail',
      todo: 'Correct its API key. Credly API keys stop working 180 days after they were created.',
    });
  });

  test('templates that no longer fit the settings', async () => {
    await storeTemplates(database, [
      template({ id: 'gone', requirements: [requirement('r', { event: enrollmentType, rules: [] })] }),
      template({
        id: 'no-key',
        requirements: [passCourse('p', demoCourse)],
        holder: { origin: 'accredible', account: 'main', group: 1 },
      }),
      template({ id: 'off', active: false, requirements: [requirement('r', { event: enrollmentType })] }),
    ]);
    const ended = await run(['doctor', '--json'], {});
    expect(statusOf(ended, 'template gone')?.message).toContain('requirements.0.event');
    expect(statusOf(ended, 'template no-key')?.message).toContain('Accredible account main has no key');
    expect(statusOf(ended, 'template off')).toBeUndefined();
    expect(ended.exitCode).toBe(1);
  });

  test('no way in for events is a failure; the embedded database is a warning', async () => {
    const ended = await run(['doctor', '--json'], {});
    expect(statusOf(ended, 'event bus')?.status).toBe('fail');
    expect(statusOf(ended, 'database')?.status).toBe('warn');
    expect(statusOf(ended, 'schema')?.status).toBe('ok');
  });

  test.skipIf(inject('redisUrl') === null)('the bus: prefix, lag, and groups', async () => {
    const url = inject('redisUrl') ?? '';
    const prefix = `p${randomUUID().slice(0, 8)}`;
    const withRedis = (more: Record<string, string>) =>
      run(['doctor', '--json'], { EVENT_BUS_REDIS_CONNECTION_URL: url, ...more });
    const redis = readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: url }).bus.redis;
    if (redis === null) throw new Error('no Redis');
    const publisher = openRedisPublisher(redis, prefix, silent);
    const message = { topic: 'learning-badges-lifecycle', key: 'k', fields: [], body: Buffer.from('x') };
    await publisher.publish([message, message]);
    await publisher.close();
    const topic = `${prefix}-learning-badges-lifecycle`;

    const wrong = await withRedis({ EVENT_BUS_TOPIC_PREFIX: `${prefix}x` });
    expect(statusOf(wrong, `topic ${prefix}x-learning-badges-lifecycle`)).toMatchObject({
      status: 'warn',
      message: expect.stringContaining(`prefix ${prefix}`),
    });
    const fresh = await withRedis({ EVENT_BUS_TOPIC_PREFIX: prefix });
    expect(statusOf(fresh, 'event bus')).toMatchObject({ status: 'ok', message: expect.stringContaining('Redis ') });
    expect(statusOf(fresh, `topic ${topic}`)?.message).toContain('2 messages; the group badges.');

    const connection = new RedisConnection(url);
    await connection.send(['XGROUP', 'CREATE', topic, `badges.${topic}`, '0']);
    connection.close();
    const unread = await withRedis({ EVENT_BUS_TOPIC_PREFIX: prefix });
    expect(statusOf(unread, `topic ${topic}`)).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('2 to read, 0 in work, 0 consumers'),
    });
  });

  test('the mail server answers, is away, or there is none', async () => {
    const mail = await startMailServer();
    onTestFinished(() => mail.close());
    const more = { LAUREL_PUBLIC_URL: 'https://badges.example.org', LAUREL_MAIL_FROM: 'badges@example.org' };
    const withMail = (url: string) => run(['doctor', '--json'], { ...more, LAUREL_SMTP_URL: url });
    expect(statusOf(await withMail(mail.url), 'mail')).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('accepts mail from badges@example.org'),
    });
    expect(statusOf(await withMail('smtp://127.0.0.1:1'), 'mail')).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('could not be reached'),
    });
    expect(statusOf(await run(['doctor', '--json'], {}), 'mail')?.message).toContain('none is sent');
    expect(mail.mails).toEqual([]);
  });

  test('a bus and a database that are away', async () => {
    const environment = {
      EVENT_BUS_REDIS_CONNECTION_URL: 'redis://:secret@127.0.0.1:1/0',
      LAUREL_DATABASE_URL: 'postgres://laurel:secret@127.0.0.1:1/laurel',
    };
    const { openPostgresql } = await import('../../src/store/database/postgresql.ts');
    const ended = await laurel(['doctor', '--json'], database, {
      environment,
      ...providers,
      openDatabase: async ({ database: where }) => {
        if (where.kind !== 'postgresql') throw new Error('not PostgreSQL');
        return openPostgresql({ url: where.url, poolSize: 2, logger: silent });
      },
    });
    expect(ended.exitCode).toBe(1);
    expect(statusOf(ended, 'database')).toMatchObject({ status: 'fail', message: 'The database is not responding.' });
    expect(statusOf(ended, 'event bus')).toMatchObject({ status: 'fail', message: 'The event bus is not responding.' });
    expect(ended.stdout + ended.stderr).not.toContain('secret');
  });
});

describe.skipIf(!hasPostgresql())('laurel migrate', () => {
  test('brings an empty database up to date, and says when there is nothing to do', async () => {
    const fresh = await createTestDatabase({ migrated: false });
    try {
      const before = await laurel(['export'], fresh.database);
      expect(before).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('SCHEMA_OUTDATED') });
      const first = await laurel(['migrate', '--json'], fresh.database);
      expect(first.json()).toMatchObject({ applied: expect.arrayContaining(['0001_foundation']) });
      expect((await laurel(['migrate'], fresh.database)).stdout).toContain('The schema was up to date.');
    } finally {
      await fresh.close();
    }
  });
});
