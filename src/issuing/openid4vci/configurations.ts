import { credentialsContextUrl, openBadgesContextUrl } from '../open-badges/contexts/vendored.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { cryptosuite } from '../open-badges/proofs/data-integrity.ts';
import { badgeVct } from '../open-badges/proofs/sd-jwt.ts';

/** The forms of a badge that a wallet can ask for. */
export const configurationIds = [
  'OpenBadgeCredential',
  'OpenBadgeCredential_jwt',
  'OpenBadgeCredential_sd_jwt',
] as const;

/** - `OpenBadgeCredential`: JSON with a proof in it. - `_jwt`: a JWT with the badge in its claim `vc`. - `_sd_jwt`: an SD-JWT VC. */
export type ConfigurationId = (typeof configurationIds)[number];

/**
 * Which edition of OpenID4VCI a wallet speaks. They differ in where its metadata is, in what requests and answers are called, and in
 * the name of SD-JWT VCs.
 */
export type Edition = 'draft13' | 'final';

export const badgeTypes: readonly string[] = ['VerifiableCredential', 'OpenBadgeCredential'];

/** The name of a form on the wire. */
export function formatOf(configuration: ConfigurationId, edition: Edition): string {
  switch (configuration) {
    case 'OpenBadgeCredential':
      return 'ldp_vc';
    case 'OpenBadgeCredential_jwt':
      return 'jwt_vc_json';
    case 'OpenBadgeCredential_sd_jwt':
      return edition === 'final' ? 'dc+sd-jwt' : 'vc+sd-jwt';
  }
}

/** What makes up a form besides its name. */
export function definitionOf(configuration: ConfigurationId): JsonObject {
  switch (configuration) {
    case 'OpenBadgeCredential':
      return {
        credential_definition: { '@context': [credentialsContextUrl, openBadgesContextUrl], type: badgeTypes },
        credential_signing_alg_values_supported: [cryptosuite],
      };
    case 'OpenBadgeCredential_jwt':
      return { credential_definition: { type: badgeTypes }, credential_signing_alg_values_supported: ['ES256'] };
    case 'OpenBadgeCredential_sd_jwt':
      return { vct: badgeVct, credential_signing_alg_values_supported: ['ES256'] };
  }
}
