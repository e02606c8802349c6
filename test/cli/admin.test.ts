import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { passwordHashing } from '../../src/auth/password-hash.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { findPasswordHash, findUserByEmail } from '../../src/store/people/users.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { inherited, node, repositoryRoot } from '../support/laurel.ts';
import { startMailServer, textOf } from '../support/mail.ts';
import { findPython } from '../support/python.ts';
import { stageAuth } from '../auth/stage.ts';
import { embeddedNote, laurel } from './command-line.ts';

const password = 'correct horse battery staple';
const create = ['admin', 'create', '--email', 'Ada@example.org', '--name', 'Ada Lovelace'];

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.query('TRUNCATE auth_user, audit CASCADE'));

const piped = (text: string) => ({ stdin: Readable.from([Buffer.from(text)]) });
const admin = (...commandLine: string[]) => laurel(['admin', ...commandLine], database);

async function hasPassword(email: string, text: string): Promise<boolean> {
  const user = await findUserByEmail(database, email);
  const hash = user && (await findPasswordHash(database, user.id));
  return hash !== null && passwordHashing.verify({ hash, password: text });
}

const audited = () => database.query('SELECT actor, action, before, after FROM audit ORDER BY id');
const actor = `cli:${userInfo().username}`;

describe('laurel admin create', () => {
  test('makes an admin with the password of standard input, which is in no output', async () => {
    const result = await laurel([...create, '--password-stdin'], database, piped(`${password}\n`));
    expect(result).toMatchObject({ exitCode: 0, stdout: 'Created ada@example.org, admin.\n' });
    expect(result.stderr).toMatch(embeddedNote);
    expect(await hasPassword('ada@example.org', password)).toBe(true);
    expect(await audited()).toEqual([
      {
        actor,
        action: 'user.create',
        before: null,
        after: { name: 'Ada Lovelace', email: 'ada@example.org', role: 'admin', disabled: false },
      },
    ]);
  });

  test('makes a password, and prints it once', async () => {
    const { exitCode, json } = await laurel([...create, '--role', 'viewer', '--generate-password', '--json'], database);
    const { user, password: made } = json() as { user: object; password: string };
    expect({ exitCode, user }).toEqual({
      exitCode: 0,
      user: { id: expect.any(String), email: 'ada@example.org', name: 'Ada Lovelace', role: 'viewer', disabled: false },
    });
    expect(made).toMatch(/^[\w-]{24}$/);
    expect(await hasPassword('ada@example.org', made)).toBe(true);
    const { stdout } = await admin('reset-password', 'ada@example.org', '--generate-password');
    const [, shown = ''] = /The password, shown only this once: (\S+)/.exec(stdout) ?? [];
    expect(await hasPassword('ada@example.org', shown)).toBe(true);
    expect(JSON.stringify(await audited())).not.toContain(made);
  });

  test.each([
    ['a short password', ['--password-stdin'], 'eleven char', 2, 'USAGE'],
    ['two ways at once', ['--password-stdin', '--generate-password'], password, 2, 'USAGE'],
    ['nobody at the terminal', [], '', 2, '--password-stdin'],
    ['a role that is none', ['--role', 'owner', '--generate-password'], '', 2, 'viewer, designer, operator, admin'],
  ])('refuses %s', async (_what, options, input, exitCode, told) => {
    const result = await laurel([...create, ...options], database, piped(input));
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr).toContain(told);
    expect(await findUserByEmail(database, 'ada@example.org')).toBe(null);
  });

  test('refuses what is no e-mail address or name, and whom there is already', async () => {
    const make = (email: string, name: string) =>
      admin('create', '--email', email, '--name', name, '--generate-password');
    expect(await make('ada', 'Ada')).toMatchObject({ exitCode: 2 });
    expect(await make('ada@example.org', ' ')).toMatchObject({ exitCode: 2 });
    expect(await make('ada@example.org', 'Ada')).toMatchObject({ exitCode: 0 });
    const again = await make('ADA@example.org', 'Ada');
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('USER_EXISTS');
  });
});

