import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRemains } from './remains.ts';

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';
const prefix = 'laurel-tests-';
/** The suite has 0.6 GiB of files at once; the programs that it runs need 4 GiB of memory. */
const roomNeeded = 2 * 2 ** 30;
const memoryNeeded = 8 * 2 ** 30;

/**
 * Makes the directory in which a run of the tests keeps its temporary files: in memory where there is enough of it, for a database of a
 * test's own is some 800 files, and to make them takes some disks half a second.
 *
 * @returns its path, and what removes it with all that is in it
 */
export function makeTemporaryDirectory(): { readonly path: string; readonly remove: () => void } {
  const parent = hasRoom() ? inMemory : tmpdir();
  // What a run left behind that was killed would stay in memory.
  removeRemains(parent, prefix);
  const path = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  // The database server runs under another account, and has a directory of its own in here.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function hasRoom(): boolean {
  if (process.platform !== 'linux' || !existsSync(inMemory)) return false;
  const { bavail, bsize } = statfsSync(inMemory);
  return bavail * bsize >= roomNeeded && freemem() >= memoryNeeded;
}
