import type { ProcessListing } from '../store/lists/process-list.ts';

/** Whether nobody does the work of a process that went silent. */
export function isMissed(process: ProcessListing, all: readonly ProcessListing[]): boolean {
  if (process.state === 'running') return false;
  const done = new Set(all.filter(({ state }) => state === 'running').flatMap(({ roles }) => roles));
  return process.roles.some((role) => !done.has(role));
}

/** What a process is called where people read of it: `badges-1 (4711)`. */
export function nameOfProcess({ host, pid }: Pick<ProcessListing, 'host' | 'pid'>): string {
  return `${host} (${pid})`;
}
