/**
 * The registry of errors. Each has a stable code, and docs/errors.md tells for each its cause, its effect and what to do;
 * a test keeps registry and page the same. Anything else that is thrown is a defect.
 */

interface ErrorDefinition {
  /** Exit code of a command that ends with it: 1 failed, 2 wrong settings or usage. */
  readonly exitCode: 1 | 2;
  /** True when the same call may succeed later without anybody's doing. */
  readonly retryable: boolean;
  /** First sentence of the message; details follow. */
  readonly title: string;
}

export const errorRegistry = {
  SETTINGS_INVALID: { exitCode: 2, retryable: false, title: 'The settings are not valid.' },
  USAGE: { exitCode: 2, retryable: false, title: 'The command was not understood.' },
  BADGES_FILE_INVALID: { exitCode: 2, retryable: false, title: 'The badges file is not valid.' },
  FILE_UNREADABLE: { exitCode: 2, retryable: false, title: 'A file could not be read.' },
  FILE_NOT_WRITTEN: { exitCode: 1, retryable: false, title: 'A file could not be written.' },
  CONFIRMATION_NEEDED: { exitCode: 2, retryable: false, title: 'Nothing was done: this needs your confirmation.' },
  TEMPLATE_NOT_FOUND: { exitCode: 1, retryable: false, title: 'There is no such badge template.' },
  LEARNER_NOT_FOUND: { exitCode: 1, retryable: false, title: 'There is no such learner.' },
  BADGE_NOT_FOUND: { exitCode: 1, retryable: false, title: 'There is no such badge.' },
  PARKED_NOT_FOUND: { exitCode: 1, retryable: false, title: 'There is no such parked message.' },
  ACCOUNT_NOT_FOUND: { exitCode: 1, retryable: false, title: 'There is no such provider account in the settings.' },
  SCHEMA_TOO_NEW: { exitCode: 1, retryable: false, title: 'The database was migrated by a newer Laurel.' },
  SCHEMA_OUTDATED: { exitCode: 1, retryable: false, title: 'The database has not been migrated.' },
  DATABASE_UNAVAILABLE: { exitCode: 1, retryable: true, title: 'The database does not answer.' },
  DATABASE_IN_USE: { exitCode: 1, retryable: true, title: 'Another process uses the embedded database.' },
  BUS_UNAVAILABLE: { exitCode: 1, retryable: true, title: 'The event bus does not answer.' },
  PROVIDER_FAILED: { exitCode: 1, retryable: true, title: 'The provider did not do what was asked.' },
  CHECKS_FAILED: { exitCode: 1, retryable: false, title: 'Not everything is as it should be.' },
  NOT_RECONCILED: { exitCode: 1, retryable: false, title: 'The providers do not hold what they should.' },
  INTERRUPTED: { exitCode: 1, retryable: true, title: 'The command was stopped before its end.' },
  ADDRESS_IN_USE: { exitCode: 1, retryable: false, title: 'The address to listen on is taken.' },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorRegistry;

/**
 * An error that an operator can act on. The message says what is wrong and what to do; it holds no personal data and no
 * secret.
 */
export class LaurelError extends Error {
  readonly code: ErrorCode;
  /** One line each: every mistake found, not only the first. */
  readonly details: readonly string[];

  constructor(code: ErrorCode, details: string | readonly string[], options?: ErrorOptions) {
    const lines = typeof details === 'string' ? [details] : details;
    super([errorRegistry[code].title, ...lines].join('\n  '), options);
    this.name = 'LaurelError';
    this.code = code;
    this.details = lines;
  }

  get exitCode(): 1 | 2 {
    return errorRegistry[this.code].exitCode;
  }

  get retryable(): boolean {
    return errorRegistry[this.code].retryable;
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
