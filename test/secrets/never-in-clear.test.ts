import { Readable } from 'node:stream';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createAccredibleProvider } from '../../src/issuing/accredible/provider.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { createStoredKeys } from '../../src/issuing/accounts/account-keys.ts';
import { DeliveryWorker } from '../../src/issuing/delivery/worker.ts';
import { createKeyring } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { recordLogs } from '../support/logs.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadges, addTemplate, revoke } from '../support/deliveries.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage, SendOptions } from '../support/api.ts';
import { encryptionKey } from '../support/provider-site.ts';
import { waitFor } from '../support/wait.ts';
import { laurel } from '../cli/command-line.ts';
import { realProviders } from '../support/providers.ts';

const stored = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const ofSettings = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02';
const template = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';

/** Recognisable, and with all that has to be escaped somewhere. */
const apiKeys = {
  stored: 'CANARY-stored"\\/+%=&<1>',
  renewed: 'CANARY-renewed"\\/+%=&<2>',
  settings: 'CANARY-settings"\\/+%=&<3>',
  accredible: 'CANARY-accredible"\\/+%=&<4>',
  mistaken: 'CANARY-mistaken"\\/+%=&<5>',
};
const encryptionKeys = [encryptionKey('new'), encryptionKey('old')];

/** Each secret in all the forms in which it could have got somewhere. */
const forms = [...Object.values(apiKeys), ...encryptionKeys.map((key) => key.split(':')[1] ?? '')].flatMap((secret) => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`${secret}:`).toString('base64'),
  Buffer.from(secret).toString('hex'),
]);

/** Something that says back what it was told, in every way that can be thought of. */
const echoes: readonly ((authorization: string, key: string, response: ServerResponse) => void)[] = [
  (authorization, _key, response) => response.writeHead(401).end(`You sent ${authorization}`),
  (_authorization, key, response) =>
    response.writeHead(403).end(JSON.stringify({ data: { message: `bad key ${key}` } })),
  (_authorization, key, response) =>
    response.writeHead(422).end(`{"message":"${escaped(key)} already has this badge"}`),
  (_authorization, key, response) => response.writeHead(500).end(`<a href="?key=${encodeURIComponent(key)}">`),
  (authorization, key, response) => response.writeHead(200).end(`${key} is no JSON, ${authorization}`),
  (_authorization, key, response) => response.writeHead(429, { 'retry-after': key }).end(`slow down, ${key}`),
  (_authorization, key, response) =>
    response.writeHead(302, { location: `https://example.org/${encodeURIComponent(key)}` }).end(key),
  (_authorization, key, response) => {
    const named = { id: template, name: `Named ${key}`, description: key, state: 'active', image_url: null };
    response.writeHead(200).end(JSON.stringify({ data: [named], metadata: { total_pages: 1 } }));
  },
  (_authorization, key, response) => {
    const group = `{"id":7,"name":"${escaped(key)}","course_name":"Named ${escaped(key)}"}`;
    response.writeHead(200).end(`{"groups":[${group}],"meta":{"next_page":null}}`);
  },
];

