import type { AccredibleSettings } from '../../settings.ts';
import { createProvider, isSendableKey } from '../accounts.ts';
import type { AccountApi } from '../accounts.ts';
import { createHttpClient } from '../http.ts';
import type { Provider } from '../provider.ts';
import type { RateLimits } from '../rate-limit.ts';
import { createAccredibleApi } from './api.ts';

export interface AccredibleOptions {
  readonly settings: AccredibleSettings;
  /** Of one call, in milliseconds. */
  readonly timeoutMs: number;
  readonly limits: RateLimits;
  /** Tells which day it is, for expiring. */
  readonly now?: () => Date;
}

/** Accredible with the accounts of the settings. */
export function createAccredibleProvider({ settings, timeoutMs, limits, now }: AccredibleOptions): Provider {
  const apis = new Map<string, AccountApi | string>();
  for (const [account, key] of settings.accounts) apis.set(account, apiOf(account, key));
  return createProvider('accredible', apis);

  function apiOf(account: string, key: string): AccountApi | string {
    if (!isSendableKey(key)) return `The API key of Accredible account "${account}" has characters no key has.`;
    const client = createHttpClient({
      baseUrl: settings.apiBaseUrl,
      authorization: `Token token=${key}`,
      secret: key,
      timeoutMs,
      limiter: limits.of('accredible', account),
    });
    return createAccredibleApi(client, now ?? (() => new Date()));
  }
}
