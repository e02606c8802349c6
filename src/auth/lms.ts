import { AsyncLocalStorage } from 'node:async_hooks';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import type { LmsSignInSettings } from '../settings/sign-in.ts';
import { appendAudit } from '../store/operators/audit.ts';
import type { Database, Transaction } from '../store/database/database.ts';
import { admitLmsPerson } from '../store/people/lms-people.ts';
import type { Admission } from '../store/people/lms-people.ts';
import type { SignInError } from './authentication.ts';
import { tradeCode } from './lms-client.ts';
import { readLmsToken } from './lms-token.ts';
import type { LmsPerson } from './lms-token.ts';

export const lmsProvider = 'lms';

/** Why somebody was refused here, and not by better-auth. */
export type LmsRefusal = Extract<SignInError, 'lms_unreachable' | 'lms_untrusted' | 'email_taken' | 'disabled'>;

export type LmsPlugin = ReturnType<typeof genericOAuth>;

/** The LMS as better-auth's OAuth client sees it. */
export interface Lms {
  readonly plugin: LmsPlugin;
  /** Runs a sign-in, and tells why it was refused, when it was refused here. */
  attempt<T>(signIn: () => Promise<T>): Promise<{ readonly result: T; readonly refusal: LmsRefusal | null }>;
}

/** What better-auth does not tell of a sign-in. */
interface Attempt {
  refusal: LmsRefusal | null;
}

interface LmsParts {
  readonly settings: LmsSignInSettings;
  /** Where the LMS's logout leads back to. */
  readonly publicUrl: string;
  readonly database: Database;
  readonly logger: Logger;
}

/**
 * Signing in with the LMS: OAuth 2.0 with a code, PKCE and state, all of which are better-auth's. Ours is what makes the
 * LMS special: the access token is a JWT that says who it is, and people are admitted by their LMS user id.
 */
export function openLms({ settings, publicUrl, database, logger }: LmsParts): Lms {
  const attempts = new AsyncLocalStorage<Attempt>();
  const refuse = (refusal: LmsRefusal, why: string): null => {
    const attempt = attempts.getStore();
    if (attempt) attempt.refusal = refusal;
    logger.warn({ refusal, why }, 'sign-in with the LMS rejected');
    return null;
  };

  const plugin = genericOAuth({
    config: [
      {
        providerId: lmsProvider,
        authorizationUrl: `${settings.publicUrlRoot}/oauth2/authorize`,
        // Asked for by getToken below, with a time-out.
        tokenUrl: `${settings.urlRoot}/oauth2/access_token`,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        scopes: ['user_id', 'profile', 'email'],
        pkce: true,
        endSessionEndpoint: `${settings.logoutUrl}?${new URLSearchParams({ redirect_url: `${publicUrl}/` }).toString()}`,
        // better-auth makes nobody: whoever may come in has been admitted before it looks.
        disableSignUp: true,
        accountSubject: ({ profile }) => String(profile['lmsUserId']),
        getToken: async ({ code, redirectURI, codeVerifier }) => {
          try {
            return { accessToken: await tradeCode(settings, { code, redirectUri: redirectURI, codeVerifier }) };
          } catch (error) {
            refuse('lms_unreachable', error instanceof Error ? error.message : 'unknown');
            throw error;
          }
        },
        getUserInfo: async ({ accessToken = '' }) => {
          const reading = await readLmsToken(settings, accessToken);
          if (!reading.believed) return refuse('lms_untrusted', reading.why);
          const { person } = reading;
          const admission = await admit(database, person, roleOf(settings, person));
          if (admission.kind !== 'admitted') return refuse(admission.kind, 'the LMS vouched for them');
          return {
            lmsUserId: person.lmsUserId,
            email: person.email,
            name: person.name,
            emailVerified: person.emailVerified,
          };
        },
      },
    ],
  });

  return {
    plugin,
    attempt: async (signIn) => {
      const attempt: Attempt = { refusal: null };
      return { result: await attempts.run(attempt, signIn), refusal: attempt.refusal };
    },
  };
}

/** A superuser is often staff too. */
function roleOf({ staffRole, superuserRole }: LmsSignInSettings, { staff, superuser }: LmsPerson) {
  return (superuser ? superuserRole : null) ?? (staff ? staffRole : null);
}

/** Admits somebody in one transaction, whatever of them is new; the audit keeps when the LMS gave or took a role. */
async function admit(
  database: Database,
  { lmsUserId, email, emailVerified, name }: LmsPerson,
  role: LmsSignInSettings['staffRole'],
): Promise<Admission> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction(async (transaction) => {
        const admission = await admitLmsPerson(transaction, { lmsUserId, email, emailVerified, name, role });
        if (admission.kind === 'admitted') await auditAdmission(transaction, admission);
        return admission;
      });
    } catch (error) {
      // Somebody else took the e-mail address in this moment, or two who swap theirs came at once: the next try sees it.
      if (attempt > 2 || !isCollision(errorCode(error))) throw error;
    }
  }
}

/** A unique violation or a deadlock. */
function isCollision(code: string): boolean {
  return code === '23505' || code === '40P01';
}

async function auditAdmission(
  transaction: Transaction,
  { id, role, roleBefore: before = null, displaced }: Extract<Admission, { kind: 'admitted' }>,
): Promise<void> {
  if (displaced !== null)
    await appendAudit(transaction, {
      actor: { id: 'lms', name: 'LMS' },
      action: 'user.update',
      targetType: 'user',
      target: displaced,
      reason: 'the LMS says that the e-mail address is somebody else’s now',
      before: null,
      after: null,
    });
  if (before === role) return;
  await appendAudit(transaction, {
    actor: { id: 'lms', name: 'LMS' },
    action: 'user.update',
    targetType: 'user',
    target: id,
    reason: 'as the LMS says',
    before: { role: before },
    after: { role },
  });
}
