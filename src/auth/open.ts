import type { Logger } from 'pino';
import { secretOf } from '../settings/sign-in.ts';
import type { HttpSettings, SignInSettings } from '../settings/sign-in.ts';
import type { Database } from '../store/database/database.ts';
import { takeSignInLink } from '../store/people/sign-in-links.ts';
import { openAuthDatabase } from './auth-database.ts';
import type { Authentication } from './authentication.ts';
import { createBetterAuth } from './better-auth.ts';
import { createDeviceCookies } from './device-cookie.ts';
import { endSessionOf } from './former-session.ts';
import { identify } from './identify.ts';
import { changeOwnPassword } from './own-password.ts';
import { signInWithPassword, signOut } from './passwords.ts';
import { passwordHashing } from './password-hash.ts';
import type { PasswordHashing } from './password-hash.ts';
import { openLms } from './lms.ts';
import { beginLmsSignIn, finishLmsSignIn } from './lms-sign-in.ts';
import { hashOf } from './sign-in-links.ts';

export interface AuthenticationParts {
  readonly settings: { readonly http: HttpSettings; readonly signIn: SignInSettings };
  readonly database: Database;
  readonly logger: Logger;
  /** How passwords are hashed; that of this process unless told. */
  readonly hashing?: PasswordHashing;
}

/**
 * Opens signing in: passwords, one-time links, the LMS, and API keys. Starts nothing and keeps nothing open.
 *
 * @throws LaurelError SETTINGS_INVALID without LAUREL_SECRET
 */
export function openAuthentication({
  settings,
  database,
  logger,
  hashing = passwordHashing,
}: AuthenticationParts): Authentication {
  const { http, signIn } = settings;
  const secret = secretOf(signIn);
  const authDatabase = openAuthDatabase(database);
  const lms =
    signIn.lms === null ? null : openLms({ settings: signIn.lms, publicUrl: http.publicUrl, database, logger });
  const plugin = lms?.plugin ?? null;
  const auth = createBetterAuth({ http, secret, limits: signIn.session, authDatabase, logger, lms: plugin, hashing });
  const devices = createDeviceCookies(secret, http.publicUrl.startsWith('https:'));
  const { lmsRoleDays, session: limits } = signIn;
  const parts = { auth, database, authDatabase, baseUrl: http.publicUrl, devices, lmsRoleDays, limits, hashing };

  const startSession: Authentication['startSession'] = async (userId, headers = new Headers()) => {
    const started = await authDatabase.during(() =>
      auth.api.startSession({ body: { userId, userAgent: headers.get('user-agent') }, returnHeaders: true }),
    );
    if (!started.response.started) return null;
    await endSessionOf(parts, headers);
    return started.headers.getSetCookie();
  };

  return {
    hashing,
    identify: (headers) => identify(parts, headers),
    signInWithPassword: (credentials, headers, address) => signInWithPassword(parts, credentials, headers, address),
    changePassword: (caller, change, from) => changeOwnPassword(parts, caller, change, from),
    signOut: (headers) => signOut(parts, headers),
    startSession,
    signInOnce: async (token, headers) => {
      const userId = await takeSignInLink(database, hashOf(token));
      return userId === null ? null : startSession(userId, headers);
    },
    lmsSignIn: lms && {
      begin: (returnTo) => beginLmsSignIn(parts, returnTo),
      finish: (query, headers) => finishLmsSignIn(parts, lms, query, headers),
    },
    createApiKey: async (transaction, { name, role, expiresInDays, makerId }) => {
      const { id, key } = await authDatabase.during(
        () =>
          auth.api.createApiKey({
            body: {
              name,
              userId: makerId,
              permissions: { role: [role] },
              expiresIn: expiresInDays === null ? null : expiresInDays * 24 * 60 * 60,
            },
          }),
        transaction,
      );
      return { id, key };
    },
  };
}
