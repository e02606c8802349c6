import { pino } from 'pino';
import type { Authentication, RoleName } from '../../src/auth/authentication.ts';
import { openAuthentication } from '../../src/auth/open.ts';
import type { ApiParts, ApiServer } from '../../src/api/parts.ts';
import { createApi } from '../../src/api/server.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { viewSettings } from '../../src/settings/view.ts';
import type { Database } from '../../src/store/database/database.ts';
import { ActivityLog } from '../../src/monitoring/activity-log.ts';
import { Metrics } from '../../src/monitoring/metrics.ts';
import { Vitals } from '../../src/monitoring/vitals.ts';
import { noTracing } from '../../src/telemetry/tracing.ts';
import { consumerParts } from './consumer.ts';
import { signInPeople } from './people.ts';
import type { Person } from './people.ts';
import { realProviders } from './providers.ts';
import { quickHashing } from './quick-hashing.ts';

/** LAUREL_SECRET of the API in tests. */
export const secretOfTests = 'a-secret-of-tests-that-is-long-enough';

/** The API on a test's database, with people of every role. */
export interface ApiStage {
  readonly server: ApiServer;
  readonly authentication: Authentication;
  /** Real users with real sessions; the audit calls them `user:<id>`. */
  readonly people: Readonly<Record<RoleName, Person>>;
  /** Sends a request as somebody of this role; null: as nobody. */
  send(
    as: RoleName | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS',
    url: string,
    options?: SendOptions,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it comes from; 127.0.0.1 unless told. */
  readonly address?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  json(): any;
}

export async function stageApi(
  database: Database,
  { environment = {}, ...overrides }: Partial<ApiParts> & { readonly environment?: Environment } = {},
): Promise<ApiStage> {
  const settings = readSettings({
    LAUREL_SECRET: secretOfTests,
    // Tests send much at once, and from one address.
    LAUREL_HTTP_REQUESTS_PER_MINUTE: '10000000',
    // Whoever calls a provider without naming its address reaches nobody.
    BADGES_CONFIG: JSON.stringify({
      credly: { CREDLY_API_BASE_URL: 'http://127.0.0.1:1/' },
      accredible: { ACCREDIBLE_API_BASE_URL: 'http://127.0.0.1:1/' },
    }),
    ...environment,
  });
  const logger = pino({ level: 'silent' });
  const authentication =
    overrides.authentication ??
    openAuthentication({ settings, database: database.forRequests(), logger, hashing: quickHashing });
  const people = await signInPeople(database, authentication);
  const server = await createApi({
    database,
    settings,
    settingViews: viewSettings(environment),
    logger,
    metrics: new Metrics('0.0.0'),
    vitals: new Vitals({ version: '0.0.0', roles: ['serve'], stallMs: 60_000 }),
    tracing: noTracing,
    activity: new ActivityLog({ database, logger }),
    announces: true,
    authentication,
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    ...realProviders(settings, database),
    inspectBus: () => Promise.resolve(null),
    openReplay: () => Promise.resolve(null),
    retryParked: (filter, note) => retryParked(consumerParts(database), filter, { note }),
    ...overrides,
  });
  return {
    server,
    authentication,
    people,
    send: async (as, method, url, { body, headers = {}, address = '127.0.0.1' } = {}) => {
      const answer = await server.inject({
        method,
        url,
        remoteAddress: address,
        headers: { ...(as === null ? {} : { cookie: people[as].cookie, 'sec-fetch-site': 'same-origin' }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: () => answer.json() };
    },
    close: () => server.close(),
  };
}
