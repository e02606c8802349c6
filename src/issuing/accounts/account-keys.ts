import { setTimeout as pause } from 'node:timers/promises';
import { errorRegistry, LaurelError } from '../../errors.ts';
import type { Keyring } from '../../secrets.ts';
import type { AccredibleSettings, CredlySettings } from '../../settings.ts';
import { findSealedKey, loadConnections } from '../../store/operators/connections.ts';
import type { AccountId, ProviderOrigin } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';

/**
 * Where the API keys of the accounts outside come from: the settings (BADGES_CONFIG), and the connections that were made
 * in Laurel. For an account that both have, the settings win.
 */
export type AccountSettings = { readonly credly: CredlySettings; readonly accredible: AccredibleSettings };

export interface KnownAccount extends AccountId {
  readonly source: 'settings' | 'stored';
}

/** The key of an account as it is now. */
export type FoundKey =
  | { readonly kind: 'key'; readonly key: string }
  /** There is none that could be used; the reason says why and what to do. */
  | { readonly kind: 'none'; readonly reason: string }
  /** The database, where it may be, does not answer. */
  | { readonly kind: 'unread' };

const unreadPauseMs = 500;

/** The keys of the connections that were made in Laurel. */
export interface StoredKeys {
  find(account: AccountId): Promise<FoundKey>;
}

/** What opens a connection's key, besides the encryption key: the account it belongs to. */
export function sealOwner({ origin, account }: AccountId): readonly string[] {
  return ['connection', origin, account];
}

/**
 * Reads a key whenever it is used, by one look at an index: a key that was changed or removed, here or by another
 * process, is so from the next call on.
 */
export function createStoredKeys(queryable: Queryable, keyring: Keyring): StoredKeys {
  return {
    async find(account) {
      let sealed: string | null;
      try {
        sealed = await findSealedKey(queryable, account);
      } catch (error) {
        if (classifyDatabaseFailure(error) !== 'away') throw error;
        // Whoever asks again at once shall not do so in a circle.
        await pause(unreadPauseMs);
        return { kind: 'unread' };
      }
      if (sealed === null) return noKey(account);
      try {
        return { kind: 'key', key: keyring.open(sealed, sealOwner(account)) };
      } catch (error) {
        if (!(error instanceof LaurelError)) throw error;
        const reason = [`The API key of ${account.origin} account "${account.account}" can't be used.`];
        return { kind: 'none', reason: [...reason, errorRegistry[error.code].title, ...error.details].join(' ') };
      }
    },
  };
}

/** The keys of the settings before the stored ones. */
export async function findKey(
  account: AccountId,
  settings: ReadonlyMap<string, string>,
  stored: StoredKeys | undefined,
): Promise<FoundKey> {
  const key = settings.get(account.account);
  if (key !== undefined) return { kind: 'key', key };
  return stored?.find(account) ?? noKey(account);
}

function noKey({ origin, account }: AccountId): FoundKey {
  const reason = `Neither the settings nor a connection have an API key for the ${origin} account "${account}".`;
  return { kind: 'none', reason };
}

/** Every account that there is a key for, those of the settings first. */
export async function knownAccounts(settings: AccountSettings, queryable: Queryable): Promise<KnownAccount[]> {
  const ofSettings = settingsAccounts(settings);
  const stored = await loadConnections(queryable);
  return [
    ...ofSettings,
    ...stored
      .filter(({ origin, account }) => !isInSettings(settings, { origin, account }))
      .map(({ origin, account }) => ({ origin, account, source: 'stored' }) as const),
  ];
}

export function settingsAccounts({ credly, accredible }: AccountSettings): KnownAccount[] {
  const of = (origin: ProviderOrigin, keys: ReadonlyMap<string, string>): KnownAccount[] =>
    [...keys.keys()].map((account) => ({ origin, account, source: 'settings' }));
  return [...of('credly', credly.organizations), ...of('accredible', accredible.accounts)];
}

/** When the provider made the key that the settings have of an account, if they say so. */
export function settingsKeyDate({ credly }: AccountSettings, { origin, account }: AccountId): string | null {
  return origin === 'credly' && credly.organizations.has(account) ? (credly.keyDates?.get(account) ?? null) : null;
}

/** Of every key whose age is known, in the settings and of connections that are in use, when its provider made it. */
export function keyDates(
  settings: AccountSettings,
  stored: readonly (AccountId & { readonly keyIssuedOn: string })[],
): (AccountId & { readonly keyIssuedOn: string; readonly source: KnownAccount['source'] })[] {
  return [
    ...settingsAccounts(settings).flatMap(({ origin, account, source }) => {
      const keyIssuedOn = settingsKeyDate(settings, { origin, account });
      return keyIssuedOn === null ? [] : [{ origin, account, keyIssuedOn, source }];
    }),
    ...stored
      .filter((connection) => !isInSettings(settings, connection))
      .map(({ origin, account, keyIssuedOn }) => ({ origin, account, keyIssuedOn, source: 'stored' }) as const),
  ];
}

export function isInSettings({ credly, accredible }: AccountSettings, { origin, account }: AccountId): boolean {
  return origin === 'credly' ? credly.organizations.has(account) : accredible.accounts.has(account);
}
