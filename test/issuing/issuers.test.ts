/** Who issues badges in Laurel's own name: made, changed, given new keys and removed, by command and over the API. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createKeyring, sealedWith } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import { loadSigningKeys } from '../../src/store/open-badges/issuer-keys.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addTemplate } from '../support/deliveries.ts';
import { runLaurel } from '../support/laurel.ts';
import { samplePng } from '../support/pictures.ts';
import { encryptionKey } from '../support/provider-site.ts';
import { openKey } from '../../src/issuing/issuers/issuer-keys.ts';
import { embeddedNote, laurel } from '../cli/command-line.ts';
import type { CommandResult } from '../cli/command-line.ts';

const [old, fresh] = [encryptionKey('old'), encryptionKey('fresh')];
const environment = { LAUREL_PUBLIC_URL: 'https://badges.example.org', LAUREL_ENCRYPTION_KEYS: old };
const profile = ['--name', 'Acme Academy', '--url', 'https://acme.example.org'];

describe.skipIf(!hasPostgresql())('issuers', () => {
  let store: TestDatabase;
  let api: ApiStage;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });
  beforeEach(() => store.database.query('TRUNCATE issuer, audit, badge_template CASCADE'));

  const run = (commandLine: readonly string[], changed: Record<string, string> = {}): Promise<CommandResult> =>
    laurel(commandLine, store.database, {
      environment: { ...environment, ...changed },
      openProviders: () => new Map(),
    });
  const add = (slug: string, changed?: Record<string, string>) => run(['issuers', 'add', slug, ...profile], changed);
  const keysOf = async () =>
    (await run(['issuers', 'show', 'acme', '--json'])).json() as { keys: { id: string; retiredAt: string | null }[] };

  test('one command makes the first, which is the default, with a DID and a key of each kind', async () => {
    const before = await run(['doctor', '--json']);
    expect(before.stdout).not.toContain('issuers');
    await addTemplate(store.database, { origin: 'openedx' });
    expect((await run(['doctor'])).stdout).toContain('laurel issue --missing');
    expect((await run(['issuers', 'list'])).stdout).toContain('no issuer yet');

    const made = await add('acme');
    expect(made).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(embeddedNote) });
    expect(made.stdout).toContain('did:web:badges.example.org:issuers:acme');
    expect(await keysOf()).toMatchObject({
      isDefault: true,
      didDocumentUrl: 'https://badges.example.org/issuers/acme/did.json',
      keys: [
        { algorithm: 'Ed25519', purpose: 'credential' },
        { algorithm: 'P-256' },
        { algorithm: 'RSA', purpose: 'token' },
      ],
    });
    // Nobody is at this name.
    expect((await run(['doctor'])).stdout).toContain(
      '[warn] issuer acme: https://badges.example.org/issuers/acme/did.json',
    );
    // What is private leaves in no view, and lies nowhere in clear.
    const [row] = await store.database.query<{ text: string }>(
      `SELECT (SELECT string_agg(issuer_key::text, '') FROM issuer_key) || (SELECT string_agg(audit::text, '') FROM audit) AS text`,
    );
    expect(row?.text).not.toMatch(/"d"/);
    expect(await add('acme')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ISSUER_EXISTS') });
    expect(await store.database.query('SELECT action, target, actor FROM audit')).toMatchObject([
      { action: 'issuer.create', target: 'acme', actor: expect.stringMatching(/^cli:/) },
    ]);
  });

  test.each([
    ['not https', { LAUREL_PUBLIC_URL: 'http://badges.example.org' }, 'PUBLIC_URL_UNFIT', 'over https'],
    ['no encryption key', { LAUREL_ENCRYPTION_KEYS: '' }, 'ENCRYPTION_KEY_MISSING', 'openssl rand -base64 32'],
  ])('%s: nothing is made, and it says what to do', async (_what, changed, code, told) => {
    const ended = await add('acme', changed);
    expect(ended.stderr).toContain(code);
    expect(ended.stderr).toContain(told);
    expect((await run(['issuers', 'list', '--json'])).json()).toEqual({ issuers: [] });
  });

  test('what is wrong is named by its option', async () => {
    const ended = await run(['issuers', 'add', 'Acme Ltd', '--name', 'x', '--url', 'acme', '--email', 'nobody']);
    expect(ended).toMatchObject({ exitCode: 2 });
    for (const told of ['The issuer: must be', '--url: must be an http', '--email: must be an e-mail'])
      expect(ended.stderr).toContain(told);
  });

  test('new keys sign, old ones stay listed without their private part; a rotation of the seals takes issuers along', async () => {
    await add('acme');
    expect(await run(['issuers', 'rotate-key', 'acme'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await run(['issuers', 'rotate-key', 'acme', '--algorithm', 'Ed25519', '--yes'])).toMatchObject({
      exitCode: 0,
    });
    expect((await keysOf()).keys).toMatchObject([
      { id: 'key-1', retiredAt: expect.any(String) },
      { id: 'key-2', retiredAt: null },
      { id: 'key-3', retiredAt: null },
      { id: 'key-4', algorithm: 'Ed25519', retiredAt: null },
    ]);
    expect((await loadSigningKeys(store.database, null)).map(({ number }) => number)).toEqual([2, 3, 4]);

    const rotated = await run(['connections', 'rotate-keys'], { LAUREL_ENCRYPTION_KEYS: `${fresh},${old}` });
    expect(rotated).toMatchObject({ exitCode: 0, stdout: '3 keys encrypted again with the encryption key "fresh".\n' });
    const keys = await loadSigningKeys(store.database, null);
    expect(keys.map(({ sealedKey }) => sealedWith(sealedKey))).toEqual(['fresh', 'fresh', 'fresh']);
    const keyring = createKeyring(readSettings({ LAUREL_ENCRYPTION_KEYS: fresh }).secrets.encryptionKeys);
    expect(keys.map((key) => openKey(keyring, key).kty)).toEqual(['EC', 'RSA', 'OKP']);
  });

  test('with its encryption key lost no role that signs starts, and the way out is told and works', async () => {
    await add('acme');
    const lost = {
      LAUREL_DATABASE_URL: store.url,
      LAUREL_ENCRYPTION_KEYS: fresh,
      LAUREL_PUBLIC_URL: environment.LAUREL_PUBLIC_URL,
    };
    const refused = await runLaurel(['run', '--roles', 'deliver'], lost);
    expect(refused.code).toBe(1);
    for (const told of [
      'ENCRYPTION_KEY_MISSING',
      'issuer "acme"',
      'Add that encryption key',
      'laurel issuers rotate-key acme --yes',
    ])
      expect(refused.stderr).toContain(told);
    expect((await run(['doctor'], lost)).stdout).toContain('[fail] issuer acme');
    expect(await run(['issuers', 'rotate-key', 'acme', '--yes'], lost)).toMatchObject({ exitCode: 0 });
    expect((await run(['doctor'], lost)).stdout).not.toContain('[fail] issuer acme');
  });

  test('a logo is a picture that is judged: by command a file, over the API one that was uploaded; an edit without it keeps it', async () => {
    await add('acme');
    const [picture, words] = ['acme.png', 'acme.txt'].map((name) => join(mkdtempSync(join(tmpdir(), 'logo-')), name));
    writeFileSync(String(picture), samplePng());
    writeFileSync(String(words), 'no picture');
    const update = (...options: string[]) => run(['issuers', 'update', 'acme', ...options, '--json']);
    const set = await update('--logo', String(picture));
    const { logo } = set.json() as { logo: string };
    expect((await api.send(null, 'GET', `/images/${logo}`)).headers['content-type']).toBe('image/png');
    expect((await update('--name', 'Acme University')).json()).toMatchObject({ logo, name: 'Acme University' });
    expect(await update('--logo', String(words))).toMatchObject({ stderr: expect.stringContaining('IMAGE_UNFIT') });
    expect(await update('--logo', 'nowhere.png')).toMatchObject({ stderr: expect.stringContaining('FILE_UNREADABLE') });
    expect((await update('--no-logo')).json()).toMatchObject({ logo: null });

    const edit = { name: 'Acme', url: 'https://acme.example.org' };
    const put = async (body: object) => {
      const { etag } = (await api.send('admin', 'GET', '/api/v1/issuers/acme')).headers;
      return api.send('admin', 'PUT', '/api/v1/issuers/acme', { body, headers: { 'if-match': String(etag) } });
    };
    expect((await put({ ...edit, logo })).json()).toMatchObject({ logo });
    expect((await put(edit)).json()).toMatchObject({ logo });
    const unknown = await put({ ...edit, logo: '0'.repeat(64) });
    expect(unknown.json()).toMatchObject({ code: 'IMAGE_UNFIT', detail: expect.stringContaining('Upload it first') });
    const { addresses, didDocument } = (await api.send('operator', 'POST', '/api/v1/issuers/acme/check')).json();
    expect(addresses).toMatchObject([
      { part: 'did_document', succeeded: false, outcome: 'no_answer' },
      { part: 'profile', succeeded: false, outcome: 'no_answer' },
      {
        part: 'wallets',
        url: 'https://badges.example.org/.well-known/openid-credential-issuer/issuers/acme',
        outcome: 'no_answer',
      },
    ]);
    expect(didDocument).toMatchObject({ id: 'did:web:badges.example.org:issuers:acme' });
    const second = await run(['issuers', 'add', 'other', ...profile, '--logo', String(picture), '--json']);
    expect(second.json()).toMatchObject({ logo });
  });

  test('over the API: made by admins, changed as it was read, removed when that is meant; each is in the audit', async () => {
    const body = { slug: 'acme', name: 'Acme Academy', url: 'https://acme.example.org' };
    expect((await api.send('operator', 'POST', '/api/v1/issuers', { body })).status).toBe(403);
    const made = await api.send('admin', 'POST', '/api/v1/issuers', { body });
    expect(made).toMatchObject({ status: 201, headers: { location: '/api/v1/issuers/acme' } });
    expect(made.text).not.toContain('sealed');
    const headers = { 'if-match': String(made.headers['etag']) };
    const edit = { name: 'Acme University', url: 'https://acme.example.org', email: 'badges@acme.example.org' };
    const changed = await api.send('admin', 'PUT', '/api/v1/issuers/acme', { body: edit, headers });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.json()).toMatchObject({ name: 'Acme University', email: 'badges@acme.example.org' });
    expect((await api.send('admin', 'PUT', '/api/v1/issuers/acme', { body: edit, headers })).status).toBe(412);
    const rotated = await api.send('admin', 'POST', '/api/v1/issuers/acme/keys');
    expect(rotated.json().keys).toHaveLength(6);

    const current = { 'if-match': String(changed.headers['etag']) };
    const asked = await api.send('admin', 'DELETE', '/api/v1/issuers/acme', { headers: current });
    expect(asked).toMatchObject({ status: 409 });
    expect(asked.json()).toMatchObject({ code: 'CONFIRMATION_NEEDED' });
    const removed = await api.send('admin', 'DELETE', '/api/v1/issuers/acme?confirm=true', { headers: current });
    expect(removed.status).toBe(200);
    expect((await api.send('viewer', 'GET', '/api/v1/issuers')).json()).toEqual({ items: [], heldBack: 0 });
    const audits = await store.database.query<{ action: string }>('SELECT action FROM audit ORDER BY id');
    expect(audits.map(({ action }) => action)).toEqual([
      'issuer.create',
      'issuer.update',
      'issuer.rotate_keys',
      'issuer.delete',
    ]);
  });
});
