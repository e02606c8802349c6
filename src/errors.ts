import { asIs, Told } from './told.ts';

/**
 * The registry of errors. Each has a stable code, and docs/errors.md tells for each its cause, its effect and what to do;
 * a test keeps registry and page the same. Anything else that is thrown is a defect.
 */

interface ErrorDefinition {
  /** Exit code of a command that ends with it: 1 failed, 2 wrong settings or usage. */
  readonly exitCode: 1 | 2;
  /** HTTP status of an answer of the API that ends with it. */
  readonly status: number;
  /** True when the same call may succeed later without anybody's doing. */
  readonly retryable: boolean;
  /** First sentence of the message; details follow. */
  readonly title: string;
}

export const errorRegistry = {
  SETTINGS_INVALID: { exitCode: 2, status: 500, retryable: false, title: 'The settings are not valid.' },
  USAGE: { exitCode: 2, status: 400, retryable: false, title: 'The command was not understood.' },
  BADGES_FILE_INVALID: { exitCode: 2, status: 422, retryable: false, title: 'The badges file is not valid.' },
  FILE_UNREADABLE: { exitCode: 2, status: 500, retryable: false, title: 'A file could not be read.' },
  FILE_NOT_WRITTEN: { exitCode: 1, status: 500, retryable: false, title: 'A file could not be written.' },
  CONFIRMATION_NEEDED: {
    exitCode: 2,
    status: 409,
    retryable: false,
    title: 'Nothing was done: this needs your confirmation.',
  },
  TEMPLATE_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such badge template.' },
  LEARNER_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such learner.' },
  LEARNER_AMBIGUOUS: { exitCode: 2, status: 409, retryable: false, title: 'Several learners have this name.' },
  PROGRESS_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such progress.' },
  BADGE_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such badge.' },
  BADGE_SETTLED: {
    exitCode: 1,
    status: 409,
    retryable: false,
    title: 'The provider needs no further action for this badge.',
  },
  NOTHING_TO_PUBLISH: {
    exitCode: 1,
    status: 409,
    retryable: false,
    title: 'This badge has no public page here.',
  },
  BADGE_NOT_OFFERED: {
    exitCode: 1,
    status: 409,
    retryable: false,
    title: "This badge can't be added to a wallet.",
  },
  OFFER_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such badge offer.' },
  PRESENTATION_REFUSED: {
    exitCode: 1,
    status: 400,
    retryable: false,
    title: 'The wallet did not prove who its holder is.',
  },
  OFFER_OVER: {
    exitCode: 1,
    status: 410,
    retryable: false,
    title: 'This badge offer has expired or was already used.',
  },
  BADGE_IN_DELIVERY: { exitCode: 1, status: 409, retryable: true, title: 'The badge is being delivered right now.' },
  PARKED_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such parked message.' },
  ACCOUNT_NOT_FOUND: {
    exitCode: 1,
    status: 404,
    retryable: false,
    title: 'There is no such provider account.',
  },
  SCHEMA_TOO_NEW: {
    exitCode: 1,
    status: 503,
    retryable: false,
    title: 'A newer version of Laurel has migrated this database.',
  },
  SCHEMA_OUTDATED: { exitCode: 1, status: 503, retryable: false, title: 'The database has not been migrated.' },
  DATABASE_UNAVAILABLE: { exitCode: 1, status: 503, retryable: true, title: 'The database is not responding.' },
  DATABASE_UNFIT: {
    exitCode: 2,
    status: 503,
    retryable: false,
    title: 'Laurel cannot work with this database as it is set up.',
  },
  DATABASE_IN_USE: { exitCode: 1, status: 503, retryable: true, title: 'Another process uses the embedded database.' },
  BUS_UNAVAILABLE: { exitCode: 1, status: 503, retryable: true, title: 'The event bus is not responding.' },
  BUS_REFUSED: {
    exitCode: 1,
    status: 503,
    retryable: false,
    title: 'The event bus denies Laurel the permissions it needs.',
  },
  PROVIDER_FAILED: { exitCode: 1, status: 502, retryable: true, title: 'The request to the provider failed.' },
  CHECKS_FAILED: { exitCode: 1, status: 500, retryable: false, title: 'Some checks failed.' },
  NOT_RECONCILED: {
    exitCode: 1,
    status: 500,
    retryable: false,
    title: "The providers' records do not match Laurel's.",
  },
  INTERRUPTED: { exitCode: 1, status: 503, retryable: true, title: 'The command was stopped before it finished.' },
  ADDRESS_IN_USE: { exitCode: 1, status: 500, retryable: false, title: 'The address to listen on is already in use.' },
  REQUEST_INVALID: { exitCode: 1, status: 422, retryable: false, title: 'The request is not valid.' },
  REQUEST_MALFORMED: { exitCode: 1, status: 400, retryable: false, title: 'The request could not be read.' },
  CURSOR_INVALID: { exitCode: 1, status: 400, retryable: false, title: 'The cursor does not belong to this list.' },
  NOT_SIGNED_IN: { exitCode: 1, status: 401, retryable: false, title: 'You are not signed in.' },
  PASSWORD_WEAK: { exitCode: 2, status: 422, retryable: false, title: 'The password is too weak.' },
  SIGN_IN_FAILED: { exitCode: 1, status: 401, retryable: false, title: 'Signing in failed.' },
  NOT_ALLOWED: { exitCode: 1, status: 403, retryable: false, title: 'Your role does not allow this.' },
  CROSS_SITE_REQUEST: { exitCode: 1, status: 403, retryable: false, title: 'The request came from another site.' },
  ROUTE_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is nothing at this address.' },
  TEMPLATE_EXISTS: { exitCode: 1, status: 409, retryable: false, title: 'This badge template already exists.' },
  TEMPLATE_IN_USE: { exitCode: 1, status: 409, retryable: false, title: 'The badge template is in use.' },
  TEMPLATE_INACTIVE: { exitCode: 1, status: 409, retryable: false, title: 'The badge template is inactive.' },
  TEMPLATES_LEFT_OUT: {
    exitCode: 1,
    status: 422,
    retryable: false,
    title: 'Not every badge template could be activated or deactivated.',
  },
  TEMPLATE_SYNCED: {
    exitCode: 2,
    status: 422,
    retryable: false,
    title: "This can only be changed at the badge template's provider.",
  },
  TEMPLATE_INVALID: { exitCode: 1, status: 422, retryable: false, title: 'The badge template is not valid.' },
  BADGE_EXISTS: { exitCode: 1, status: 409, retryable: false, title: 'The learner already has, or had, this badge.' },
  BADGE_REVOKED: { exitCode: 1, status: 409, retryable: false, title: 'The badge is already revoked.' },
  NOTHING_TO_RETRY: { exitCode: 1, status: 409, retryable: false, title: 'The delivery of this badge has not failed.' },
  CONNECTION_EXISTS: { exitCode: 1, status: 409, retryable: false, title: 'This connection already exists.' },
  CONNECTION_IN_SETTINGS: {
    exitCode: 1,
    status: 409,
    retryable: false,
    title: 'This connection is defined in the settings.',
  },
  CONNECTION_REFUSED: {
    exitCode: 1,
    status: 422,
    retryable: false,
    title: 'The provider rejected the account or its API key, so it was not saved.',
  },
  CONNECTION_UNREACHABLE: {
    exitCode: 1,
    status: 422,
    retryable: true,
    title: 'The API key could not be tested with the provider, so it was not saved.',
  },
  CONNECTION_IN_USE: { exitCode: 1, status: 409, retryable: false, title: 'The connection is in use.' },
  BADGE_NOT_VERIFIED: { exitCode: 1, status: 422, retryable: false, title: 'The badge is not verified.' },
  IMAGE_UNFIT: { exitCode: 2, status: 422, retryable: false, title: 'This image cannot be used for a badge.' },
  ISSUER_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such issuer.' },
  ISSUER_KEY_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'The issuer has no such key.' },
  ISSUER_EXISTS: { exitCode: 1, status: 409, retryable: false, title: 'This issuer already exists.' },
  ISSUER_IN_USE: { exitCode: 1, status: 409, retryable: false, title: 'The issuer is in use.' },
  PUBLIC_URL_UNFIT: {
    exitCode: 2,
    status: 409,
    retryable: false,
    title: "This site's public URL cannot be used for an issuer.",
  },
  BADGE_NOT_FETCHED: {
    exitCode: 1,
    status: 422,
    retryable: false,
    title: 'The badge could not be fetched.',
  },
  SYNC_RUNNING: { exitCode: 1, status: 409, retryable: true, title: 'A sync of this account is running.' },
  SYNC_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such sync.' },
  MAINTENANCE_NOT_FOUND: {
    exitCode: 1,
    status: 404,
    retryable: false,
    title: 'There is no such maintenance job.',
  },
  MAINTENANCE_RUNNING: {
    exitCode: 1,
    status: 409,
    retryable: true,
    title: 'A maintenance job of this kind is already running.',
  },
  MAINTENANCE_STUCK: { exitCode: 1, status: 500, retryable: false, title: 'The maintenance job makes no progress.' },
  REPLAY_UNAVAILABLE: { exitCode: 1, status: 409, retryable: false, title: 'There is nothing to replay from.' },
  RETRY_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such retry.' },
  EVENT_TYPE_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such event type.' },
  USER_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such user.' },
  USER_EXISTS: { exitCode: 1, status: 409, retryable: false, title: 'This user already exists.' },
  USER_DISABLED: { exitCode: 1, status: 409, retryable: false, title: 'This user is disabled.' },
  USER_FROM_LMS: { exitCode: 1, status: 409, retryable: false, title: "This user's name comes from the LMS." },
  PASSWORD_LINK_NOT_FOUND: {
    exitCode: 1,
    status: 404,
    retryable: false,
    title: 'This link does not exist.',
  },
  MAIL_NOT_SET: { exitCode: 2, status: 409, retryable: false, title: 'This site sends no mail.' },
  MAIL_NOT_SENT: { exitCode: 1, status: 502, retryable: true, title: 'The mail was not sent.' },
  LAST_ADMIN: { exitCode: 1, status: 409, retryable: false, title: 'The last admin must stay an admin.' },
  API_KEY_NOT_FOUND: { exitCode: 1, status: 404, retryable: false, title: 'There is no such API key.' },
  ENCRYPTION_KEY_MISSING: {
    exitCode: 1,
    status: 409,
    retryable: false,
    title: 'The encryption key for this secret is missing.',
  },
  EDIT_NEEDS_VERSION: {
    exitCode: 1,
    status: 428,
    retryable: false,
    title: 'An edit must say which version it changes.',
  },
  EDITED_MEANWHILE: {
    exitCode: 1,
    status: 412,
    retryable: false,
    title: 'Somebody else has changed this in the meantime.',
  },
  COMMAND_DIFFERS: {
    exitCode: 1,
    status: 422,
    retryable: false,
    title: 'This idempotency key was used for a different request.',
  },
  COMMAND_UNDER_WAY: { exitCode: 1, status: 409, retryable: true, title: 'The same request is still being processed.' },
  BODY_TOO_LARGE: { exitCode: 1, status: 413, retryable: false, title: 'The request is too large.' },
  MEDIA_TYPE_UNSUPPORTED: { exitCode: 1, status: 415, retryable: false, title: 'The body is not JSON.' },
  TOO_MANY_REQUESTS: { exitCode: 1, status: 429, retryable: true, title: 'Too many requests.' },
  WEBHOOK_REFUSED: { exitCode: 1, status: 404, retryable: false, title: 'Credly does not confirm the event.' },
  WEBHOOK_UNVERIFIED: {
    exitCode: 1,
    status: 503,
    retryable: true,
    title: 'The event could not be verified with Credly.',
  },
  DEFECT: { exitCode: 1, status: 500, retryable: false, title: 'This is a bug in Laurel.' },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorRegistry;

