import type { ApiParts } from '../../src/api/parts.ts';
import { createStoredKeys } from '../../src/issuing/accounts/account-keys.ts';
import { createAccredibleProvider } from '../../src/issuing/accredible/provider.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createOpenedxProvider } from '../../src/issuing/openedx/provider.ts';
import { createSigner } from '../../src/issuing/openedx/signer.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { createKeyring } from '../../src/secrets.ts';
import type { Settings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';

/** The real adapters, with the keys of the settings and of the database, as the API has them. */
export function realProviders(
  settings: Settings,
  database: Database,
): Pick<ApiParts, 'providers' | 'credly' | 'issuing'> {
  const keyring = createKeyring(settings.secrets.encryptionKeys);
  const stored = createStoredKeys(database, keyring);
  const { timeoutMs, ratePerSecond } = settings.delivery;
  const shared = { stored, timeoutMs, limits: createRateLimits(ratePerSecond, null) };
  const providers = [
    createOpenedxProvider(null),
    createCredlyProvider({ settings: settings.credly, ...shared }),
    createAccredibleProvider({ settings: settings.accredible, ...shared }),
  ];
  return {
    issuing: { database, keyring, signer: createSigner(1), defaultIssuer: settings.issuing.defaultIssuer },
    providers: new Map(providers.map((provider) => [provider.origin, provider])),
    credly: createCredlyProvider({
      settings: settings.credly,
      ...shared,
      limits: createRateLimits(ratePerSecond, null),
    }),
  };
}
