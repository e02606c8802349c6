/** Which of a provider's environments new badges go to, and where the other one is. */
export interface EnvironmentSettings {
  /** Chosen by USE_SANDBOX; production unless given. */
  readonly environment?: 'production' | 'sandbox';
  /** Of the environment in use. */
  readonly apiBaseUrl: string;
  /** Of the other one, where badges that were issued there are revoked. */
  readonly otherApiBaseUrl?: string;
}

/** The settings of an environment, by whether USE_SANDBOX is on. */
export function environmentOf(sandbox: boolean, production: string, trial: string): EnvironmentSettings {
  return sandbox
    ? { environment: 'sandbox', apiBaseUrl: trial, otherApiBaseUrl: production }
    : { environment: 'production', apiBaseUrl: production, otherApiBaseUrl: trial };
}
