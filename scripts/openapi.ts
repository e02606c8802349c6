import { pino } from 'pino';
import { createApi } from '../src/api/server.ts';
import { openAuthentication } from '../src/auth/open.ts';
import { openIssuing, openProviders } from '../src/composition/parts.ts';
import { createVocabulary } from '../src/events/vocabulary.ts';
import { createRateLimits } from '../src/issuing/http/rate-limit.ts';
import { readSettings } from '../src/settings.ts';
import { openEmbedded } from '../src/store/database/embedded.ts';
import { ActivityLog } from '../src/monitoring/activity-log.ts';
import { Metrics } from '../src/monitoring/metrics.ts';
import { Vitals } from '../src/monitoring/vitals.ts';
import { noTracing } from '../src/telemetry/tracing.ts';
import { laurelVersion } from '../src/version.ts';

/** The OpenAPI document as the server itself makes it of its routes. The server never listens. */
export async function renderOpenApi(): Promise<string> {
  // It is asked for nothing but its description, so that the secret protects nothing.
  const settings = readSettings({ LAUREL_SECRET: 'for-the-description-of-the-api-only' });
  const logger = pino({ level: 'silent' });
  const database = await openEmbedded(null);
  const { byOrigin, credly } = openProviders({
    settings,
    database,
    limits: createRateLimits(settings.delivery.ratePerSecond, database),
  });
  const server = await createApi({
    database,
    settings,
    settingViews: [],
    logger,
    metrics: new Metrics(laurelVersion),
    vitals: new Vitals({ version: '0.0.0', roles: ['serve'], stallMs: 60_000 }),
    tracing: noTracing,
    activity: new ActivityLog({ database, logger }),
    announces: true,
    authentication: openAuthentication({ settings, database, logger }),
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    providers: byOrigin,
    issuing: openIssuing(settings, database),
    credly,
    inspectBus: () => Promise.resolve(null),
    openReplay: () => Promise.resolve(null),
    retryParked: () => Promise.resolve({ processed: 0, stillParked: 0, keptInPart: 0 }),
  });
  try {
    return JSON.stringify(server.swagger());
  } finally {
    await server.close();
    await database.close();
  }
}
