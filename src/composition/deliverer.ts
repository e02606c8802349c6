import type { Logger } from 'pino';
import type { RunOptions } from '../cli/context.ts';
import { createRateLimits } from '../issuing/rate-limit.ts';
import { DeliveryWorker } from '../issuing/worker.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { openProviders } from './parts.ts';

/** Brings badges to their providers. */
export function openDeliverer({ settings, database, watcher }: RunOptions, logger: Logger): Role {
  const limits = createRateLimits(settings.delivery.ratePerSecond);
  const worker = new DeliveryWorker({
    database,
    providers: openProviders(settings, database, limits),
    limits,
    settings: settings.delivery,
    logger,
    onDelivery: (delivery) => watcher?.onDelivery?.(delivery),
  });
  return {
    name: 'deliver',
    run: async (signal) => {
      worker.start();
      await whenAborted(signal);
      await worker.stop();
    },
  };
}
