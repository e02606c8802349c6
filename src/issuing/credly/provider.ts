import type { CredlySettings } from '../../settings.ts';
import { createProvider, isSendableKey } from '../accounts.ts';
import type { AccountApi } from '../accounts.ts';
import { createHttpClient } from '../http.ts';
import { isUuid } from '../ids.ts';
import type { Provider } from '../provider.ts';
import type { RateLimits } from '../rate-limit.ts';
import { createCredlyApi } from './api.ts';

export interface CredlyOptions {
  readonly settings: CredlySettings;
  /** Of one call, in milliseconds. */
  readonly timeoutMs: number;
  readonly limits: RateLimits;
}

/** Credly with the organizations of the settings, and their keys from there and nowhere else (D35). */
export function createCredlyProvider({ settings, timeoutMs, limits }: CredlyOptions): Provider {
  const apis = new Map<string, AccountApi | string>();
  for (const [organization, key] of settings.organizations) apis.set(organization, apiOf(organization, key));
  return createProvider('credly', apis);

  function apiOf(organization: string, key: string): AccountApi | string {
    if (!isUuid(organization)) return `"${organization}" is no Credly organization id: it must be a UUID.`;
    if (!isSendableKey(key)) return `The API key of Credly organization ${organization} has characters no key has.`;
    const client = createHttpClient({
      baseUrl: settings.apiBaseUrl,
      // The token as user name and an empty password: the colon belongs to it (RFC 7617).
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      secret: key,
      timeoutMs,
      limiter: limits.of('credly', organization),
    });
    return createCredlyApi(client, organization);
  }
}
