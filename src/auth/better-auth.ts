import { randomUUID } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { HttpSettings, SessionLimits } from '../settings/sign-in.ts';
import { removeEnded } from '../store/people/sign-in-attempts.ts';
import { findUser } from '../store/people/users.ts';
import type { AuthDatabase } from './auth-database.ts';
import type { LmsPlugin } from './lms.ts';
import { deviceOf } from './device.ts';
import type { PasswordHashing } from './password-hash.ts';
import { endOfSession } from './session-end.ts';
import { longestPassword, shortestPassword } from './password-rules.ts';

/** better-auth, set up for Laurel: sessions, passwords, API keys and the LMS. */
export type BetterAuth = ReturnType<typeof createBetterAuth>;

interface BetterAuthParts {
  readonly http: HttpSettings;
  readonly secret: string;
  readonly limits: SessionLimits;
  readonly authDatabase: AuthDatabase;
  readonly logger: Logger;
  /** Null when people can't sign in with the LMS. */
  readonly lms: LmsPlugin | null;
  readonly hashing: PasswordHashing;
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** Nothing is taken from the environment that is set here; what is not, better-auth would look for there. */
export function createBetterAuth({ http, secret, limits, authDatabase, logger, lms, hashing }: BetterAuthParts) {
  return betterAuth({
    appName: 'Laurel',
    baseURL: http.publicUrl,
    basePath: '/api/auth',
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    database: { db: authDatabase.queryBuilder, type: 'postgres' },
    trustedOrigins: (request) => (http.publicUrlIsSet ? [] : originsOf(request)),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashing.hash, verify: hashing.verify },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: {
        role: { type: 'string', required: false, input: false },
        disabled: { type: 'boolean', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false, fieldName: 'last_seen_at' },
        roleFrom: { type: 'string', required: false, input: false, fieldName: 'role_from' },
        lmsUserId: { type: 'number', required: false, input: false, fieldName: 'lms_user_id' },
        lmsConfirmedAt: { type: 'date', required: false, input: false, fieldName: 'lms_confirmed_at' },
      },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      additionalFields: { device: { type: 'string', required: false, input: false } },
      // The cookie outlives the session, whose end moves as long as somebody works (session-end.ts).
      expiresIn: limits.longestMs / 1_000,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_account',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
      // Somebody of the LMS never becomes a user who signs in with a password, however alike their addresses are.
      accountLinking: { enabled: false, disableImplicitLinking: true },
      // A sign-in that was begun is kept in its browser's cookie: outsiders begin as many as they like.
      storeStateStrategy: 'cookie',
      // Tokens of the LMS are not kept.
      updateAccountOnSignIn: false,
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...times } },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const user = await findUser(authDatabase.queryable, session.userId);
            if (user === null || user.disabled) return false;
            // Where from is nothing that Laurel needs; of the browser, what tells one's own devices apart.
            const expiresAt = endOfSession(limits, session.createdAt, Date.now());
            return {
              data: { ...session, expiresAt, ipAddress: null, userAgent: null, device: deviceOf(session.userAgent) },
            };
          },
          // Now and then is often enough, and whenever somebody signs in is now and then.
          after: () => removeEnded(authDatabase.queryable),
        },
      },
    },
    // Limits are kept before better-auth is asked: by address in the server, by account in attempts.ts.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'laurel',
      useSecureCookies: http.publicUrl.startsWith('https:'),
      // Said out loud, for better-auth switches both off in tests.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: () => randomUUID(),
        joins: true,
        // The migrations make the tables; a test compares them with what better-auth expects.
        validateSchema: false,
      },
    },
    // An error that is no answer comes out of the call; else it would be written to standard error, values and all.
    onAPIError: { errorURL: '/sign-in', throw: true },
    logger: {
      level: 'warn',
      // Its further arguments hold errors and values, which can be personal.
      log: (level, message) =>
        logger[level === 'error' ? 'warn' : 'debug']({ detail: message.slice(0, 200) }, 'better-auth'),
    },
    plugins: [apiKeys(), sessions(), ...(lms === null ? [] : [lms])],
  });
}

/** Without a public URL, pages are right wherever the browser found them. */
function originsOf(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host ? [`http://${host}`] : [];
}

function apiKeys() {
  return apiKey({
    defaultPrefix: 'laurel_',
    startingCharactersConfig: { charactersLength: 12 },
    maximumNameLength: 100,
    requireName: true,
    keyExpiration: { minExpiresIn: 0, maxExpiresIn: 3_650 },
    rateLimit: { enabled: false },
    schema: {
      apikey: {
        modelName: 'auth_api_key',
        fields: {
          configId: 'config_id',
          referenceId: 'reference_id',
          refillInterval: 'refill_interval',
          refillAmount: 'refill_amount',
          lastRefillAt: 'last_refill_at',
          rateLimitEnabled: 'rate_limit_enabled',
          rateLimitTimeWindow: 'rate_limit_time_window',
          rateLimitMax: 'rate_limit_max',
          requestCount: 'request_count',
          lastRequest: 'last_request',
          expiresAt: 'expires_at',
          ...times,
        },
      },
    },
  });
}

/** Sessions for people whom Laurel itself has recognized; not to be called over HTTP. */
function sessions() {
  return {
    id: 'laurel-sessions',
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string(), userAgent: z.string().nullable() }) },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.userId);
          const { userAgent } = context.body;
          const session = user && (await internalAdapter.createSession(user.id, false, { userAgent }));
          if (!session) return context.json({ started: false });
          await setSessionCookie(context, { session, user });
          return context.json({ started: true });
        },
      ),
    },
  } as const;
}