describe('laurel admin', () => {
  beforeEach(async () => {
    await laurel([...create, '--password-stdin'], database, piped(password));
    await database.query('TRUNCATE audit');
  });

  test('list shows who has a role, or everybody', async () => {
    await database.query(
      "INSERT INTO auth_user (name, email, lms_user_id) VALUES ('Learner', 'learner@example.org', 7)",
    );
    const { stdout } = await admin('list');
    expect(stdout).toMatch(/ada@example\.org +Ada Lovelace +admin +password +never/);
    expect(stdout).not.toContain('learner@example.org');
    const { users } = (await admin('list', '--all', '--json')).json() as { users: { email: string }[] };
    expect(users.map(({ email }) => email)).toEqual(['ada@example.org', 'learner@example.org']);
  });

  test('list says what to do when there is nobody', async () => {
    await database.query('TRUNCATE auth_user CASCADE');
    expect((await admin('list')).stdout).toContain('laurel admin create');
  });

  test('set-role, disable and enable change what somebody may do, and are in the audit', async () => {
    await admin('create', '--email', 'boss@example.org', '--name', 'Boss', '--generate-password');
    await database.query('TRUNCATE audit');
    expect((await admin('set-role', 'ADA@example.org', 'operator')).stdout).toBe('ada@example.org is operator now.\n');
    expect((await admin('set-role', 'ada@example.org', 'none')).stdout).toContain('without a role');
    expect((await admin('disable', 'ada@example.org')).stdout).toBe('ada@example.org can no longer sign in.\n');
    expect(await findUserByEmail(database, 'ada@example.org')).toMatchObject({ role: null, disabled: true });
    expect((await admin('enable', 'ada@example.org')).stdout).toBe('ada@example.org can sign in again.\n');
    const states = [
      { role: 'admin', disabled: false },
      { role: 'operator', disabled: false },
      { role: null, disabled: false },
      { role: null, disabled: true },
      { role: null, disabled: false },
    ];
    expect(await audited()).toEqual(
      states.slice(1).map((after, place) => ({ actor, action: 'user.update', before: states[place], after })),
    );
  });

  test.each([[['set-role', 'ada@example.org', 'viewer']], [['disable', 'ada@example.org']]])(
    'the last admin stays: %j',
    async (commandLine) => {
      const result = await admin(...commandLine);
      expect(result.exitCode).toBe(1);
      expect(result.stderr).toContain('LAST_ADMIN');
      expect(await audited()).toEqual([]);
    },
  );

  test('reset-password replaces the password and ends all sessions', async () => {
    const user = await findUserByEmail(database, 'ada@example.org');
    await database.query(
      `INSERT INTO auth_session (user_id, token, expires_at) VALUES ($1, 'x', now() + interval '1 day')`,
      [user?.id],
    );
    const next = 'a quite different sentence';
    const result = await laurel(
      ['admin', 'reset-password', 'ada@example.org', '--password-stdin'],
      database,
      piped(next),
    );
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: 'ada@example.org has a new password, and is signed out everywhere.\n',
    });
    expect(await hasPassword('ada@example.org', next)).toBe(true);
    expect(await database.query('SELECT id FROM auth_session')).toEqual([]);
    expect(await audited()).toEqual([{ actor, action: 'user.password', before: null, after: null }]);
  });

  test('reset-password says which API keys still work, and revokes them on demand', async () => {
    const [ada] = await database.query<{ id: string }>("SELECT id FROM auth_user WHERE email = 'ada@example.org'");
    await database.query(
      `INSERT INTO auth_api_key (config_id, name, key, reference_id) VALUES ('default', 'leaked', 'digest', $1)`,
      [ada?.id],
    );
    const reset = (...more: string[]) => admin('reset-password', 'ada@example.org', '--generate-password', ...more);
    expect((await reset()).stdout).toContain('Their API keys (1) still work; --revoke-keys ends them too.');
    expect((await reset('--revoke-keys')).stdout).toContain('Revoked the API key leaked.');
    expect(await database.query('SELECT id FROM auth_api_key')).toEqual([]);
  });

  test('sign-in-link prints a link that works', async () => {
    const environment = { LAUREL_PUBLIC_URL: 'https://badges.example.org' };
    const result = await laurel(['admin', 'sign-in-link', 'ada@example.org', '--json'], database, { environment });
    const { url, minutes } = result.json() as { url: string; minutes: number };
    expect(minutes).toBe(10);
    expect(url).toMatch(/^https:\/\/badges\.example\.org\/sign-in\/once#[\w-]{43}$/);
    const stage = await stageAuth(database);
    const pressed = await stage.ask('POST', '/api/auth/sign-in/once', {
      body: { token: url.split('#')[1] },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(pressed.status).toBe(200);
    await stage.close();
    await database.query("UPDATE auth_user SET disabled = true WHERE email = 'ada@example.org'");
    expect((await admin('sign-in-link', 'ada@example.org')).stderr).toContain('laurel admin enable');
  });

  test('invite, password-link, revoke-link and edit: links that work once, until they end, and are nowhere kept', async () => {
    const mail = await startMailServer();
    onTestFinished(() => mail.close());
    const environment = {
      LAUREL_PUBLIC_URL: 'https://badges.example.org',
      LAUREL_PASSWORD_LINK_HOURS: '5',
      LAUREL_SMTP_URL: mail.url,
      LAUREL_MAIL_FROM: 'badges@example.org',
    };
    const run = (...line: string[]) => laurel(['admin', ...line], database, { environment });
    const stage = await stageAuth(database);
    const use = async (url: string) => {
      const body = { token: url.split('#')[1], password: 'quiet violet harbour lanterns' };
      const headers = { 'sec-fetch-site': 'same-origin' };
      return (await stage.ask('POST', '/api/auth/password-link/use', { body, headers })).status;
    };
    const invite = ['invite', '--email', 'Eve@example.org', '--name', 'Eve', '--role', 'operator'];
    const link = /^https:\/\/badges\.example\.org\/sign-in\/password#[\w-]{43}$/;

    const before = Date.now();
    const invited = (await run(...invite, '--json')).json() as { user: object; url: string; endsAt: string };
    expect(invited.user).toMatchObject({ email: 'eve@example.org', name: 'Eve', role: 'operator' });
    expect(invited.url).toMatch(link);
    const hours = (Date.parse(invited.endsAt) - before) / 3_600_000;
    expect(hours).toBeGreaterThan(4.9);
    expect(hours).toBeLessThan(5.1);
    expect((await run('list')).stdout).toMatch(/eve@example\.org +Eve +operator +invited/);
    const twice = await run(...invite);
    expect(twice).toMatchObject({ exitCode: 1, stdout: '' });
    expect(twice.stderr).toContain('USER_EXISTS');

    // Whoever is invited and has not come is gone with the invitation; then there is nothing left to revoke.
    expect((await run('revoke-link', 'eve@example.org')).stdout).toBe('eve@example.org is no longer invited.\n');
    expect(await findUserByEmail(database, 'eve@example.org')).toBe(null);
    expect(await use(invited.url)).toBe(401);
    expect((await run('revoke-link', 'eve@example.org')).stderr).toContain('USER_NOT_FOUND');
    const shown = (await run(...invite)).stdout.split('\n');
    expect(shown).toEqual([
      'Invited eve@example.org, operator.',
      expect.stringMatching(link),
      expect.stringMatching(/^Works once, until \d{4}-.*Z\. Send it only to that person: it sets their password\.$/),
      '',
    ]);
    expect([await use(shown[1] ?? ''), await use(shown[1] ?? '')]).toEqual([200, 401]);
    expect(await hasPassword('eve@example.org', 'quiet violet harbour lanterns')).toBe(true);

    // Another address ends a link that may have gone to somebody else.
    const forgot = (await run('password-link', 'EVE@example.org', '--json', '--mail')).json() as { url: string };
    expect(mail.mails.map((each) => [each.to, textOf(each.message).includes(forgot.url)])).toEqual([
      [['eve@example.org'], true],
    ]);
    expect((await run('edit', 'eve@example.org', '--name', 'Eva', '--new-email', 'Eva@example.org')).stdout).toBe(
      'Their name is now Eva, and they sign in with eva@example.org.\n',
    );
    expect(await use(forgot.url)).toBe(401);
    const revoked = (await run('password-link', 'eva@example.org')).stdout.split('\n')[1] ?? '';
    expect((await run('revoke-link', 'eva@example.org', '--json')).json()).toEqual({ removed: false });
    expect(await use(revoked)).toBe(401);
    expect((await run('revoke-link', 'eva@example.org')).stderr).toContain('PASSWORD_LINK_NOT_FOUND');
    expect(await run('edit', 'eva@example.org')).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await run('edit', 'eva@example.org', '--new-email', 'ada@example.org')).stderr).toContain('USER_EXISTS');
    expect(await run('edit', 'eva@example.org', '--new-email', 'nowhere')).toMatchObject({ exitCode: 2 });
    await run('disable', 'eva@example.org');
    expect((await run('password-link', 'eva@example.org')).stderr).toContain('USER_DISABLED');

    const kept = await audited();
    expect(kept).toMatchObject([
      { actor, action: 'user.invite', before: null, after: { email: 'eve@example.org', role: 'operator', hours: 5 } },
      { actor, action: 'user.invitation_revoke', before: { email: 'eve@example.org' }, after: null },
      { actor, action: 'user.invite' },
      { actor: expect.stringMatching(/^user:/), action: 'user.password', after: { by: 'link' } },
      { actor, action: 'user.password_link', after: { hours: 5 } },
      { actor, action: 'user.password_link_mail', after: { email: 'eve@example.org' } },
      {
        actor,
        action: 'user.edit',
        before: { name: 'Eve', email: 'eve@example.org' },
        after: { name: 'Eva', email: 'eva@example.org' },
      },
      { actor, action: 'user.password_link' },
      { actor, action: 'user.password_link_revoke' },
      { actor, action: 'user.update' },
    ]);
    const stored = JSON.stringify([kept, await database.query('SELECT * FROM password_link'), stage.logs]);
    for (const url of [invited.url, shown[1], forgot.url, revoked]) expect(stored).not.toContain(url?.split('#')[1]);
    await stage.close();
  });

  test('connect-lms lets somebody sign in with the LMS too, as somebody whom nobody else is', async () => {
    expect((await admin('connect-lms', 'ada@example.org', '7')).exitCode).toBe(0);
    expect(await findUserByEmail(database, 'ada@example.org')).toMatchObject({
      lmsUserId: 7,
      signsInWith: ['password', 'lms'],
    });
    expect((await admin('connect-lms', 'ada@example.org', '8')).exitCode).toBe(0);
    await admin('create', '--email', 'eve@example.org', '--name', 'Eve', '--generate-password');
    const taken = await admin('connect-lms', 'eve@example.org', '8');
    expect(taken.exitCode).toBe(1);
    expect(taken.stderr).toContain('USER_EXISTS');
    expect((await admin('connect-lms', 'ada@example.org', 'x')).exitCode).toBe(2);
    expect(await audited()).toMatchObject([
      { action: 'user.connect_lms', before: { lmsUserId: null }, after: { lmsUserId: 7 } },
      { action: 'user.connect_lms', before: { lmsUserId: 7 }, after: { lmsUserId: 8 } },
      { action: 'user.create' },
    ]);
  });

  test.each([
    ['set-role', 'viewer'],
    ['disable'],
    ['enable'],
    ['reset-password', '--generate-password'],
    ['sign-in-link'],
    ['password-link'],
    ['revoke-link'],
    ['edit', '--name', 'Nobody'],
    ['connect-lms', '7'],
  ])('%s of nobody is an error', async (name, ...rest) => {
    const result = await admin(name, 'nobody@example.org', ...rest);
    expect(result).toMatchObject({ exitCode: 1, stdout: '' });
    expect(result.stderr).toContain('USER_NOT_FOUND');
  });

  test('help tells what the roles may do', async () => {
    const { stdout, exitCode } = await admin('--help');
    expect(exitCode).toBe(0);
    for (const word of ['viewer', 'designer', 'operator', 'sign-in-link', 'Examples']) expect(stdout).toContain(word);
  });
});

