// `npm test`: installs the servers that the tests need where that can be done, then runs the whole suite. Further arguments go
// to vitest: `npm test -- test/rules`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureServers } from './ensure-servers.ts';
import { plainEnvironment } from './environments.mjs';
import { makeTemporaryDirectory } from './temporary-directory.ts';

const root = join(import.meta.dirname, '..');
const missing = ensureServers();
if (missing.length > 0) {
  console.error(
    `\nThis machine lacks ${missing.join(', ')}, and it could not be installed here. Tests that need it are SKIPPED.\n`,
  );
}

// Tests start `node`: they shall find the pinned one first.
const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(':');
const temporary = makeTemporaryDirectory();
const runner = spawn(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...plainEnvironment(), PATH: path, TMPDIR: temporary.path } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal));
runner.on('exit', (code) => {
  temporary.remove();
  process.exitCode = code ?? 1;
});
