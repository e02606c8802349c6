import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createTestDatabase } from '../../test/support/database.ts';
import type { TestDatabase } from '../../test/support/database.ts';
import { demoCourse, passing, passingType, userData } from '../../test/support/events.ts';
import { repositoryRoot, runLaurel, startLaurel } from '../../test/support/laurel.ts';
import { openedxPython } from '../../test/support/openedx.ts';
import { startRedisServer } from '../../test/support/redis.ts';
import type { RedisServer } from '../../test/support/redis.ts';
import { waitFor } from '../../test/support/wait.ts';
import {
  composeMistakes,
  deploy,
  dockerfileMistakes,
  kubernetesMistakes,
  linters,
  succeed,
  tutor,
  tutorVersions,
} from './tools.ts';
import type { Commands } from './tools.ts';

const plugin = join(deploy, 'tutor-laurel');
const certificateType = 'org.openedx.learning.certificate.created.v1';

let tools: Commands;
let platform: string;
let redis: RedisServer;

beforeAll(async () => {
  [tools, platform, redis] = await Promise.all([linters(), openedxPython(), startRedisServer()]);
});
afterAll(() => redis.remove());

describe.each(tutorVersions)('tutor-laurel with Tutor %s', (version) => {
  let directory: string;
  let database: TestDatabase;
  let commands: Commands;
  let environment: Record<string, string>;
  let config: Record<string, unknown>;
  const env = (...path: string[]): string => join(directory, 'root', 'env', ...path);
  const command = (...args: string[]): Promise<string> => succeed(...commands.of('tutor', ...args), { environment });

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'laurel-tutor-'));
    [commands, database] = await Promise.all([tutor(version), createTestDatabase({ migrated: false })]);
    // pip builds in the directory that it is given.
    cpSync(plugin, join(directory, 'plugin'), { recursive: true });
    const options = ['--quiet', '--no-deps', '--no-build-isolation', '--target', join(directory, 'installed')];
    await succeed(commands.python, ['-m', 'pip', 'install', ...options, join(directory, 'plugin')]);
    environment = {
      PYTHONPATH: join(directory, 'installed'),
      TUTOR_ROOT: join(directory, 'root'),
      TUTOR_PLUGINS_ROOT: join(directory, 'plugins'),
    };
    await command('plugins', 'enable', 'laurel');
    await command('config', 'save', '--set', `LAUREL_REDIS_URL=${redis.url}`);
    await command('config', 'save', '--set', `LAUREL_DATABASE_URL=${database.url}`);
    await command('config', 'save', '--set', `LAUREL_TOPIC_PREFIX=t${version}`);
    config = parse(readFileSync(join(directory, 'root', 'config.yml'), 'utf8')) as Record<string, unknown>;
  });
  afterAll(async () => {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test('what it renders is Python, a compose file and Kubernetes', async () => {
    const settings = ['lms', 'cms'].flatMap((service) =>
      ['production.py', 'development.py'].map((file) => env('apps', 'openedx', 'settings', service, file)),
    );
    await succeed(commands.python, ['-m', 'py_compile', ...settings]);
    const files = ['local/docker-compose.yml', 'local/docker-compose.prod.yml', 'local/docker-compose.jobs.yml'];
    const composed = [...files, 'dev/docker-compose.yml', 'dev/docker-compose.jobs.yml'].map((file) => env(file));
    expect(await composeMistakes(tools, composed)).toBe('');
    const manifests = ['deployments', 'services', 'jobs', 'volumes'].map((file) => env('k8s', `${file}.yml`));
    const secret = env('plugins', 'laurel', 'apps', 'laurel-k8s', 'secret.yml');
    expect(await kubernetesMistakes(tools, [...manifests, secret])).toBe('');
    expect(readFileSync(env('kustomization.yml'), 'utf8')).toContain('plugins/laurel/apps/laurel-k8s/secret.yml');
    expect(readFileSync(env('apps', 'caddy', 'Caddyfile'), 'utf8')).toMatch(
      /^badges\.\S+ \{\n\s+import proxy "laurel:8760"/m,
    );
  });

  test('its services, its job, its image and its commands are where Tutor looks for them', async () => {
    const { services } = parse(readFileSync(env('local/docker-compose.yml'), 'utf8')) as { services: object };
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(['laurel', 'laurel-consumer', 'laurel-postgresql', 'lms']),
    );
    const jobs = parse(readFileSync(env('local/docker-compose.jobs.yml'), 'utf8')) as {
      services: Record<string, { entrypoint?: unknown }>;
    };
    expect(jobs.services['laurel-job']).toMatchObject({ entrypoint: [] });
    // `docker` is asked for what there is to do, and writes it down.
    const docker = join(directory, 'bin', 'docker');
    const calls = (): string => readFileSync(join(directory, 'docker.log'), 'utf8');
    mkdirSync(join(directory, 'bin'));
    writeFileSync(docker, `#!/bin/sh\necho "$@" >> ${join(directory, 'docker.log')}\necho '[]'\n`, {
      mode: 0o755,
    });
    environment['PATH'] = `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}`;
    const secret = String(config['LAUREL_OAUTH2_SECRET']);
    await command('local', 'do', 'init', '--limit', 'laurel');
    expect(calls()).toMatch(/lms-job sh -e -c .*create_dot_application/s);
    expect(calls()).toContain(`--client-secret ${secret}`);
    expect(calls()).toMatch(/laurel-job sh -e -c laurel migrate/);
    await command('local', 'do', 'laurel-admin', '--name', "Ada O'Neil", '--email', 'ada@example.org');
    expect(calls()).toContain(`--name 'Ada O'"'"'Neil' --email ada@example.org --generate-password`);
    for (const action of ['build', 'pull', 'push']) await command('images', action, 'laurel');
    expect(calls()).toMatch(/openedx\/laurel:\d/);
    const dockerfile = env('plugins', 'laurel', 'build', 'laurel', 'Dockerfile');
    expect(await dockerfileMistakes(tools, dockerfile)).toBe('');
    expect(readFileSync(dockerfile, 'utf8')).toContain('COPY --from=laurel-src src src');
  });

  test('secrets are made for each site and stand in no template', () => {
    const made = ['LAUREL_SECRET', 'LAUREL_POSTGRESQL_PASSWORD', 'LAUREL_OAUTH2_SECRET', 'LAUREL_ENCRYPTION_KEYS'];
    const secrets = made.map((name) => String(config[name]));
    expect(new Set(secrets).size).toBe(made.length);
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);
    const root = join(plugin, 'tutorlaurel');
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const file of files)
      for (const [, value = ''] of readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(
        /(?:SECRET|PASSWORD|KEYS|password|secret)"?(?:: | )"?([^\s"]+)/g,
      ))
        expect(value, file.name).not.toMatch(/^[A-Za-z0-9+/]{16,}/);
  });

  test('the learner record may ask where tutor-mfe has the micro-frontends, or where it is said to be; else nobody may', async () => {
    const allowed = (): unknown => {
      const settings = readFileSync(env('plugins', 'laurel', 'apps', 'laurel', 'settings.yaml'), 'utf8');
      const dev = parse(readFileSync(env('dev', 'docker-compose.yml'), 'utf8')) as {
        services: { laurel: { environment: Record<string, string> } };
      };
      return [parse(settings), dev.services.laurel.environment].map((each) => each.LAUREL_LEARNER_RECORD_ORIGINS);
    };
    const set = (...pairs: string[]) => command('config', 'save', ...pairs.flatMap((pair) => ['--set', pair]));
    expect(allowed()).toEqual([undefined, undefined]);
    await set('MFE_HOST=apps.example.org', 'ENABLE_HTTPS=true');
    expect(allowed()).toEqual(['https://apps.example.org', 'http://apps.example.org:1990']);
    await set('LAUREL_LEARNER_RECORD_ORIGINS=https://record.example.org');
    expect(allowed()).toEqual(['https://record.example.org', undefined]);
    const own = 'https://own.example.org';
    await set(`LAUREL_EXTRA_SETTINGS={"LAUREL_LEARNER_RECORD_ORIGINS": "${own}"}`);
    expect(allowed()).toEqual([own, undefined]);
    const unset = ['MFE_HOST', 'ENABLE_HTTPS', 'LAUREL_LEARNER_RECORD_ORIGINS', 'LAUREL_EXTRA_SETTINGS'];
    await command('config', 'save', ...unset.flatMap((name) => ['--unset', name]));
    expect(allowed()).toEqual([undefined, undefined]);
  });

  test("mail goes by the LMS's server, unless the extra settings name another", async () => {
    const mail = (): unknown => {
      const settings = parse(readFileSync(env('plugins', 'laurel', 'apps', 'laurel', 'settings.yaml'), 'utf8'));
      return [settings.LAUREL_SMTP_URL, settings.LAUREL_MAIL_FROM];
    };
    const set = (...pairs: string[]) => command('config', 'save', ...pairs.flatMap((pair) => ['--set', pair]));
    const from = expect.stringMatching(/^contact@\S+$/) as string;
    expect(mail()).toEqual(['smtp://smtp:8025', from]);
    await set(
      'SMTP_HOST=mail.example.org',
      'SMTP_PORT=465',
      'SMTP_USE_SSL=true',
      'SMTP_USERNAME=a@b',
      'SMTP_PASSWORD=p/w+',
    );
    expect(mail()).toEqual(['smtps://a%40b:p%2Fw%2B@mail.example.org:465', from]);
    const own = { LAUREL_SMTP_URL: 'smtp://own.example.org', LAUREL_MAIL_FROM: 'own@example.org' };
    await set(`LAUREL_EXTRA_SETTINGS=${JSON.stringify(own)}`);
    expect(mail()).toEqual(Object.values(own));
    const unset = ['SMTP_HOST', 'SMTP_PORT', 'SMTP_USE_SSL', 'SMTP_USERNAME', 'SMTP_PASSWORD', 'LAUREL_EXTRA_SETTINGS'];
    await command('config', 'save', ...unset.flatMap((name) => ['--unset', name]));
  });

  test("Tutor's Redis no longer evicts the streams of the event bus", async () => {
    const file = join(directory, 'redis.conf');
    const conf = readFileSync(env('apps', 'redis', 'redis.conf'), 'utf8');
    writeFileSync(file, `${conf.replace(/^dir .*$/m, `dir ${directory}`).replace(/^pidfile .*$/m, '')}\n`);
    const socket = join(directory, 'redis.sock');
    await succeed('redis-server', [file, '--port', '0', '--unixsocket', socket, '--daemonize', 'yes']);
    const ask = (...words: string[]): Promise<string> => succeed('redis-cli', ['-s', socket, ...words]);
    await waitFor(
      'Redis with the settings of Tutor',
      async () => (await ask('ping').catch(() => '')) !== '' || undefined,
    );
    expect(await ask('config', 'get', 'maxmemory-policy')).toBe('maxmemory-policy\nvolatile-lru\n');
    await ask('shutdown', 'nosave');
  });

  test('an LMS with these settings sends, and a Laurel with these settings awards', async () => {
    const badges = join(directory, 'badges.yaml');
    const rule = (id: string, event: string): string =>
      `  - {id: ${id}, name: ${id}, origin: openedx, active: true, requirements: [{id: r, event: ${event}}]}\n`;
    writeFileSync(badges, `templates:\n${rule('passed', passingType)}${rule('certified', certificateType)}`);
    const settings = { LAUREL_SETTINGS: env('plugins', 'laurel', 'apps', 'laurel', 'settings.yaml') };
    for (const words of [['migrate'], ['apply', badges]])
      expect(await runLaurel(words, settings)).toMatchObject({ code: 0 });
    const laurel = startLaurel(['consume'], settings);
    await laurel.waitForLog('started');

    const { payload } = passing({ learner: 41 });
    const course = { course_key: demoCourse, display_name: 'Demo', start: null, end: null };
    const status = { mode: 'verified', grade: '0.9', current_status: 'downloadable', previous_status: 'notpassing' };
    const certificate = { user: userData(42), course, ...status, download_url: '', name: 'Learner 42' };
    const events = [
      { type: passingType, payload },
      { type: certificateType, payload: certificate },
    ];
    const sender = join(repositoryRoot, 'test', 'interop', 'platform', 'send_events.py');
    const input = join(directory, 'events.ndjson');
    writeFileSync(input, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    await succeed('sh', ['-c', `"${platform}" "${sender}" < "${input}"`], {
      environment: {
        PYTHONPATH: join(deploy, 'test', 'lms'),
        DJANGO_SETTINGS_MODULE: 'lms_settings',
        RENDERED_SETTINGS: env('apps', 'openedx', 'settings', 'lms', 'production.py'),
      },
    });

    const awarded = await waitFor('both badges', async () => {
      const rows = await database.database.query<{ slug: string; learner_id: number }>(
        'SELECT slug, learner_id FROM badge JOIN badge_template ON badge_template.id = template_id ORDER BY learner_id',
      );
      return rows.length === 2 ? rows : undefined;
    });
    expect(awarded).toEqual([
      { slug: 'passed', learner_id: 41 },
      { slug: 'certified', learner_id: 42 },
    ]);
    expect(await laurel.stop()).toBe(0);
  });
});
