import { errorRegistry, LaurelError } from '../../errors.ts';
import { isInSettings, keyDates, sealOwner } from '../../issuing/accounts/account-keys.ts';
import { loadNames, named } from '../../issuing/accounts/names.ts';
import type { NameOf } from '../../issuing/accounts/names.ts';
import { keyAge } from '../../issuing/accounts/key-age.ts';
import { createKeyring, sealedWith } from '../../secrets.ts';
import type { Keyring } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import { loadConnections, loadSealedKeys } from '../../store/operators/connections.ts';
import type { AccountId, SealedKey, StoredConnection } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';
import { fail, ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

/** Whether the keys of the connections made in Laurel can be opened, and how old keys are, those of the settings too. */
export async function checkConnections(
  queryable: Queryable,
  settings: Settings,
  now: Date = new Date(),
): Promise<Check[]> {
  const keyring = createKeyring(settings.secrets.encryptionKeys);
  const sealed = await loadSealedKeys(queryable);
  const connections = await loadConnections(queryable);
  const nameOf = checkNames(await loadNames(queryable));
  const checks = [
    ...sealed.flatMap((key) => checkSeal(key, keyring, nameOf)),
    ...keyDates(settings, connections).flatMap((key) => checkAge(key, now, nameOf)),
    ...connections.flatMap((connection) => checkDouble(connection, settings, nameOf)),
  ];
  return checks.length > 0 || sealed.length === 0
    ? checks
    : [ok('connections', `${sealed.length} stored, all encrypted with the key "${keyring.sealsWith}"`)];
}

function checkSeal(key: SealedKey, keyring: Keyring, nameOf: CheckNames): Check[] {
  const check = nameOf(key);
  try {
    keyring.open(key.sealedKey, sealOwner(key));
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return [fail(check, errorRegistry[error.code].title, error.details.join(' '))];
  }
  const id = sealedWith(key.sealedKey);
  if (id === keyring.sealsWith) return [];
  const message = `is encrypted with the old key "${id}"; the new one is "${keyring.sealsWith}"`;
  return [
    warn(
      check,
      message,
      'Run `laurel connections rotate-keys`; keep the old key in LAUREL_ENCRYPTION_KEYS until then.',
    ),
  ];
}

function checkAge(key: ReturnType<typeof keyDates>[number], now: Date, nameOf: CheckNames): Check[] {
  const { expiresOn, warning } = keyAge(key, now);
  const place =
    key.source === 'stored'
      ? 'enter it in the connection.'
      : 'put it into BADGES_CONFIG.credly.ORGANIZATIONS, with its date in KEY_DATES.';
  const advice = `Create a new API key at Credly and ${place}`;
  if (warning === 'expired') return [warn(nameOf(key), `its API key stopped working on ${expiresOn}`, advice)];
  return warning === null ? [] : [warn(nameOf(key), `its API key stops working on ${expiresOn}`, advice)];
}

function checkDouble(connection: StoredConnection, settings: Settings, nameOf: CheckNames): Check[] {
  if (!isInSettings(settings, connection)) return [];
  const message = 'is also in the settings, and the key there is used';
  return [warn(nameOf(connection), message, 'Remove it from BADGES_CONFIG, or delete the connection.')];
}

/** What the check of a connection is called. */
type CheckNames = (account: AccountId) => string;

function checkNames(nameOf: NameOf): CheckNames {
  return (account) => `connection ${account.origin} ${named(nameOf, account)}`;
}
