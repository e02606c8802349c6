import { apiBaseUrlOf } from '../environments.ts';
import type { AccredibleSettings } from '../../settings.ts';
import type { ProviderEnvironment } from '../../store/delivery/external.ts';
import { findKey } from '../accounts/account-keys.ts';
import type { StoredKeys } from '../accounts/account-keys.ts';
import { createProvider, isSendableKey, openAccounts } from '../accounts/accounts.ts';
import type { AccountApi } from '../accounts/accounts.ts';
import { createHttpClient } from '../http/http.ts';
import type { CallWatch } from '../http/http.ts';
import type { Provider } from '../provider.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import { createAccredibleApi } from './api.ts';

export interface AccredibleOptions {
  readonly settings: AccredibleSettings;
  /** The keys of connections made in Laurel; without it there are those of the settings alone. */
  readonly stored?: StoredKeys;
  /** Of one call, in milliseconds. */
  readonly timeoutMs: number;
  readonly limits: RateLimits;
  /** None unless given. */
  readonly calls?: CallWatch;
  /** Tells which day it is, for expiring. */
  readonly now?: () => Date;
}

/** Accredible with the accounts of the settings and of the connections. */
export function createAccredibleProvider(options: AccredibleOptions): Provider {
  const { settings, stored } = options;
  const { environment = 'production' } = settings;
  const accountsIn = (where: ProviderEnvironment) =>
    openAccounts<AccountApi>({
      findKey: (account) => findKey({ origin: 'accredible', account }, settings.accounts, stored),
      open: (account, key) => openAccount(options, where, account, key),
    });
  return createProvider('accredible', environment, {
    production: accountsIn('production'),
    sandbox: accountsIn('sandbox'),
  });
}

function openAccount(
  { settings, timeoutMs, limits, calls, now }: AccredibleOptions,
  environment: ProviderEnvironment,
  account: string,
  key: string,
): AccountApi | string {
  if (!isSendableKey(key)) return `The API key of Accredible account "${account}" has characters no key has.`;
  const client = createHttpClient({
    baseUrl: apiBaseUrlOf(settings, environment),
    authorization: `Token token=${key}`,
    secret: key,
    timeoutMs,
    limiter: limits.of('accredible', account),
    watch: calls?.of('accredible', account),
  });
  return createAccredibleApi(client, now ?? (() => new Date()));
}
