/** Which of a provider's environments new badges go to, and where the other one is. */
export interface EnvironmentSettings {
  /** Chosen by USE_SANDBOX; production unless given. */
  readonly environment?: 'production' | 'sandbox';
  /** Of the environment in use. */
  readonly apiBaseUrl: string;
  /** Of the other one, where badges that were issued there are revoked. */
  readonly otherApiBaseUrl?: string;
  /** Where people see the environment in use, with trailing slash: `https://credly.com/`. */
  readonly webBaseUrl?: string;
}

/** Where one environment is, for programs and for people. */
interface Place {
  readonly api: string;
  readonly web: string;
}

/** The settings of an environment, by whether USE_SANDBOX is on. */
export function environmentOf(sandbox: boolean, production: Place, trial: Place): EnvironmentSettings {
  const [used, other] = sandbox ? [trial, production] : [production, trial];
  return {
    environment: sandbox ? 'sandbox' : 'production',
    apiBaseUrl: used.api,
    otherApiBaseUrl: other.api,
    webBaseUrl: used.web,
  };
}
