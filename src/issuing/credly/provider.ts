import { apiBaseUrlOf } from '../environments.ts';
import type { CredlySettings } from '../../settings.ts';
import type { ProviderEnvironment } from '../../store/delivery/external.ts';
import { findKey } from '../accounts/account-keys.ts';
import type { StoredKeys } from '../accounts/account-keys.ts';
import { createProvider, isSendableKey, openAccounts } from '../accounts/accounts.ts';
import { createHttpClient } from '../http/http.ts';
import type { CallWatch } from '../http/http.ts';
import { isUuid } from '../ids.ts';
import type { Provider } from '../provider.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import { createCredlyApi } from './api.ts';
import type { CredlyApi } from './api.ts';
import type { CredlyReader, ReadOutcome } from './read.ts';

export interface CredlyOptions {
  readonly settings: CredlySettings;
  /** The keys of connections made in Laurel; without it there are those of the settings alone. */
  readonly stored?: StoredKeys;
  /** Of one call, in milliseconds. */
  readonly timeoutMs: number;
  readonly limits: RateLimits;
  /** None unless given. */
  readonly calls?: CallWatch;
  /** Tells the time, before which no badge can have been earned. */
  readonly now?: () => Date;
}

/** Looks at single things at Credly, each with the key of its organization. */
export interface CredlyReading {
  /** Where new badges go. */
  readonly environment: ProviderEnvironment;
  read<T>(
    organization: string,
    environment: ProviderEnvironment,
    look: (reader: CredlyReader) => Promise<ReadOutcome<T>>,
  ): Promise<ReadOutcome<T>>;
}

/** Credly with the organizations of the settings and of the connections. */
export function createCredlyProvider(options: CredlyOptions): Provider & CredlyReading {
  const { settings, stored } = options;
  const { environment = 'production' } = settings;
  const organizationsIn = (where: ProviderEnvironment) =>
    openAccounts<CredlyApi>({
      findKey: (account) => findKey({ origin: 'credly', account }, settings.organizations, stored),
      open: (organization, key) => openOrganization(options, where, organization, key),
    });
  const organizations = { production: organizationsIn('production'), sandbox: organizationsIn('sandbox') };
  return {
    ...createProvider('credly', environment, organizations),
    read: (organization, where, look) => organizations[where](organization, ({ reader }) => look(reader)),
  };
}

function openOrganization(
  { settings, timeoutMs, limits, calls, now }: CredlyOptions,
  environment: ProviderEnvironment,
  organization: string,
  key: string,
): CredlyApi | string {
  if (!isUuid(organization)) return `"${organization}" is no Credly organization id: it must be a UUID.`;
  if (!isSendableKey(key)) return `The API key of Credly organization ${organization} has characters no key has.`;
  const client = createHttpClient({
    baseUrl: apiBaseUrlOf(settings, environment),
    // The token as user name and an empty password: the colon belongs to it (RFC 7617).
    authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
    secret: key,
    timeoutMs,
    limiter: limits.of('credly', organization),
    watch: calls?.of('credly', organization),
  });
  return createCredlyApi(client, organization, now ?? (() => new Date()));
}
