import type { JSONWebKeySet } from 'jose';
import { CommandError } from '../errors.ts';
import type { RoleName } from '../roles.ts';
import type { WrittenSettings } from './sources.ts';
import type { SettingName, SettingValues } from './table.ts';

/** How the HTTP server of the API and the pages is reached. */
export interface HttpSettings {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where browsers find it, without a trailing slash: LAUREL_PUBLIC_URL, or `http://localhost:<port>`. */
  readonly publicUrl: string;
  /** False: nobody said where browsers find it, so any name that they came by is right. */
  readonly publicUrlIsSet: boolean;
  /** Whether the address that the nearest proxy names is believed. */
  readonly trustProxy: boolean;
  /** Most requests of one address in a minute, for one process. */
  readonly requestsPerMinute: number;
}

/** When sessions end. */
export interface SessionLimits {
  /** After so long without anything that its owner does. */
  readonly idleMs: number;
  /** After so long in any case. */
  readonly longestMs: number;
}

/** How people sign in. */
export interface SignInSettings {
  /** Signs the cookies of sessions, and the cursors of lists. Null when nothing is served. */
  readonly secret: string | null;
  /** How long somebody stays signed in. */
  readonly session: SessionLimits;
  /** For so many days a role lasts that the LMS gave, and API keys made with it, without signing in with the LMS again. */
  readonly lmsRoleDays: number;
  /** For how long an invitation, or a link to set a new password, works. */
  readonly passwordLinkHours: number;
  /** Null when people can't sign in with the LMS. */
  readonly lms: LmsSignInSettings | null;
  /** Micro-frontends of the LMS that may add a learner's badges to wallets, by the cookies of the LMS. */
  readonly learnerRecordOrigins: readonly string[];
}

/** The OAuth 2.0 client that Laurel is to the LMS, and what the LMS's people may do. */
export interface LmsSignInSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where Laurel reaches the LMS, without a trailing slash. */
  readonly urlRoot: string;
  /** Where browsers reach it. */
  readonly publicUrlRoot: string;
  readonly logoutUrl: string;
  /** What its access tokens must say: who made them, and for whom. */
  readonly issuer: string;
  readonly audience: string;
  /** Public keys of RS512 signatures; null when there are none. */
  readonly publicKeys: JSONWebKeySet | null;
  /** The shared secret of HS256 signatures; null when there is none. */
  readonly sharedSecret: string | null;
  /** Roles of those whom the LMS calls staff or superusers; null: none until an admin gives one. */
  readonly staffRole: RoleName | null;
  readonly superuserRole: RoleName | null;
  /** User name of the LMS's retirement worker, whose tokens may retire learners; null: nobody's. */
  readonly retirementWorker: string | null;
}

/** Without these there is no sign-in with the LMS, and the others of the family have no effect. */
const lmsKey: SettingName = 'SOCIAL_AUTH_EDX_OAUTH2_KEY';
const lmsSettings = [
  'SOCIAL_AUTH_EDX_OAUTH2_SECRET',
  'SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT',
  'SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT',
  'SOCIAL_AUTH_EDX_OAUTH2_ISSUER',
  'SOCIAL_AUTH_EDX_OAUTH2_LOGOUT_URL',
  'JWT_PUBLIC_SIGNING_JWK_SET',
  'LAUREL_LMS_JWT_SECRET',
  'LAUREL_LMS_JWT_AUDIENCE',
  'LAUREL_LMS_STAFF_ROLE',
  'LAUREL_LMS_SUPERUSER_ROLE',
  'LAUREL_LEARNER_RECORD_ORIGINS',
  'RETIREMENT_SERVICE_WORKER_USERNAME',
] as const satisfies readonly SettingName[];

/**
 * The secret without which nothing is served.
 *
 * @throws LaurelError SETTINGS_INVALID without LAUREL_SECRET
 */
export function secretOf({ secret }: Pick<SignInSettings, 'secret'>): string {
  if (secret !== null) return secret;
  throw new CommandError(
    'SETTINGS_INVALID',
    'LAUREL_SECRET: must be set to serve; make one with `openssl rand -hex 32`.',
  );
}

