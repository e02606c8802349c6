/** Programs in JavaScript that tests run apart from Laurel: each with exactly the packages of its lock file, in the cache of the checkout. */
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { removeRemains } from '../../scripts/remains.ts';

const cache = join(import.meta.dirname, '..', '..', '.cache', 'packages');
const unfinished = 'unfinished-';
const verifiers = join(import.meta.dirname, '..', 'interop', 'verifiers');

/** The directories with the verifiers of others: each has a package.json and a package-lock.json. */
export const verifierDirectories: readonly string[] = [
  'digitalbazaar',
  'dcc',
  'learncard',
  'did-jwt',
  'sd-jwt',
  'openid4vc',
].map((name) => join(verifiers, name));

/** Where a directory's packages are once they were installed, with its files beside them. */
export function placeOfPackages(directory: string): string {
  const lock = createHash('sha256')
    .update(readFileSync(join(directory, 'package-lock.json')))
    .digest('hex');
  return join(cache, `${basename(directory)}-${lock.slice(0, 16)}`);
}

export function arePackagesInstalled(directory: string): boolean {
  return existsSync(placeOfPackages(directory));
}

/**
 * Installs the packages of a directory. They get their place only when they are complete, so that an interrupted installation is
 * never taken for a finished one, and runs side by side don't disturb each other.
 *
 * @param environment of npm
 * @throws Error when npm can't get them
 */
export function installPackages(directory: string, environment: Record<string, string>): void {
  removeRemains(cache, unfinished);
  const making = join(cache, `${unfinished}${process.pid}-${randomUUID()}`);
  mkdirSync(cache, { recursive: true });
  try {
    cpSync(directory, making, { recursive: true });
    // What is optional is for phones and browsers, and most of the size.
    const options = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['ci', ...options], { cwd: making, env: environment, stdio: 'pipe' });
    if (!arePackagesInstalled(directory)) renameSync(making, placeOfPackages(directory));
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}
