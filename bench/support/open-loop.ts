import { setTimeout as pause } from 'node:timers/promises';
import { nowMicros } from './events.ts';
import type { BareRedis } from './stream.ts';

/**
 * Sends commands on a schedule that waits for nobody.
 *
 * @param begin when the first one is due, in microseconds
 * @param rate commands a second
 */
export async function sendOnSchedule(
  redis: BareRedis,
  commands: readonly (string | Buffer)[][],
  { begin, rate }: { readonly begin: number; readonly rate: number },
): Promise<void> {
  const sending: Promise<unknown>[] = [];
  for (let next = 0; next < commands.length;) {
    const due = Math.floor(((nowMicros() - begin) * rate) / 1_000_000);
    for (; next < Math.min(due, commands.length); next += 1) sending.push(redis.sendCommand(commands[next] ?? []));
    await pause(1);
  }
  await Promise.all(sending);
}
