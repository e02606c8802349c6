import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { node, repositoryRoot } from '../support/laurel.ts';

const secrets = {
  LAUREL_SECRET: 'a-secret-of-the-service',
  LAUREL_DATABASE_URL: 'postgres://laurel:password@db.example.org/laurel',
  AWS_SECRET_ACCESS_KEY: 'a-secret-of-something-else',
};
const forInstalling = {
  HTTPS_PROXY: 'http://proxy.example.org:3128',
  no_proxy: 'example.org',
  NODE_EXTRA_CA_CERTS: '/etc/ssl/own.pem',
  npm_config_cafile: '/etc/ssl/own.pem',
  NPM_CONFIG_PREFER_OFFLINE: 'true',
};
const platformPackage = `node-linux-${process.arch}`;

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
}

const lock = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** A project that is nothing but Laurel's own way of starting, whose one dependency is the pinned Node. */
function project(pinned: LockedPackage | undefined): string {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-installing-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, 'scripts'));
  for (const name of ['bootstrap.mjs', 'environments.mjs', 'build-pages.ts'])
    copyFileSync(join(repositoryRoot, 'scripts', name), join(directory, 'scripts', name));
  copyFileSync(join(repositoryRoot, '.npmrc'), join(directory, '.npmrc'));
  const own = { name: 'project', version: '1.0.0', optionalDependencies: { [platformPackage]: pinned?.version } };
  write(directory, 'package.json', JSON.stringify({ ...own, type: 'module' }));
  const packages = { '': own, [`node_modules/${platformPackage}`]: pinned };
  write(directory, 'package-lock.json', JSON.stringify({ ...own, lockfileVersion: 3, requires: true, packages }));
  write(directory, 'main.ts', 'console.log(JSON.stringify({ version: process.version, env: process.env }));');
  return directory;
}

function write(directory: string, name: string, text: string): void {
  mkdirSync(join(directory, name, '..'), { recursive: true });
  writeFileSync(join(directory, name), text);
}

