import { chmodSync, readFileSync } from 'node:fs';
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import { cloudEvent } from '../support/cloud-events.ts';
import { storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { inherited, startLaurel } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { embeddedNote, directory, file } from './command-line.ts';

const root = join(import.meta.dirname, '..', '..');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command in a process of its own. */
async function laurel(commandLine: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const line = [join(root, 'src', 'main.ts'), ...commandLine];
  const options = { env: { ...inherited(), ...environment }, cwd: directory() };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, line, options)) };
  } catch (error) {
    return error as Ended;
  }
}

test('--version', async () => {
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  expect(await laurel(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('simulate, with nothing set', async () => {
  const badges = file('badges.yaml', writeBadgesFile([template()]));
  const events = file('events.ndjson', cloudEvent(passing()));
  const { code, stdout, stderr } = await laurel(['simulate', '--templates', badges, '--events', events, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ events: { read: 1, applied: 1 }, signals: [{ learner: 7 }] });
});

test('migrate, apply, export and explain on the embedded database', async () => {
  const data = { LAUREL_DATA_DIRECTORY: join(directory(), 'data') };
  const badges = file('badges.yaml', writeBadgesFile([template()]));
  expect((await laurel(['export'], data)).stderr).toContain('SCHEMA_OUTDATED');
  expect(await laurel(['migrate'], data)).toMatchObject({ code: 0 });
  expect(await laurel(['apply', badges], data)).toMatchObject({ code: 0, stderr: expect.stringMatching(embeddedNote) });
  expect((await laurel(['export'], data)).stdout).toBe(writeBadgesFile([template()]));
  expect(await laurel(['explain', '7', 'badge'], data)).toMatchObject({ code: 1 });
  // Whoever can write in the directory can put another database there.
  const files = async () =>
    (JSON.parse((await laurel(['doctor', '--json'], data)).stdout) as { checks: { check: string }[] }).checks.find(
      ({ check }) => check === 'files',
    );
  expect(await files()).toMatchObject({ status: 'ok', message: expect.stringContaining('only their owner') });
  chmodSync(data.LAUREL_DATA_DIRECTORY, 0o777);
  expect(await files()).toMatchObject({ status: 'warn', todo: expect.stringContaining('chmod go-w') });
});

test('an output that takes nothing is told of; a reader that has gone, or a log that is not taken, ends nothing', async () => {
  const main = join(root, 'src', 'main.ts');
  const shell = (line: string): Promise<Ended> =>
    promisify(execFile)('bash', ['--norc', '-c', line, process.execPath, main], {
      env: inherited(),
      cwd: directory(),
    }).then(
      (outputs) => ({ code: 0, ...outputs }),
      (error: unknown) => error as Ended,
    );
  expect(await shell('"$0" "$1" --help > /dev/full')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^laurel: FILE_NOT_WRITTEN: .*\n {2}Standard output .*ENOSPC.*\n$/),
  });
  expect(await shell('set -o pipefail; "$0" "$1" --help | true')).toMatchObject({ code: 0, stderr: '' });
  expect(await shell('"$0" "$1" nonsense 2> /dev/full')).toMatchObject({ code: 2, stderr: '' });
});

test.skipIf(!hasPostgresql())('a full disk under the log does not end a process that runs', async () => {
  const { url, close } = await createTestDatabase();
  onTestFinished(close);
  const environment = { ...inherited(), LAUREL_DATABASE_URL: url, LAUREL_SECRET: 's'.repeat(32) };
  const port = await freePort();
  const child = spawn(
    'bash',
    ['--norc', '-c', 'exec "$0" "$1" serve 2> /dev/full', process.execPath, join(root, 'src', 'main.ts')],
    {
      env: { ...environment, LAUREL_HTTP_PORT: String(port) },
    },
  );
  const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  await waitFor(
    'it answers',
    async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok || child.exitCode !== null,
  );
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test.each([
  [[], {}, 2],
  [['--help'], {}, 0],
  [['doctor'], { LAUREL_NOTHING: '1' }, 1],
  [['export'], { LAUREL_NOTHING: '1' }, 2],
  [['apply', '/nowhere/badges.yaml'], {}, 2],
])('%j with %j ends with %i', async (commandLine, environment, code) => {
  expect((await laurel(commandLine, environment)).code).toBe(code);
});

test.skipIf(!hasPostgresql())('run, with a database that does not exist, says what to do', async () => {
  const { code, stderr } = await laurel(['run'], {
    LAUREL_DATABASE_URL: `${inject('postgresqlUrl') ?? ''}_nowhere`,
    LAUREL_INBOX_TOKEN: 'a-token-of-the-tests',
    LAUREL_INBOX_PORT: '0',
  });
  expect(code).toBe(1);
  expect(stderr).toContain('laurel: DATABASE_UNAVAILABLE: ');
  expect(stderr).toContain('_nowhere" does not exist');
});

test('E07: a consumer without any source of events does not start, and says what to set', async () => {
  const { code, stderr } = await laurel(['consume'], { LAUREL_DATA_DIRECTORY: join(directory(), 'data') });
  expect(code).toBe(2);
  expect(stderr).toContain('SETTINGS_INVALID');
  expect(stderr).toContain('No source of events: set EVENT_BUS_REDIS_CONNECTION_URL');
});

test.skipIf(!hasPostgresql())(
  'without a bus no signal waits, and the past is not announced when there is one',
  async () => {
    const { url, database, close } = await createTestDatabase();
    onTestFinished(close);
    await storeTemplates(database, [template()]);
    // From a time with a bus.
    await database.query(
      "INSERT INTO outbox (id, signal, badge_id) VALUES (gen_random_uuid(), 'awarded', gen_random_uuid())",
    );
    const environment = {
      LAUREL_DATABASE_URL: url,
      LAUREL_INBOX_TOKEN: 'a-token-of-the-tests',
      LAUREL_INBOX_PORT: '0',
    };
    const running = startLaurel(['run'], environment);
    const { url: inbox } = await running.waitForLog('accepting events over HTTP');
    const { status } = await fetch(`${String(inbox)}/events`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token-of-the-tests', 'content-type': 'application/cloudevents+json' },
      body: cloudEvent(passing()),
    });
    expect(status).toBe(202);
    await waitFor('the award is recorded', async () => (await database.query('SELECT FROM badge')).length === 1);
    expect(await running.stop()).toBe(0);
    expect(await database.query('SELECT signal FROM outbox')).toEqual([]);
    expect(running.logs.map(({ msg, dropped }) => ({ msg, dropped }))).toContainEqual({
      msg: 'dropped waiting signals: no event bus is configured',
      dropped: 1,
    });
  },
);
