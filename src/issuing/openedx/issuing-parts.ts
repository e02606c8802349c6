import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Keyring } from '../../secrets.ts';
import type { Database } from '../../store/database/database.ts';
import { loadSigningKeys } from '../../store/open-badges/issuer-keys.ts';
import type { KeyAlgorithm } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { didOf } from '../issuers/issuer-address.ts';
import { openKey } from '../issuers/issuer-keys.ts';
import { keyId } from '../open-badges/did/did-document.ts';
import type { SigningKey } from '../open-badges/proofs/data-integrity.ts';
import type { Signer } from './signer.ts';

/** What issuing badges oneself takes. */
export interface IssuingParts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly signer: Signer;
  /** Slug of the issuer of templates that name none; null: the one that was made first. */
  readonly defaultIssuer: string | null;
}

/**
 * The key by which an issuer signs now.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING when it can't be opened
 */
export async function signingKey(
  { database, keyring }: Pick<IssuingParts, 'database' | 'keyring'>,
  issuer: Issuer,
  algorithm: KeyAlgorithm,
): Promise<{ readonly number: number; readonly signing: SigningKey }> {
  const key = (await loadSigningKeys(database, issuer.id)).find((each) => each.algorithm === algorithm);
  if (key === undefined)
    throw new LaurelError('ENCRYPTION_KEY_MISSING', [
      told`The issuer "${issuer.slug}" has no ${algorithm} key.`,
      told`Give it new keys: laurel issuers rotate-key ${issuer.slug} --yes`,
    ]);
  const privateJwk = openKey(keyring, key);
  return {
    number: key.number,
    signing: { verificationMethod: keyId(didOf(issuer), `key-${key.number}`), privateJwk },
  };
}