function start(directory: string, env: Record<string, string>) {
  const bootstrap = join(directory, 'scripts', 'bootstrap.mjs');
  return promisify(execFile)(node, [bootstrap, 'main.ts'], { env, cwd: directory }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

/** An npm that tells its environment and installs `node_modules/node-linux-.../bin/node`, which is the Node that runs this. */
function fakeNpm(directory: string): string {
  const installed = join(directory, 'node_modules', platformPackage, 'bin');
  write(
    directory,
    'bin/npm',
    `#!/bin/sh\nenv > ${directory}/seen\necho "$@" >> ${directory}/seen\nmkdir -p ${installed}\nln -s ${node} ${installed}/node\n`,
  );
  chmodSync(join(directory, 'bin', 'npm'), 0o755);
  return [join(directory, 'bin'), process.env['PATH']].join(delimiter);
}

/** A registry that has this archive, whatever the lock says. */
async function registry(archive: Buffer, { version }: LockedPackage): Promise<string> {
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz') === true) return void response.end(archive);
    const dist = { tarball: `${address}/${platformPackage}.tgz`, integrity };
    const versions = { [version]: { name: platformPackage, version, dist, bin: { node: 'bin/node' } } };
    return void response.end(JSON.stringify({ name: platformPackage, 'dist-tags': { latest: version }, versions }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return address;
}

/** The archive of a package whose Node is a script that says what it was started with. */
function otherNode(directory: string, version: string): Buffer {
  write(
    directory,
    'package/package.json',
    JSON.stringify({ name: platformPackage, version, bin: { node: 'bin/node' } }),
  );
  write(directory, 'package/bin/node', '#!/bin/sh\necho "another Node was started"\n');
  chmodSync(join(directory, 'package', 'bin', 'node'), 0o755);
  return spawnSync('tar', ['-cz', '-C', directory, 'package']).stdout;
}

describe.skipIf(process.platform !== 'linux')('installing', () => {
  const pinned = lock.packages[`node_modules/${platformPackage}`];

  test('npm gets what it needs to install and no secrets; Laurel itself gets all', async () => {
    const directory = project(pinned);
    const PATH = fakeNpm(directory);
    const { code, stdout, stderr } = await start(directory, { PATH, HOME: directory, ...secrets, ...forInstalling });
    expect(stderr).toContain('Installing the locked dependencies');
    expect(code).toBe(0);
    const seen = readFileSync(join(directory, 'seen'), 'utf8');
    for (const [name, value] of Object.entries(secrets)) {
      expect(seen).not.toContain(name);
      expect(seen).not.toContain(value);
    }
    for (const [name, value] of Object.entries({ PATH, HOME: directory, ...forInstalling }))
      expect(seen).toContain(`${name}=${value}\n`);
    expect(seen).toContain('--ignore-scripts');
    expect(JSON.parse(stdout)).toMatchObject({ env: secrets });
  });

  test('the builder of the pages gets no secrets', () => {
    const directory = project(pinned);
    write(directory, 'web/src/main.tsx', '');
    write(
      directory,
      'node_modules/vite/bin/vite.js',
      `import { mkdirSync, writeFileSync } from 'node:fs';
       const out = process.argv[process.argv.indexOf('--outDir') + 1];
       mkdirSync(out, { recursive: true });
       writeFileSync(out + '/index.html', JSON.stringify(process.env));`,
    );
    const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...secrets, ...forInstalling };
    const { status, stderr } = spawnSync(node, [join(directory, 'scripts', 'build-pages.ts')], {
      env,
      encoding: 'utf8',
    });
    expect(`${status} ${stderr}`).toMatch(/^0 .*The pages are built/su);
    const seen = JSON.parse(readFileSync(join(directory, 'web', 'dist', 'index.html'), 'utf8')) as object;
    expect(seen).toMatchObject({ PATH: process.env['PATH'], LANG: 'C.UTF-8', NODE_ENV: 'production' });
    for (const name of [...Object.keys(secrets), ...Object.keys(forInstalling)]) expect(seen).not.toHaveProperty(name);
  });

  test('another Node than the locked one is not started', { timeout: 120_000 }, async () => {
    if (pinned === undefined) throw new Error(`${platformPackage} is not locked`);
    const archives = mkdtempSync(join(tmpdir(), 'laurel-archives-'));
    onTestFinished(() => rmSync(archives, { recursive: true, force: true }));
    const archive = otherNode(archives, pinned.version);
    const installing = async (locked: LockedPackage) => {
      const directory = project(locked);
      const npm_config_registry = await registry(archive, locked);
      const npm_config_cache = join(directory, 'cache');
      return start(directory, {
        PATH: process.env['PATH'] ?? '',
        HOME: directory,
        npm_config_registry,
        npm_config_cache,
      });
    };
    const refused = await installing(pinned);
    expect(refused.stdout).toBe('');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/npm installed everything but the pinned Node|npm ci failed/u);
    // The same archive, where the lock does say so.
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    expect(await installing({ ...pinned, integrity })).toMatchObject({ code: 0, stdout: 'another Node was started\n' });
  });
});

test('the lock holds the hash of all that is installed, and nothing of it runs while it is being installed', () => {
  const { '': own, ...packages } = lock.packages;
  for (const [name, { integrity, hasInstallScript }] of Object.entries(packages)) {
    expect(integrity, name).toMatch(/^sha512-/u);
    expect(hasInstallScript, name).toBe(undefined);
  }
  const platforms = ['linux-x64', 'linux-arm64', 'win-x64'].map(
    (name) => packages[`node_modules/node-${name}`]?.version,
  );
  expect(new Set(platforms).size).toBe(1);
  if (process.platform === 'linux') expect(process.version).toBe(`v${platforms[0]}`);
  expect(own).toBeDefined();
});
