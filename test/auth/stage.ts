import { afterAll, beforeAll, describe } from 'vitest';
import type { RoleName } from '../../src/auth/authentication.ts';
import type { PasswordHashing } from '../../src/auth/password-hash.ts';
import { openAuthentication } from '../../src/auth/open.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import type { Database } from '../../src/store/database/database.ts';
import { findUser, insertUser } from '../../src/store/people/users.ts';
import type { User } from '../../src/store/people/users.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import { cookieHeader } from '../support/people.ts';
import { quickHashing } from '../support/quick-hashing.ts';

export const secret = 'a-secret-of-tests-that-is-long-enough';
export const rightPassword = 'correct horse battery staple';
export const wrongPassword = 'incorrect horse battery staple';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  /** Set-Cookie headers. */
  readonly cookies: readonly string[];
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
  json(): any;
}

export interface AskOptions {
  readonly body?: object;
  readonly cookie?: string;
  /** Where the request comes from. */
  readonly address?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API with everything that it logs, on a database of its own. */
export interface AuthStage {
  readonly database: Database;
  readonly api: ApiStage;
  readonly logs: ReturnType<typeof recordLogs>;
  ask(method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE', url: string, options?: AskOptions): Promise<Reply>;
  signIn(email: string, password: string, options?: Omit<AskOptions, 'body'>): Promise<Reply>;
  /** A user with {@link rightPassword}. */
  user(email: string, role?: RoleName): Promise<User>;
  close(): Promise<void>;
}

/** @param hashing of passwords; quick unless told, null: as in production */
export async function stageAuth(
  database: Database,
  environment: Environment = {},
  hashing: PasswordHashing | null = quickHashing,
): Promise<AuthStage> {
  const logs = recordLogs();
  const all = { LAUREL_SECRET: secret, ...environment };
  const authentication = openAuthentication({
    settings: readSettings(all),
    database,
    logger: logs.logger,
    ...(hashing && { hashing }),
  });
  const api = await stageApi(database, { authentication, logger: logs.logger, environment: all });
  const ask: AuthStage['ask'] = async (method, url, { body, cookie, address = '192.0.2.1', headers = {} } = {}) => {
    const answer = await api.server.inject({
      method,
      url,
      remoteAddress: address,
      headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
      ...(body !== undefined && { payload: body }),
    });
    const set = answer.headers['set-cookie'] ?? [];
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      cookies: Array.isArray(set) ? set : [set],
      json: () => answer.json(),
    };
  };
  return {
    database,
    api,
    logs,
    ask,
    signIn: (email, password, options = {}) =>
      ask('POST', '/api/auth/sign-in/email', { ...options, body: { email, password } }),
    user: (email, role = 'viewer') =>
      database.transaction(async (transaction) => {
        const id = await insertUser(
          transaction,
          { name: 'Ada', email, role },
          await authentication.hashing.hash(rightPassword),
        );
        const made = id === null ? null : await findUser(transaction, id);
        if (made === null) throw new Error(`${email} is taken`);
        return made;
      }),
    close: () => api.close(),
  };
}

/** What a browser sends as Cookie after this answer. */
export function cookieOf(reply: Reply): string {
  return cookieHeader(reply.cookies);
}

export const databaseKinds = ['postgresql', 'embedded'] as const;

/** The same tests on PostgreSQL and on the embedded database. */
export function onBothDatabases(
  title: string,
  define: (stage: () => AuthStage) => void,
  environment: Environment = {},
): void {
  describe.for(databaseKinds)(`${title}, on %s`, (kind) => {
    describe.skipIf(kind === 'postgresql' && !hasPostgresql())('', () => {
      let stage: AuthStage;
      let close: () => Promise<void>;
      beforeAll(async () => {
        const opened = kind === 'embedded' ? await createEmbeddedDatabase() : await createTestDatabase();
        const database = 'database' in opened ? opened.database : opened;
        close = () => opened.close();
        stage = await stageAuth(database, environment);
      });
      afterAll(async () => {
        await stage.close();
        await close();
      });
      define(() => stage);
    });
  });
}
