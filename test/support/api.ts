import { pino } from 'pino';
import type { RoleName } from '../../src/auth/authentication.ts';
import type { ApiParts, ApiServer } from '../../src/api/parts.ts';
import { createApi } from '../../src/api/server.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import type { Database } from '../../src/store/database.ts';
import { consumerParts } from './consumer.ts';

/** The API on a test's database, with people of every role. */
export interface ApiStage {
  readonly server: ApiServer;
  /** Sends a request as somebody of this role; null: as nobody. */
  send(
    as: RoleName | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    options?: SendOptions,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
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
  const settings = readSettings(environment);
  const server = await createApi({
    database,
    settings,
    logger: pino({ level: 'silent' }),
    authentication: {
      identify: (headers) => {
        const role = headers.get('x-test-role') as RoleName | null;
        const actor = { id: `user:${role}`, name: String(role) };
        return Promise.resolve(
          role === null ? null : { kind: 'user', id: role, name: role, email: null, role, actor, byCookie: false },
        );
      },
    },
    vocabulary: createVocabulary(settings.events, settings.ignoredKeyPaths),
    providers: new Map(),
    inspectBus: () => Promise.resolve(null),
    retryParked: (filter, note) => retryParked(consumerParts(database), filter, { note }),
    ...overrides,
  });
  return {
    server,
    send: async (as, method, url, { body, headers = {} } = {}) => {
      const answer = await server.inject({
        method,
        url,
        headers: { ...(as === null ? {} : { 'x-test-role': as }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: () => answer.json() };
    },
    close: () => server.close(),
  };
}
