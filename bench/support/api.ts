import { pino } from 'pino';
import { createApi } from '../../src/api/server.ts';
import { openAuthentication } from '../../src/auth/open.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { readSettings } from '../../src/settings.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { ActivityLog } from '../../src/monitoring/activity-log.ts';
import { Metrics } from '../../src/monitoring/metrics.ts';
import { Vitals } from '../../src/monitoring/vitals.ts';
import { noTracing } from '../../src/telemetry/tracing.ts';
import { signInPerson } from '../../test/support/people.ts';
import { realProviders } from '../../test/support/providers.ts';
import { organization } from './large-site.ts';

/** The API on a database, over HTTP, as the pages ask it. */
export interface BenchApi {
  /**
   * Asks as an admin, who may see whose changes they were.
   *
   * @returns how long it took to the last byte of the answer, in milliseconds, and the answer
   */
  get(path: string): Promise<{ milliseconds: number; body: unknown }>;
  /**
   * Asks for a public page as a browser does.
   *
   * @returns how long it took to the last byte, in milliseconds
   */
  page(path: string): Promise<number>;
  close(): Promise<void>;
}

export async function startApi(databaseUrl: string): Promise<BenchApi> {
  const settings = readSettings({
    LAUREL_DATABASE_URL: databaseUrl,
    LAUREL_SECRET: 'a-secret-of-the-bench-that-is-long-enough',
    LAUREL_HTTP_REQUESTS_PER_MINUTE: '10000000',
    BADGES_CONFIG: `credly: {ORGANIZATIONS: {${organization}: a-key-of-the-bench}}`,
  });
  const logger = pino({ level: 'silent' });
  const database = openPostgresql({ url: databaseUrl, poolSize: 10, logger });
  const authentication = openAuthentication({ settings, database, logger });
  const { cookie } = await signInPerson(database, authentication, 'admin');
  const server = await createApi({
    database,
    settings,
    settingViews: [],
    logger,
    metrics: new Metrics('bench'),
    vitals: new Vitals({ version: 'bench', roles: ['serve'], stallMs: settings.stallMs }),
    tracing: noTracing,
    activity: new ActivityLog({ database, logger }),
    announces: true,
    authentication,
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    ...realProviders(settings, database),
    inspectBus: () => Promise.resolve(null),
    openReplay: () => Promise.resolve(null),
    retryParked: () => Promise.resolve({ processed: 0, stillParked: 0, keptInPart: 0 }),
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    get: async (path) => {
      const begun = performance.now();
      const response = await fetch(url + path, { headers: { cookie } });
      const text = await response.text();
      const milliseconds = performance.now() - begun;
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return { milliseconds, body: JSON.parse(text) as unknown };
    },
    page: async (path) => {
      const begun = performance.now();
      const response = await fetch(url + path, { headers: { accept: 'text/html' } });
      const text = await response.text();
      const milliseconds = performance.now() - begun;
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return milliseconds;
    },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}
