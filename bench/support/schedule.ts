import { setTimeout as pause } from 'node:timers/promises';

/** Sends on a schedule that does not wait for anybody; resolves when all is sent. */
export async function sendOnSchedule(
  { count, perSecond }: { readonly count: number; readonly perSecond: number },
  send: (index: number) => Promise<unknown>,
): Promise<void> {
  const started = performance.now();
  const sending: Promise<unknown>[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const due = (sent * 1_000) / perSecond - (performance.now() - started);
    if (due > 1) await pause(due);
    sending.push(send(sent));
  }
  await Promise.all(sending);
}
