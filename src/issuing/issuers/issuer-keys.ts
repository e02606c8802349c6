import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Keyring } from '../../secrets.ts';
import type { Queryable, Transaction } from '../../store/database/database.ts';
import { insertIssuerKey, keyAlgorithms, loadSigningKeys, nextKeyNumber } from '../../store/open-badges/issuer-keys.ts';
import type { KeyAlgorithm, KeyPurpose, SealedIssuerKey } from '../../store/open-badges/issuer-keys.ts';
import { generateKey } from '../open-badges/keys/keys.ts';
import type { KeyPair, PrivateJwk } from '../open-badges/keys/keys.ts';

const purposeOf: Readonly<Record<KeyAlgorithm, KeyPurpose>> = {
  Ed25519: 'credential',
  'P-256': 'token',
  RSA: 'token',
};

/** Makes key pairs; to be done before a transaction, for RSA takes its time. */
export function makeKeys(algorithms: readonly KeyAlgorithm[] = keyAlgorithms): Promise<KeyPair[]> {
  return Promise.all(algorithms.map((algorithm) => generateKey(algorithm)));
}

/** Stores a key that signs from now on. To be called with the issuer's row locked, and no other key that signs so. */
export async function storeKey(
  transaction: Transaction,
  keyring: Keyring,
  issuerId: number,
  { algorithm, publicJwk, privateJwk }: KeyPair,
): Promise<number> {
  const number = await nextKeyNumber(transaction, issuerId);
  const sealedKey = keyring.seal(JSON.stringify(privateJwk), issuerSealOwner({ issuerId, number }));
  await insertIssuerKey(transaction, {
    issuerId,
    number,
    algorithm,
    purpose: purposeOf[algorithm],
    publicJwk,
    sealedKey,
  });
  return number;
}

/** What opens the private part of an issuer's key, besides the encryption key. */
export function issuerSealOwner({ issuerId, number }: Pick<SealedIssuerKey, 'issuerId' | 'number'>): readonly string[] {
  return ['issuer', String(issuerId), String(number)];
}

/**
 * Opens the private part of a key.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING
 */
export function openKey(keyring: Keyring, key: SealedIssuerKey): PrivateJwk {
  try {
    return JSON.parse(keyring.open(key.sealedKey, issuerSealOwner(key))) as PrivateJwk;
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    throw lostKey(key, error);
  }
}

/**
 * Makes sure that every key that signs can be opened here: a process that could not sign must not start, and then let
 * badges fail one by one.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING, with every issuer that is concerned and what to do
 */
export async function requireIssuerKeys(queryable: Queryable, keyring: Keyring): Promise<void> {
  const lost = (await loadSigningKeys(queryable, null)).flatMap((key) => {
    try {
      openKey(keyring, key);
      return [];
    } catch (error) {
      if (!(error instanceof LaurelError)) throw error;
      return error.told;
    }
  });
  if (lost.length > 0)
    throw new LaurelError('ENCRYPTION_KEY_MISSING', [...new Map(lost.map((each) => [each.text, each])).values()]);
}

function lostKey({ issuer, number, algorithm }: SealedIssuerKey, cause: LaurelError): LaurelError {
  const [why = ''] = cause.told;
  return new LaurelError(
    'ENCRYPTION_KEY_MISSING',
    [
      told`The ${algorithm} key ${number} of the issuer "${issuer}" can't be decrypted. ${why}`,
      told`Add that encryption key to LAUREL_ENCRYPTION_KEYS again and restart Laurel. If it is lost, give the issuer new keys: laurel issuers rotate-key ${issuer} --yes. Badges it has already issued can still be verified.`,
    ],
    { cause },
  );
}
