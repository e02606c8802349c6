// Runs a TypeScript entry point of this project on the Node that the project pins, installing the locked dependencies
// first when they are missing or out of date. Plain JavaScript without dependencies, so that any Node >= 20 can start it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const stamp = join(root, 'node_modules', '.laurel-installed');
const [entry, ...args] = process.argv.slice(2);

installDependencies();
run();

/** Installs what package-lock.json says, unless exactly that has been installed before. */
function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the locked dependencies and the pinned Node (npm ci) ...');
  const started = Date.now();
  // Standard output stays free for the command itself: what npm prints goes to standard error.
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; see above. Check the network and try again.');
    process.exit(1);
  }
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
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`The pinned Node could not be started: ${error.message}. Remove node_modules and try again.`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else process.exit(code ?? 1);
  });
}
