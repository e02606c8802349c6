import { hasBus } from '../bus/announcing.ts';
import { createApi } from '../api/server.ts';
import { openAuthentication } from '../auth/open.ts';
import { retryParked } from '../consumer/retry-parked.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { runRetryJobs } from '../issuing/delivery/retry-runner.ts';
import { createRateLimits } from '../issuing/http/rate-limit.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { listen } from '../listen.ts';
import type { BatchReport } from '../consumer/report.ts';
import { maintenanceLanes, runMaintenance } from '../monitoring/maintenance.ts';
import { watchProviderCalls } from '../monitoring/provider-calls.ts';
import { batchParts, inspectBus, openIssuing, openProviders, openReplay, recentMessages } from './parts.ts';
import type { RoleParts } from './role-parts.ts';

/** Answers the API, the webhook and the pages. */
export async function openServer(parts: RoleParts): Promise<Role[]> {
  const {
    settings,
    settingViews,
    database,
    announces,
    pages,
    watcher,
    logger,
    metrics,
    vitals,
    tracing,
    activity,
    closers,
  } = parts;
  const { bus, delivery, http } = settings;
  const requests = database.forRequests();
  const issuing = openIssuing(settings, requests);
  closers.add(() => issuing.signer.close());
  const providers = openProviders({
    settings,
    database: requests,
    issuing,
    limits: createRateLimits(delivery.ratePerSecond, requests),
    calls: watchProviderCalls(metrics, tracing),
  });
  const server = await createApi({
    database,
    settings,
    settingViews,
    logger,
    metrics,
    vitals,
    tracing,
    activity,
    announces,
    authentication: openAuthentication({ settings, database: requests, logger }),
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    providers: providers.byOrigin,
    credly: providers.credly,
    issuing,
    inspectBus: () => inspectBus(bus),
    openReplay: () => openReplay(bus),
    ...(hasBus(bus) ? { recentMessages: (limit: number) => recentMessages(bus, limit) } : {}),
    retryParked: (filter, note) =>
      retryParked({ ...batchParts(settings, requests, announces), logger, tracing }, filter, {
        note,
        onBatch: (report) => activity.countBatch(report),
      }),
    ...(pages === null ? {} : { pages }),
  });
  metrics.measureProcess();
  closers.add(() => server.close());
  const { host, port } = http;
  const url = await listen(server, {
    host,
    port,
    who: 'The server of the API and the pages',
    settings: 'LAUREL_HTTP_HOST and LAUREL_HTTP_PORT',
  });
  logger.info({ url }, 'serving the API and the pages');
  watcher?.onServer?.(url);
  const run: Role['run'] = async (signal) => {
    // Begun here by people, so gone on with here, whether or not anything delivers at the moment.
    const retrying = runRetryJobs({ database, logger, pollMs: delivery.pollMs }, signal);
    const batch = { ...batchParts(settings, database, announces), tracing };
    const maintenance = {
      database,
      keptDays: settings.keptDays,
      batch,
      announces,
      openReplay: () => openReplay(bus),
      onBatch: (report: BatchReport) => activity.countBatch(report),
      onByHand: (what: 'awarded' | 'revoked') => activity.countByHand(what),
      logger,
      pollMs: delivery.pollMs,
    };
    const maintaining = maintenanceLanes.map((kinds) => runMaintenance(maintenance, kinds, signal));
    await whenAborted(signal);
    await Promise.all([server.close(), retrying, ...maintaining]);
  };
  return [{ name: 'serve', run }];
}
