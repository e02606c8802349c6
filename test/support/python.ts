import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** openedx-events 11 asks for it. */
const OLDEST = 12;

/** A Python 3.12 or newer with venv: on the path, or one that pyenv has installed; undefined when there is none. */
export function findPython(): string | undefined {
  const pyenv = join(homedir(), '.pyenv', 'versions');
  const installed = existsSync(pyenv)
    ? readdirSync(pyenv).map((version) => join(pyenv, version, 'bin', 'python3'))
    : [];
  return ['python3.14', 'python3.13', 'python3.12', 'python3', ...installed].find(isUsable);
}

function isUsable(python: string): boolean {
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (3, ${OLDEST}))`;
  return spawnSync(python, ['-c', check], { stdio: 'ignore' }).status === 0;
}
