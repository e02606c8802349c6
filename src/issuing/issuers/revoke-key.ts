import { ConfirmationNeeded } from '../../error-kinds.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { noEncryptionKey } from '../../secrets.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import type { IssuerKey } from '../../store/open-badges/issuer-keys.ts';
import { lockIssuer } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { keyUse, revokeKey } from '../../store/open-badges/leaked-keys.ts';
import type { KeyUse } from '../../store/open-badges/leaked-keys.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';
import type { Queryable } from '../../store/database/database.ts';
import { makeKeys, storeKey } from './issuer-keys.ts';
import { requireIssuer } from './issuers.ts';
import type { IssuerParts } from './issuers.ts';

/** What became of a key that leaked. */
export interface KeyRevocation extends KeyUse {
  /** Its id, as in the DID document. */
  readonly key: string;
  /** Id of the key that signs in its place; null when it signed no more already. */
  readonly replacedBy: string | null;
}

/**
 * Revokes a key of an issuer that fell into wrong hands: it leaves the DID document, so that nothing which it signed verifies any
 * more, whoever made it. A key that signs gets a successor, by which the badges that Laurel has of it are signed again
 * (sign-again.ts). One that is revoked already stays so.
 *
 * @throws LaurelError ISSUER_NOT_FOUND, ISSUER_KEY_NOT_FOUND, ENCRYPTION_KEY_MISSING; ConfirmationNeeded with the numbers
 */
export async function revokeIssuerKey(
  { database, keyring }: Pick<IssuerParts, 'database' | 'keyring'>,
  slug: string,
  keyId: string,
  { confirmed, howToConfirm }: { readonly confirmed: boolean; readonly howToConfirm: Told },
  by: ChangedBy,
): Promise<KeyRevocation> {
  const known = await requireKey(database, await requireIssuer(database, slug), keyId);
  if (!confirmed && known.revokedAt === null) throw question(await useOf(database, known), known, howToConfirm);
  if (keyring.sealsWith === null) throw noEncryptionKey();
  // Before the transaction: RSA takes its time. Of one that signs no more nothing is made.
  const [successor] = signs(known) ? await makeKeys([known.algorithm]) : [];
  return database.transaction(async (transaction) => {
    const issuer = (await lockIssuer(transaction, slug)) ?? (await requireIssuer(transaction, slug));
    const key = await requireKey(transaction, issuer, keyId);
    if (key.revokedAt !== null) return { key: keyId, replacedBy: null, ...(await useOf(transaction, key)) };
    const wasSigning = signs(key);
    await revokeKey(transaction, key);
    const number = wasSigning && successor ? await storeKey(transaction, keyring, issuer.id, successor) : null;
    const replacedBy = number === null ? null : `key-${number}`;
    const use = await useOf(transaction, key);
    await appendAudit(transaction, {
      ...by,
      action: 'issuer.revoke_key',
      targetType: 'issuer',
      target: slug,
      before: null,
      after: { key: keyId, algorithm: key.algorithm, replacedBy, badges: use.signed },
    });
    return { key: keyId, replacedBy, ...use };
  });
}

function signs({ retiredAt, revokedAt }: IssuerKey): boolean {
  return retiredAt === null && revokedAt === null;
}

async function requireKey(queryable: Queryable, issuer: Issuer, keyId: string): Promise<IssuerKey> {
  const keys = await loadIssuerKeys(queryable, issuer.id);
  const key = keys.find(({ number }) => `key-${number}` === keyId);
  if (key !== undefined) return key;
  throw new LaurelError(
    'ISSUER_KEY_NOT_FOUND',
    told`The issuer "${issuer.slug}" has ${keys.map(({ number }) => `key-${number}`).join(', ')}.`,
  );
}

async function useOf(queryable: Queryable, { issuerId, number }: IssuerKey): Promise<KeyUse> {
  const found = (await keyUse(queryable)).find((each) => each.issuerId === issuerId && each.number === number);
  return { signed: found?.signed ?? 0, live: found?.live ?? 0 };
}

function question({ signed, live }: KeyUse, { number, purpose }: IssuerKey, howToConfirm: Told): ConfirmationNeeded {
  const what =
    purpose === 'credential'
      ? [
          signed === 0
            ? told`None of Laurel's badges was signed by ${`key-${number}`}.`
            : told`${`key-${number}`} has signed ${signed === 1 ? told`1 badge` : told`${signed} badges`}, of which ${live} are valid now. They are signed again with another key and keep their URLs. Until then they fail verification.`,
          told`Files and wallets keep what this key signed, which never passes verification again. Learners have to download or add their badges again.`,
        ]
      : [
          told`Tokens (JWT) signed by ${`key-${number}`} never pass verification again. Learners have to download theirs again.`,
        ];
  return new ConfirmationNeeded(
    [...what, told`Use this only for a key that has leaked. It can't be undone.`, howToConfirm],
    {
      signed,
      live,
    },
  );
}
