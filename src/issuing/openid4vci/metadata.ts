import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { imageAddress } from '../openedx/achievement-content.ts';
import { credentialIssuer, endpoint } from './addresses.ts';
import { configurationIds, definitionOf, formatOf } from './configurations.ts';
import type { ConfigurationId, Edition } from './configurations.ts';
import { bindingMethods, proofAlgorithms } from './key-proof.ts';

export const preAuthorizedGrant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

/** What an issuer tells wallets of itself, at `openid-credential-issuer`. Nothing of it is about any learner. */
export function issuerMetadata(issuer: Issuer, edition: Edition): JsonObject {
  const { name, language, logo } = issuer;
  const picture = logo === null ? {} : { logo: { uri: imageAddress(issuer, logo), alt_text: name } };
  return {
    credential_issuer: credentialIssuer(issuer),
    credential_endpoint: endpoint(issuer, 'credential'),
    nonce_endpoint: endpoint(issuer, 'nonce'),
    display: [{ name, locale: language, ...picture }],
    credential_configurations_supported: Object.fromEntries(
      configurationIds.map((id) => [id, configuration(id, { name, locale: language, ...picture }, edition)]),
    ),
  };
}

function configuration(id: ConfigurationId, display: JsonObject, edition: Edition): JsonObject {
  return {
    format: formatOf(id, edition),
    ...definitionOf(id),
    cryptographic_binding_methods_supported: bindingMethods,
    proof_types_supported: { jwt: { proof_signing_alg_values_supported: proofAlgorithms } },
    // The final edition moved it; whoever knows the one place ignores the other.
    display: [display],
    credential_metadata: { display: [display] },
  };
}

/** What an issuer tells of the server that gives out tokens (RFC 8414): it is its own. */
export function authorizationServerMetadata(issuer: Issuer): JsonObject {
  return {
    issuer: credentialIssuer(issuer),
    token_endpoint: endpoint(issuer, 'token'),
    grant_types_supported: [preAuthorizedGrant],
    // There is no page to sign in at: who has an offer was signed in when it was made.
    response_types_supported: ['none'],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}