const python = findPython();

describe.skipIf(python === undefined || !hasPostgresql())('at a terminal', () => {
  /** Runs a command at a pseudo-terminal, and types an answer to each question. */
  const typeAnswers = `
import os, pty, sys
answers = sys.argv[1].split('|')
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b''
asked = 0
while True:
    try:
        part = os.read(fd, 1024)
    except OSError:
        break
    if not part:
        break
    seen += part
    while asked < len(answers) and seen.count(b': ') > asked:
        os.write(fd, answers[asked].encode() + b'\\r')
        asked += 1
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

  function run(url: string, answers: readonly string[]) {
    const { status, stdout } = spawnSync(
      python ?? '',
      ['-c', typeAnswers, answers.join('|'), node, 'src/main.ts', ...create],
      { cwd: repositoryRoot, env: { ...inherited(), LAUREL_DATABASE_URL: url }, encoding: 'utf8' },
    );
    return { status, shown: stdout };
  }

  test('the password is asked for twice and not shown', { timeout: 180_000 }, async () => {
    const opened = await createTestDatabase();
    const differ = run(opened.url, [password, `${password}!`]);
    expect(differ.status).toBe(2);
    expect(differ.shown).toContain('The two passwords are different');
    expect(await findUserByEmail(opened.database, 'ada@example.org')).toBe(null);
    const interrupted = run(opened.url, [`${password}\u0003`]);
    expect(interrupted.status).toBe(1);
    expect(interrupted.shown).toContain('INTERRUPTED');
    const { status, shown } = run(opened.url, [password, password]);
    expect({ status, shown }).toEqual({ status: 0, shown: expect.stringContaining('Created ada@example.org, admin.') });
    for (const text of [differ.shown, interrupted.shown, shown]) expect(text).not.toContain('horse');
    const user = await findUserByEmail(opened.database, 'ada@example.org');
    const hash = (await findPasswordHash(opened.database, user?.id ?? '')) ?? '';
    expect(await passwordHashing.verify({ hash, password })).toBe(true);
    await opened.close();
  });
});
