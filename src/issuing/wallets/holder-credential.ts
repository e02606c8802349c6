import { findCredential } from '../../store/open-badges/credentials.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import { findIssuerById } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { isJsonObject } from '../open-badges/json.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { momentOfSigning } from '../open-badges/proofs/data-integrity.ts';
import type { IssuingParts } from '../openedx/issuing-parts.ts';
import { signingKey } from '../openedx/issuing-parts.ts';

/** The credential of a badge for one holder, ready to be signed in whatever form their wallet takes. */
export interface HolderCredential {
  readonly credential: Credential;
  readonly issuer: Issuer;
  /** Without a proof. */
  readonly document: JsonObject;
}

/**
 * The credential of a badge, with the id that its holder has proved to have: the same badge, dated as it was earned, with the
 * same place in the status list, so that a revocation reaches every copy.
 *
 * @param holder a DID
 */
export async function holderCredential(
  { database }: Pick<IssuingParts, 'database'>,
  badgeId: string,
  holder: string,
): Promise<HolderCredential> {
  const credential = await findCredential(database, badgeId);
  const issuer = credential === null ? null : await findIssuerById(database, credential.issuerId);
  if (credential?.body == null || issuer === null) throw new Error('the badge of this offer is not signed');
  const { proof: _proof, credentialSubject, ...rest } = JSON.parse(credential.body) as JsonObject;
  const subject = isJsonObject(credentialSubject) ? credentialSubject : {};
  return { credential, issuer, document: { ...rest, credentialSubject: { ...subject, id: holder } } };
}

/**
 * Signs it anew as JSON with a proof in it, by the key that its issuer signs with now.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING
 */
export async function signForHolder(
  parts: IssuingParts,
  { issuer, document }: HolderCredential,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const { signing } = await signingKey(parts, issuer, 'Ed25519');
  const created = momentOfSigning();
  return JSON.parse(
    await parts.signer.sign({ kind: 'document', document, key: signing, created }, signal),
  ) as JsonObject;
}
