import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDatabaseUrlMistakes } from '../../src/database-url.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { refuseUnfit } from '../../src/store/database/refusals.ts';
import { Authority } from '../support/certificates.ts';
import type { Identity } from '../support/certificates.ts';
import { silent } from '../support/database.ts';
import { runLaurel } from '../support/laurel.ts';
import type { CommandOutput } from '../support/laurel.ts';
import { findPostgresql, startPostgresql } from '../support/postgresql.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';

describe.skipIf(findPostgresql() === undefined)('a database that is set up in its own way', () => {
  let server: PostgresqlServer;
  let directory: string;
  let authority: string;
  let clients: Authority;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'laurel-tls-'));
    chmodSync(directory, 0o755);
    authority = join(directory, 'server.crt');
    const key = join(directory, 'server.key');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', authority, ...subject],
      { stdio: 'ignore' },
    );
    chmodSync(key, 0o600);
    clients = await Authority.create(directory, 'clients');
    // One role signs in by its certificate alone, over TLS alone.
    const rules = join(directory, 'pg_hba.conf');
    const byCertificate = 'hostssl all by-certificate 127.0.0.1/32 cert\nhost all by-certificate 127.0.0.1/32 reject\n';
    writeFileSync(rules, `${byCertificate}host all all 127.0.0.1/32 trust\nlocal all all trust\n`);
    const tls = ['ssl=on', `ssl_cert_file=${authority}`, `ssl_key_file=${own(key)}`, `ssl_ca_file=${clients.file}`];
    server = await startPostgresql(['fsync=off', ...tls, `hba_file=${rules}`]);
    await administer(
      `CREATE ROLE "app-user" LOGIN`,
      `CREATE ROLE stranger LOGIN`,
      `CREATE ROLE "by-certificate" LOGIN`,
      'CREATE DATABASE rights',
      'GRANT ALL ON DATABASE rights TO "app-user"',
      `CREATE DATABASE latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each([
    ['', true],
    ['sslmode=disable', false],
    ['sslmode=allow', false],
    ['sslmode=prefer', true],
    ['sslmode=require', true],
    ['sslmode=require&sslrootcert=AUTHORITY', true],
    ['sslmode=verify-ca&sslrootcert=AUTHORITY', true],
    ['sslmode=verify-full&sslrootcert=AUTHORITY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['sslmode=verify-full&sslrootcert=AUTHORITY&host=localhost', true],
    ['sslmode=verify-full', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['sslrootcert=system', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%j at a server with a certificate of its own, as with psql: %s', async (parameters, expected) => {
    const url = `${server.url}?${parameters.replace('AUTHORITY', authority)}`;
    expect(findDatabaseUrlMistakes(url)).toEqual([]);
    const database = openPostgresql({ url, poolSize: 2, logger: silent });
    const encrypted = database.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()').then(
      ([row]) => row?.ssl,
      (error: unknown) => (error as { code?: unknown }).code,
    );
    expect(await encrypted).toBe(expected);
    await database.close();
  });

  test('a certificate of its own signs Laurel in; another one, or none, does not', async () => {
    const [right, other] = [await clients.issue('by-certificate'), await clients.issue('somebody-else')];
    const stranger = await (await Authority.create(directory, 'strangers')).issue('by-certificate-too');
    const signIn = async (identity: Identity | null): Promise<unknown> => {
      const url = new URL(server.url);
      url.username = 'by-certificate';
      url.searchParams.set('sslmode', 'require');
      if (identity !== null) {
        url.searchParams.set('sslcert', identity.certificateFile);
        url.searchParams.set('sslkey', identity.keyFile);
      }
      expect(findDatabaseUrlMistakes(url.href)).toEqual([]);
      const database = openPostgresql({ url: url.href, poolSize: 1, logger: silent });
      const name = database
        .query<{ name: string }>('SELECT current_user AS name')
        .then(([row]) => row?.name)
        .catch((error: unknown) => error);
      const told = await name;
      await database.close();
      return told;
    };
    expect(await signIn(right)).toBe('by-certificate');
    for (const wrong of [other, stranger, null]) expect(await signIn(wrong)).toBeInstanceOf(Error);
  });

  test('a server that refuses the one way is reached by the other', async () => {
    const plain = await startPostgresql();
    try {
      const encryptedOf = async (url: string): Promise<unknown> => {
        const database = openPostgresql({ url, poolSize: 4, logger: silent });
        const sql = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()';
        const rows = await Promise.all([1, 2, 3].map(() => database.query<{ ssl: boolean }>(sql)));
        await database.close();
        return rows.map(([row]) => row?.ssl);
      };
      expect(await encryptedOf(`${plain.url}?sslmode=prefer`)).toEqual([false, false, false]);
      const refused = await runLaurel(['migrate'], { LAUREL_DATABASE_URL: `${plain.url}?sslmode=require` });
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/DATABASE_UNFIT[\s\S]*ssl = on/) });
    } finally {
      await plain.remove();
    }
  });

  test('a certificate that is not trusted is told of with what to do, and nothing of the driver gets into the output', async () => {
    const trusting = await laurel(['migrate', '--json'], 'postgres', 'laurel', '?sslmode=require');
    expect(trusting).toMatchObject({ code: 0, stderr: '' });
    for (const command of [['migrate'], ['run', '--roles', 'deliver'], ['export']])
      expect(await laurel(command, 'postgres', 'laurel', '?sslmode=verify-full')).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^laurel: DATABASE_UNFIT: [\s\S]*sslrootcert=FILE/),
      });
    const doctor = await laurel(['doctor'], 'postgres', 'laurel', '?sslmode=verify-full');
    expect(doctor).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/\[fail\] database: [\s\S]*sslrootcert=FILE/),
    });
    const mistaken = await laurel(['migrate'], 'postgres', 'laurel', '?sslmode=verify-ca&sslcert=/nowhere&sslcrl=x');
    expect(mistaken).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/sslcrl[\s\S]*verify-ca needs[\s\S]*belong together[\s\S]*\/nowhere can't be read/),
    });
  });

  test('rights that are missing are told of with the command that gives them', async () => {
    for (const command of [['migrate'], ['run', '--roles', 'deliver']]) {
      const refused = await laurel(command, 'rights', 'app-user');
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/^laurel: DATABASE_UNFIT: /) });
      expect(refused.stderr).not.toContain('defect');
    }
    const { stderr } = await laurel(['migrate'], 'rights', 'app-user');
    const [, mending = ''] = /(GRANT USAGE, CREATE .*?;)/.exec(stderr) ?? [];
    await inDatabase('rights', mending);
    expect(await laurel(['migrate'], 'rights', 'app-user')).toMatchObject({ code: 0, stderr: '' });
    // Now the tables are another role's.
    await inDatabase('rights', 'GRANT USAGE, CREATE ON SCHEMA public TO stranger');
    for (const command of [['migrate'], ['export'], ['run', '--roles', 'deliver']])
      expect(await laurel(command, 'rights', 'stranger')).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/DATABASE_UNFIT[\s\S]*another role[\s\S]*REASSIGN OWNED BY/),
      });
    expect((await laurel(['doctor'], 'rights', 'stranger')).stdout).toMatch(/\[fail\] [\s\S]*REASSIGN OWNED BY/);
    await inDatabase('rights', 'REASSIGN OWNED BY "app-user" TO stranger');
    expect(await laurel(['export'], 'rights', 'stranger')).toMatchObject({ code: 0 });
  });

  test('a database that is not in UTF-8 is refused by every command', async () => {
    for (const command of [['migrate'], ['run', '--roles', 'deliver']])
      expect(await laurel(command, 'latin1', 'laurel')).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/DATABASE_UNFIT[\s\S]*LATIN1[\s\S]*ENCODING 'UTF8'/),
      });
    expect((await laurel(['doctor'], 'latin1', 'laurel')).stdout).toMatch(/\[fail\] database: [\s\S]*LATIN1/);
  });

  function laurel(command: readonly string[], name: string, role: string, parameters = ''): Promise<CommandOutput> {
    const url = server.databaseUrl(name).replace('laurel@', `${role}@`);
    return runLaurel(command, { LAUREL_DATABASE_URL: url + parameters });
  }

  const administer = (...statements: string[]): Promise<void> => inDatabase('postgres', ...statements);

  async function inDatabase(name: string, ...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: server.databaseUrl(name) });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }
});

test('a server that is too old is refused', () => {
  expect(() => refuseUnfit({ version: 140_011, encoding: 'UTF8' })).toThrow(/PostgreSQL 14; [\s\S]*pg_upgrade/);
  expect(() => refuseUnfit({ version: 150_000, encoding: 'UTF8' })).not.toThrow();
});

/** PostgreSQL reads a key only when it belongs to the user that it runs as. */
function own(file: string): string {
  if (process.getuid?.() === 0) {
    const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(file, id('-u'), id('-g'));
  }
  expect(statSync(file).mode & 0o077).toBe(0);
  return file;
}