/** JSON may write any character by its number. */
function escaped(text: string): string {
  return text.replaceAll(/./g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function keyOf(authorization: string): string {
  const [scheme, value = ''] = authorization.split(' ');
  return scheme === 'Basic' ? Buffer.from(value, 'base64').toString().slice(0, -1) : value.replace('token=', '');
}

let fresh: TestDatabase;
let url: string;
let answer = 0;
const seen = new Set<string>();
const closers: (() => unknown)[] = [];

beforeAll(async () => {
  if (!hasPostgresql()) return;
  fresh = await createTestDatabase();
  const server = createServer((request: IncomingMessage, response) => {
    const authorization = request.headers.authorization ?? '';
    seen.add(keyOf(authorization));
    request.resume().on('end', () => echoes[answer % echoes.length]?.(authorization, keyOf(authorization), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => fresh.close(),
  );
});
afterAll(async () => {
  for (const close of closers) await close();
});

test.skipIf(!hasPostgresql())(
  'API keys are nowhere in clear: answers, logs, tables, commands',
  { timeout: 120_000 },
  async () => {
    const { database } = fresh;
    const environment: Environment = {
      BADGES_CONFIG: JSON.stringify({
        credly: { CREDLY_API_BASE_URL: url, ORGANIZATIONS: { [ofSettings]: apiKeys.settings } },
        accredible: { ACCREDIBLE_API_BASE_URL: url },
      }),
      LAUREL_ENCRYPTION_KEYS: encryptionKeys[1],
      LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.01',
      LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.02',
      LAUREL_DELIVERY_RATE_PER_SECOND: '1000',
    };
    const logs = recordLogs();
    const api = await stageApi(database, { environment, logger: logs.logger });
    closers.unshift(() => api.close());
    const told: string[] = [];
    const send = sender(api, told);
    const one = `/api/v1/connections/credly/${stored}`;

    // Made in all the wrong ways, then rightly.
    const body = { origin: 'credly', account: stored, name: 'Ours', apiKey: apiKeys.stored, force: false };
    await send('POST', '/api/v1/connections', { body: { ...body, apiKey: `${apiKeys.mistaken} ` } });
    await send('POST', '/api/v1/connections', { body: { ...body, apiKey: [apiKeys.mistaken] } });
    await send('POST', '/api/v1/connections', { body: { ...body, origin: apiKeys.mistaken } });
    await send('POST', '/api/v1/connections', { body: { ...body, account: apiKeys.mistaken } });
    await send('POST', '/api/v1/connections', { body: { ...body, keyIssuedOn: apiKeys.mistaken } });
    const broken = await api.server.inject({
      method: 'POST',
      url: '/api/v1/connections',
      headers: { cookie: api.people.admin.cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      payload: JSON.stringify({ ...body, apiKey: apiKeys.mistaken }).slice(0, -1),
    });
    told.push(broken.body);
    // Tried with every answer that a provider could give, and stored by insisting.
    for (answer = 0; answer < echoes.length; answer += 1) await send('POST', '/api/v1/connections', { body });
    body.force = true;
    await send('POST', '/api/v1/connections', { body, headers: { 'idempotency-key': 'one' } });
    await send('POST', '/api/v1/connections', { body, headers: { 'idempotency-key': 'one' } });
    await send('POST', '/api/v1/connections', {
      body: { origin: 'accredible', account: 'main', name: 'Ours', apiKey: apiKeys.accredible, force: true },
    });

    // Everything that calls the providers, with every answer of theirs.
    const templates = [
      await addTemplate(database, { origin: 'credly', organization: stored, template }),
      await addTemplate(database, { origin: 'credly', organization: ofSettings, template }),
      await addTemplate(database, { origin: 'accredible', account: 'main', group: 7 }),
    ];
    const everyAnswer = async (): Promise<void> => {
      for (answer = 0; answer < echoes.length; answer += 1) {
        for (const account of [`credly/${stored}`, `credly/${ofSettings}`, 'accredible/main']) {
          await send('POST', `/api/v1/connections/${account}/test`);
          await send('POST', `/api/v1/connections/${account}/sync`);
          await syncsEnded();
        }
        for (const organization of [stored, ofSettings]) {
          const notice = { id: crypto.randomUUID(), organization_id: organization };
          await send('POST', '/badges/credly/webhook/', { body: notice });
        }
        await deliver();
      }
    };
    const syncsEnded = () =>
      waitFor('the syncs end', async () => {
        const running = await database.query(`SELECT id FROM sync_job WHERE state = 'running'`);
        return running.length === 0;
      });
    async function deliver(): Promise<void> {
      const settings = readSettings(environment);
      const limits = createRateLimits(1_000, null);
      const keys = createStoredKeys(database, createKeyring(settings.secrets.encryptionKeys));
      const shared = { timeoutMs: 2_000, limits, stored: keys };
      const worker = new DeliveryWorker({
        database,
        providers: new Map([
          ['credly', createCredlyProvider({ settings: settings.credly, ...shared })],
          ['accredible', createAccredibleProvider({ settings: settings.accredible, ...shared })],
        ]),
        limits,
        // One attempt each: what fails is due again long after the test.
        settings: { ...settings.delivery, pollMs: 10, retry: { baseMs: 600_000, capMs: 600_000 } },
        retired: settings.retired,
        logger: logs.logger,
        stopGraceMs: 50,
      });
      const badges = (await Promise.all(templates.map((key) => addBadges(database, key, 2)))).flat();
      const resume = () => database.query('UPDATE provider_account SET paused_until = NULL, failures = 0');
      await resume();
      worker.start();
      await worker.whenIdle();
      await revoke(database, ...badges);
      await resume();
      await worker.whenIdle();
      await worker.stop();
    }
    await everyAnswer();
    const edit = { name: 'Ours', apiKey: apiKeys.renewed };
    await send('PUT', one, { body: { ...edit, name: '' } });
    await send('PUT', one, { body: edit });
    for (answer = 0; answer < echoes.length; answer += 1)
      await send('PUT', one, { body: edit, headers: { 'if-match': '*' } });
    await send('PUT', one, { body: { ...edit, force: true }, headers: { 'if-match': '*' } });
    await everyAnswer();

    // The commands, with keys that open and with keys that don't.
    const commands = [
      ['doctor'],
      ['doctor', '--json'],
      ['sync'],
      ['sync', '--json'],
      ['connections', 'list'],
      ['connections', 'test', stored],
      ['connections', 'update', stored, '--key-stdin'],
      ['connections', 'rotate-keys'],
    ];
    for (const keys of [environment['LAUREL_ENCRYPTION_KEYS'], encryptionKeys[0], encryptionKeys.join(','), '']) {
      for (answer = 0; answer < echoes.length; answer += 4) {
        for (const command of commands) {
          const ended = await laurel(command, database, {
            environment: { ...environment, LAUREL_ENCRYPTION_KEYS: keys },
            stdin: Readable.from([apiKeys.renewed]),
            openProviders: (settings, connected) => realProviders(settings, connected ?? database).providers,
          });
          told.push(ended.stdout, ended.stderr);
        }
      }
    }
    const wrong = [
      `${encryptionKeys[0]},${encryptionKeys[0]}`,
      String(encryptionKeys[0]).slice(4),
      `x:${encryptionKeys[0]}`,
    ];
    for (const keys of wrong) {
      const ended = await laurel(['doctor'], database, {
        environment: { ...environment, LAUREL_ENCRYPTION_KEYS: keys },
      });
      told.push(ended.stdout, ended.stderr);
    }

    // Everything that can be read.
    for (const [path, methods] of Object.entries(api.server.swagger().paths ?? {})) {
      if (methods?.get !== undefined && !path.includes('{')) await send('GET', path);
    }
    for (const account of [`credly/${stored}`, `credly/${ofSettings}`, 'accredible/main'])
      await send('GET', `/api/v1/connections/${account}`);
    await send('DELETE', one, { headers: { 'if-match': '*' } });
    const dump = await dumpOf(fresh);

    // What is looked for was there to be found.
    expect([...seen].toSorted()).toEqual(
      [apiKeys.accredible, apiKeys.renewed, apiKeys.settings, apiKeys.stored].toSorted(),
    );
    expect(dump).toContain('v1.new.');
    expect(dump).toContain('[key]');
    expect(told.join('\n')).toContain('[key]');
    expect(told.length).toBeGreaterThan(100);
    expect(logs.lines.length).toBeGreaterThan(100);
    for (const [where, text] of [
      ['answers and commands', told.join('\n')],
      ['the log', logs.text()],
      ['the tables', dump],
    ] as const) {
      for (const form of forms) expect(text.includes(form), `${form} in ${where}`).toBe(false);
      expect(text, where).not.toContain('CANARY');
    }
  },
);

/** Sends as an admin, and keeps whatever is answered, headers included. */
function sender(api: ApiStage, told: string[]) {
  return async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options?: SendOptions): Promise<void> => {
    const { status, headers, text } = await api.send('admin', method, path, options);
    told.push(`${method} ${path}: ${status} ${JSON.stringify(headers)} ${text}`);
  };
}

/** Every row of every table as text. */
async function dumpOf({ database }: TestDatabase): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      database.query<{ text: string }>(`SELECT row_to_json(t)::text AS text FROM "${name}" AS t`),
    ),
  );
  expect(tables.length).toBeGreaterThan(15);
  return rows.flatMap((table) => table.map(({ text }) => text)).join('\n');
}
