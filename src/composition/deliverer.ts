import { createRateLimits } from '../issuing/http/rate-limit.ts';
import { runRetryJobs } from '../issuing/delivery/retry-runner.ts';
import { DeliveryWorker } from '../issuing/delivery/worker.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { watchProviderCalls } from '../monitoring/provider-calls.ts';
import { openProviders } from './parts.ts';
import type { RoleParts } from './role-parts.ts';

/** Brings badges to their providers. */
export function openDeliverer(parts: RoleParts): Role[] {
  const { settings, database, watcher, logger, metrics, vitals, tracing, activity } = parts;
  const limits = createRateLimits(settings.delivery.ratePerSecond, database);
  const worker = new DeliveryWorker({
    database,
    providers: openProviders({ settings, database, limits, calls: watchProviderCalls(metrics, tracing) }).byOrigin,
    limits,
    settings: settings.delivery,
    retired: settings.retired,
    logger,
    pulse: vitals.watch({ role: 'deliver', name: 'badges', onBus: false, idleMs: settings.delivery.pollMs }),
    tracing,
    onDelivery: (delivery) => {
      activity.countDelivery(delivery);
      metrics.countDelivery(delivery);
      watcher?.onDelivery?.(delivery);
    },
  });
  const run: Role['run'] = async (signal) => {
    worker.start();
    const retrying = runRetryJobs({ database, logger, pollMs: settings.delivery.pollMs }, signal);
    await whenAborted(signal);
    await Promise.all([worker.stop(), retrying]);
  };
  return [{ name: 'deliver', run }];
}
