import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../src/is-running.ts';

/**
 * Removes what processes left behind that were killed: what is called by the prefix, the id of a process that has ended, and a dash.
 *
 * @param parent where it lies; nothing is there when that is not there either
 */
export function removeRemains(parent: string, prefix: string): void {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    if (!name.startsWith(prefix)) continue;
    const pid = /^(\d+)-/.exec(name.slice(prefix.length))?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}
