import { LaurelError } from '../../errors.ts';
import { noEncryptionKey, sealedWith } from '../../secrets.ts';
import type { Keyring } from '../../secrets.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { Actor } from '../../store/operators/audit.ts';
import { lockSealedKeys, storeSealedKey } from '../../store/operators/connections.ts';
import type { SealedKey } from '../../store/operators/connections.ts';
import type { Transaction } from '../../store/database/database.ts';
import { sealOwner } from './account-keys.ts';

/** What a rotation of the encryption keys did. */
export interface Rotation {
  /** Id of the key that seals now. */
  readonly sealsWith: string;
  readonly resealed: number;
  /** Were sealed with it before. */
  readonly current: number;
  /** Could not be opened, and are as they were. */
  readonly failed: readonly { readonly connection: string; readonly reason: string }[];
}

/**
 * Seals the keys of all connections with the first encryption key, after which the others are needed no more.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING when there is no encryption key at all
 */
export async function rotateKeys(transaction: Transaction, keyring: Keyring, actor: Actor): Promise<Rotation> {
  const { sealsWith } = keyring;
  if (sealsWith === null) throw noEncryptionKey();
  const failed: { connection: string; reason: string }[] = [];
  let [resealed, current] = [0, 0];
  for (const key of await lockSealedKeys(transaction)) {
    const connection = `${key.origin}/${key.account}`;
    const reason = await reseal(transaction, keyring, key, actor, connection);
    if (reason === 'current') current += 1;
    else if (reason === 'resealed') resealed += 1;
    else failed.push({ connection, reason: reason.because });
  }
  return { sealsWith, resealed, current, failed };
}

async function reseal(
  transaction: Transaction,
  keyring: Keyring,
  key: SealedKey,
  actor: Actor,
  target: string,
): Promise<'current' | 'resealed' | { readonly because: string }> {
  const owner = sealOwner(key);
  const before = sealedWith(key.sealedKey);
  let secret: string;
  try {
    secret = keyring.open(key.sealedKey, owner);
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return { because: error.details.join(' ') };
  }
  if (before === keyring.sealsWith) return 'current';
  await storeSealedKey(transaction, { ...key, sealedKey: keyring.seal(secret, owner) });
  await appendAudit(transaction, {
    actor,
    action: 'connection.reseal',
    targetType: 'connection',
    target,
    before: { encryptionKey: before },
    after: { encryptionKey: keyring.sealsWith },
  });
  return 'resealed';
}
