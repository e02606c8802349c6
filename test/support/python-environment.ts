/** Virtual environments of the checkout with exactly the packages of a requirements file, from the Python package index. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { removeRemains } from '../../scripts/remains.ts';
import { repositoryRoot } from './laurel.ts';
import { findPython } from './python.ts';

const run = promisify(execFile);

const cache = join(repositoryRoot, '.cache', 'interop');
const unfinished = 'unfinished-';

/**
 * Gives the Python interpreter of an environment with exactly the packages of the file. Makes the environment when it is not
 * there, or not sound; later calls find it ready.
 *
 * It is made under another name and takes its own only when it is complete, so that an interrupted installation is never
 * taken for a finished one, and test runs side by side don't disturb each other.
 *
 * @param requirements path of the file; it names everything, dependencies too
 * @param load Python that works in a sound environment, and fails in another
 * @throws Error when the package index can't be reached
 */
export async function pythonWith(requirements: string, load: string): Promise<string> {
  const python = findPython();
  if (python === undefined) throw new Error('Python 3.12 or newer is not installed');
  const { stdout: version } = await run(python, ['-c', 'import sys; print(sys.version, sys.base_prefix)']);
  const key = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const place = join(cache, key);
  if (await isSound(place, load)) return interpreterOf(place);
  removeRemains(cache, unfinished);
  const making = join(cache, `${unfinished}${process.pid}-${randomUUID()}`);
  mkdirSync(cache, { recursive: true });
  await run(python, ['-m', 'venv', making]);
  await install(making, requirements);
  if (!(await isSound(making, load))) throw new Error(`The packages of ${requirements} in ${making} can't be used.`);
  // Another test run may have been quicker: its environment is as good, and in use.
  if (await isSound(place, load)) {
    rmSync(making, { recursive: true, force: true });
  } else {
    rmSync(place, { recursive: true, force: true });
    renameSync(making, place);
  }
  return interpreterOf(place);
}

function interpreterOf(place: string): string {
  return join(place, 'bin', 'python');
}

/** Whether the packages are there and can be used: the interpreter that it was made with may be gone by now. */
async function isSound(place: string, load: string): Promise<boolean> {
  if (!existsSync(place)) return false;
  return run(interpreterOf(place), ['-c', load]).then(
    () => true,
    () => false,
  );
}

async function install(place: string, requirements: string): Promise<void> {
  const pip = (...args: string[]): Promise<unknown> =>
    run(interpreterOf(place), ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--no-input', ...args]);
  try {
    // The file names everything, so nothing else may come in; the check tells when it doesn't.
    await pip('install', '--no-deps', '--retries', '5', '-r', requirements);
    await pip('check');
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`${requirements} could not be installed from the Python package index:\n${stderr}`, {
      cause: error,
    });
  }
}
