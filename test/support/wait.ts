import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until the check gives something other than undefined, null or false, and returns it. A check that throws counts as
 * not yet. This is the only place where tests let time pass.
 */
export async function waitFor<T>(
  what: string,
  check: () => T | Promise<T>,
  { timeoutMs = 20_000, everyMs = 10 } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const result = await check();
      if (result !== undefined && result !== null && result !== false) return result as NonNullable<Exclude<T, false>>;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`, { cause: last });
    await pause(everyMs);
  }
}
