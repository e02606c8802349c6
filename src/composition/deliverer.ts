import { finishRetirements } from '../consumer/retire.ts';
import { createRateLimits } from '../issuing/http/rate-limit.ts';
import { runRetryJobs } from '../issuing/delivery/retry-runner.ts';
import { keepIssuedCurrent } from '../issuing/openedx/upkeep.ts';
import { DeliveryWorker } from '../issuing/delivery/worker.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { watchProviderCalls } from '../monitoring/provider-calls.ts';
import { openIssuing, openProviders } from './parts.ts';
import type { RoleParts } from './role-parts.ts';

/** Brings badges to their providers. */
export function openDeliverer(parts: RoleParts): Role[] {
  const { settings, database, watcher, logger, metrics, vitals, tracing, activity, closers } = parts;
  const limits = createRateLimits(settings.delivery.ratePerSecond, database);
  const calls = watchProviderCalls(metrics, tracing);
  const issuing = openIssuing(settings, database);
  closers.add(() => issuing.signer.close());
  const { byOrigin: providers } = openProviders({ settings, database, issuing, limits, calls });
  const worker = new DeliveryWorker({
    database,
    providers,
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
  const { pollMs } = settings.delivery;
  const listsPulse = vitals.watch({ role: 'deliver', name: 'status lists', onBus: false, idleMs: pollMs });
  const run: Role['run'] = async (signal) => {
    worker.start();
    const retrying = runRetryJobs({ database, logger, pollMs }, signal);
    const signing = keepIssuedCurrent(
      {
        parts: issuing,
        logger,
        pollMs,
        pulse: listsPulse,
        retired: settings.retired,
        finishRetirements: (names) => finishRetirements(database, names),
      },
      signal,
    );
    await whenAborted(signal);
    await Promise.all([worker.stop(), retrying, signing]);
  };
  return [{ name: 'deliver', run }];
}
