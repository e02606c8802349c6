import { LaurelError } from '../../errors.ts';
import { noEncryptionKey, sealedWith } from '../../secrets.ts';
import type { Keyring } from '../../secrets.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { Actor, AuditRecord } from '../../store/operators/audit.ts';
import { lockSealedKeys, storeSealedKey } from '../../store/operators/connections.ts';
import { lockSigningKeys, storeSealedIssuerKey } from '../../store/open-badges/issuer-keys.ts';
import type { Transaction } from '../../store/database/database.ts';
import { issuerSealOwner } from '../issuers/issuer-keys.ts';
import { sealOwner } from './account-keys.ts';

/** What a rotation of the encryption keys did. */
export interface Rotation {
  /** Id of the key that seals now. */
  readonly sealsWith: string;
  readonly resealed: number;
  /** Were sealed with it before. */
  readonly current: number;
  /** Could not be opened, and are as they were: API keys of connections by their account, keys of issuers by theirs. */
  readonly failed: readonly { readonly owner: string; readonly reason: string }[];
}

/** Something that is kept sealed: what it belongs to, for the seal and for people, and how it is stored again. */
interface SealedSecret {
  readonly sealed: string;
  readonly sealOwner: readonly string[];
  readonly owner: string;
  readonly audited: Pick<AuditRecord, 'action' | 'targetType' | 'target'>;
  store(sealed: string): Promise<void>;
}

/**
 * Seals the API keys of all connections and the keys of all issuers with the first encryption key, after which the others
 * are needed no more.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING when there is no encryption key at all
 */
export async function rotateKeys(transaction: Transaction, keyring: Keyring, actor: Actor): Promise<Rotation> {
  const { sealsWith } = keyring;
  if (sealsWith === null) throw noEncryptionKey();
  const failed: { owner: string; reason: string }[] = [];
  let [resealed, current] = [0, 0];
  for (const secret of await everythingSealed(transaction)) {
    const done = await reseal(transaction, keyring, secret, actor);
    if (done === 'current') current += 1;
    else if (done === 'resealed') resealed += 1;
    else failed.push({ owner: secret.owner, reason: done.because });
  }
  return { sealsWith, resealed, current, failed };
}

async function everythingSealed(transaction: Transaction): Promise<SealedSecret[]> {
  const connections = await lockSealedKeys(transaction);
  const issuerKeys = await lockSigningKeys(transaction);
  return [
    ...connections.map((key): SealedSecret => {
      const target = `${key.origin}/${key.account}`;
      return {
        sealed: key.sealedKey,
        sealOwner: sealOwner(key),
        owner: target,
        audited: { action: 'connection.reseal', targetType: 'connection', target },
        store: (sealedKey) => storeSealedKey(transaction, { ...key, sealedKey }),
      };
    }),
    ...issuerKeys.map((key): SealedSecret => ({
      sealed: key.sealedKey,
      sealOwner: issuerSealOwner(key),
      owner: `issuer ${key.issuer}, key-${key.number}`,
      audited: { action: 'issuer.reseal', targetType: 'issuer', target: key.issuer },
      store: (sealedKey) => storeSealedIssuerKey(transaction, { ...key, sealedKey }),
    })),
  ];
}

async function reseal(
  transaction: Transaction,
  keyring: Keyring,
  { sealed, sealOwner: owner, audited, store }: SealedSecret,
  actor: Actor,
): Promise<'current' | 'resealed' | { readonly because: string }> {
  const before = sealedWith(sealed);
  let secret: string;
  try {
    secret = keyring.open(sealed, owner);
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return { because: error.details.join(' ') };
  }
  if (before === keyring.sealsWith) return 'current';
  await store(keyring.seal(secret, owner));
  await appendAudit(transaction, {
    actor,
    ...audited,
    before: { encryptionKey: before },
    after: { encryptionKey: keyring.sealsWith },
  });
  return 'resealed';
}