/** What the settings of serving and signing in must be to each other. */
export function checkSignIn(
  values: SettingValues,
  written: Pick<WrittenSettings, 'values'>,
  mistaken: ReadonlySet<SettingName>,
): string[] {
  const mistakes: string[] = [];
  if (values.LAUREL_SECRET !== null && values.LAUREL_SECRET.length < 32)
    mistakes.push('LAUREL_SECRET: must have at least 32 characters; make one with `openssl rand -hex 32`.');
  if (values.SOCIAL_AUTH_EDX_OAUTH2_KEY === null) {
    if (mistaken.has(lmsKey)) return mistakes;
    const idle = lmsSettings.filter((name) => written.values.has(name));
    return [
      ...mistakes,
      ...idle.map(
        (name) =>
          `${name}: has no effect without ${lmsKey}. Set the key to let people sign in with the LMS, or remove it.`,
      ),
    ];
  }
  const lack = (name: SettingName, why: string): void => {
    if (values[name] === null && !mistaken.has(name)) mistakes.push(`${name}: must be set with ${lmsKey}: ${why}.`);
  };
  lack('SOCIAL_AUTH_EDX_OAUTH2_SECRET', 'the secret of the same OAuth application of the LMS');
  lack('SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT', 'where the LMS is, such as https://lms.example.org');
  lack('LAUREL_LMS_JWT_AUDIENCE', 'the audience that the access tokens of the LMS name (its JWT_AUDIENCE)');
  if (values.LAUREL_LMS_JWT_SECRET === null && !mistaken.has('LAUREL_LMS_JWT_SECRET'))
    lack('JWT_PUBLIC_SIGNING_JWK_SET', "the LMS's public keys (or LAUREL_LMS_JWT_SECRET on old sites)");
  if (values.LAUREL_LMS_JWT_SECRET !== null && values.LAUREL_LMS_JWT_SECRET.length < 32)
    mistakes.push(
      'LAUREL_LMS_JWT_SECRET: must have at least 32 characters; anyone who guesses it can sign in as anybody.',
    );
  return mistakes;
}

export function composeHttp(values: SettingValues): HttpSettings {
  return {
    host: values.LAUREL_HTTP_HOST,
    port: values.LAUREL_HTTP_PORT,
    publicUrl: values.LAUREL_PUBLIC_URL ?? `http://localhost:${values.LAUREL_HTTP_PORT}`,
    publicUrlIsSet: values.LAUREL_PUBLIC_URL !== null,
    trustProxy: values.LAUREL_TRUST_PROXY,
    requestsPerMinute: values.LAUREL_HTTP_REQUESTS_PER_MINUTE,
  };
}

export function composeSignIn(values: SettingValues): SignInSettings {
  return {
    secret: values.LAUREL_SECRET,
    session: {
      idleMs: values.LAUREL_SESSION_IDLE_MINUTES * 60_000,
      longestMs: values.LAUREL_SESSION_DAYS * 24 * 60 * 60_000,
    },
    lmsRoleDays: values.LAUREL_LMS_ROLE_DAYS,
    passwordLinkHours: values.LAUREL_PASSWORD_LINK_HOURS,
    lms: lmsOf(values),
    learnerRecordOrigins: values.LAUREL_LEARNER_RECORD_ORIGINS ?? [],
  };
}

function lmsOf(values: SettingValues): LmsSignInSettings | null {
  const clientId = values.SOCIAL_AUTH_EDX_OAUTH2_KEY;
  const clientSecret = values.SOCIAL_AUTH_EDX_OAUTH2_SECRET;
  const urlRoot = values.SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT;
  const audience = values.LAUREL_LMS_JWT_AUDIENCE;
  if (clientId === null || clientSecret === null || urlRoot === null || audience === null) return null;
  const publicUrlRoot = values.SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT ?? urlRoot;
  return {
    clientId,
    clientSecret,
    urlRoot,
    publicUrlRoot,
    logoutUrl: values.SOCIAL_AUTH_EDX_OAUTH2_LOGOUT_URL ?? `${publicUrlRoot}/logout`,
    issuer: values.SOCIAL_AUTH_EDX_OAUTH2_ISSUER ?? `${publicUrlRoot}/oauth2`,
    audience,
    publicKeys: values.JWT_PUBLIC_SIGNING_JWK_SET,
    sharedSecret: values.LAUREL_LMS_JWT_SECRET,
    staffRole: values.LAUREL_LMS_STAFF_ROLE,
    superuserRole: values.LAUREL_LMS_SUPERUSER_ROLE,
    retirementWorker: values.RETIREMENT_SERVICE_WORKER_USERNAME,
  };
}