/**
 * An error that an operator can act on. The message says what is wrong and what to do; it holds no personal data and no
 * secret.
 */
export class LaurelError extends Error {
  readonly code: ErrorCode;
  /** One sentence each: every mistake found, not only the first. */
  readonly told: readonly Told[];

  constructor(code: ErrorCode, details: Told | readonly Told[], options?: ErrorOptions) {
    const told = details instanceof Told ? [details] : details;
    super([errorRegistry[code].title, ...told].join('\n  '), options);
    this.name = 'LaurelError';
    this.code = code;
    this.told = told;
  }

  /** The same in English, one line each. */
  get details(): readonly string[] {
    return this.told.map(({ text }) => text);
  }

  get exitCode(): 1 | 2 {
    return errorRegistry[this.code].exitCode;
  }

  /** HTTP status of the API's answer. */
  get status(): number {
    return errorRegistry[this.code].status;
  }

  get retryable(): boolean {
    return errorRegistry[this.code].retryable;
  }
}

/** An error of a command, which only a terminal or a log tells: in English alone. */
export class CommandError extends LaurelError {
  constructor(code: ErrorCode, details: string | readonly string[], options?: ErrorOptions) {
    super(code, (typeof details === 'string' ? [details] : details).map(asIs), options);
    this.name = 'LaurelError';
  }
}

/**
 * What may be told of any error in logs and reports: its code, else its name. Messages can quote values, and values can be
 * personal data.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown';
}
