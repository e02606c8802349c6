import { chmodSync, globSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../errors.ts';

/** What others than the owner may do. */
const others = 0o077;

/**
 * Takes away what others may do with a directory of ours and everything in it. PGlite makes its files readable and writable for
 * everybody, whatever the process would have them be. What belongs to somebody else stays as it is.
 */
export function keepToOwner(directory: string): void {
  for (const path of openToOthers(directory)) {
    try {
      chmodSync(path, lstatSync(path).mode & ~others);
    } catch (error) {
      if (!['EPERM', 'ENOENT'].includes(errorCode(error))) throw error;
    }
  }
}

/** Whether others can put something else in the place of what is in a directory, whatever its own rights say. */
export function isOthersToChange(directory: string): boolean {
  const found = process.platform === 'win32' ? undefined : lstatSync(directory, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o022) !== 0;
}

/** The directory and what is in it, as far as others may do something with it; on Windows, where modes say nothing, none. */
export function openToOthers(directory: string): string[] {
  if (process.platform === 'win32') return [];
  const inside = globSync('**', { cwd: directory }).map((name) => join(directory, name));
  return [directory, ...inside].filter((path) => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    return found !== undefined && !found.isSymbolicLink() && (found.mode & others) !== 0;
  });
}
