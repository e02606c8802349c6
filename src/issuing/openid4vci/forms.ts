import type { JsonObject } from '../open-badges/json.ts';
import { signAsJwtVc } from '../open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../open-badges/proofs/sd-jwt.ts';
import { statusListTokenUrl } from '../openedx/achievement-content.ts';
import { signingKey } from '../openedx/issuing-parts.ts';
import type { IssuingParts } from '../openedx/issuing-parts.ts';
import { signForHolder } from '../wallets/holder-credential.ts';
import type { HolderCredential } from '../wallets/holder-credential.ts';
import { credentialIssuer } from './addresses.ts';
import type { ConfigurationId, Edition } from './configurations.ts';
import type { Holder } from './key-proof.ts';

/** JSON as it is, tokens as text. */
export type SignedForm = JsonObject | string;

/** In which form a wallet wants the badge, and whose it is. */
export interface WantedForm {
  readonly configuration: ConfigurationId;
  readonly edition: Edition;
  readonly holder: Holder;
}

/**
 * Signs the badge for its holder in the form that their wallet takes.
 *
 * @throws LaurelError ENCRYPTION_KEY_MISSING
 */
export async function signInForm(
  parts: IssuingParts,
  badge: HolderCredential,
  { configuration, edition, holder }: WantedForm,
): Promise<SignedForm> {
  if (configuration === 'OpenBadgeCredential') return signForHolder(parts, badge);
  const { issuer, credential, document } = badge;
  const { signing } = await signingKey(parts, issuer, 'P-256');
  if (configuration === 'OpenBadgeCredential_jwt') return signAsJwtVc(document, signing);
  const address = credentialIssuer(issuer);
  return signAsSdJwt(document, signing, {
    issuedAt: new Date().toISOString(),
    statusListToken: statusListTokenUrl(issuer, credential.listNumber),
    holder: holder.publicJwk,
    type: edition === 'final' ? 'dc+sd-jwt' : 'vc+sd-jwt',
    // Wallets of 1.0 know issuers by their https addresses, those of the drafts by their DIDs.
    ...(edition === 'final' && address.startsWith('https:') && { issuerAddress: address }),
  });
}
