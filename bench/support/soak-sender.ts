import { setTimeout as pause } from 'node:timers/promises';
import type { Role, Work } from './jobs.ts';
import { openSoakBus } from './soak-bus.ts';
import type { SoakBus } from './soak-bus.ts';
import { soakEvent } from './soak-mix.ts';

const together = 1_000;
/** So often it is looked how far behind the consumers are, and what is done is removed. */
const lookEvery = 5_000;
const trimEvery = 100_000;

/** Sends the events of a soak as fast as the bus takes them, and never more than a bounded number ahead of the consumers. */
export async function soakSending({ bus: address, ahead }: Extract<Role, { kind: 'soak-sender' }>): Promise<Work> {
  const bus = await openSoakBus(address);
  return async ({ events }, watch, signal) => {
    for (let sent = 0; sent < events && !signal.aborted; sent += together) {
      if (sent % lookEvery === 0) await waitForRoom(bus, ahead, signal);
      if (signal.aborted) break;
      if (sent % trimEvery === 0) await bus.trim();
      await bus.send(Array.from({ length: Math.min(together, events - sent) }, (_, index) => soakEvent(sent + index)));
      watch.batchDone(Math.min(together, events - sent));
    }
    await bus.close();
  };
}

async function waitForRoom(bus: SoakBus, ahead: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await bus.behind()) > ahead) await pause(20);
}
