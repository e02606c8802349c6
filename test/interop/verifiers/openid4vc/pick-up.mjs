// The client of the OpenWallet Foundation's library (openid4vc-ts) takes a badge, with a key on P-256.
import { createHash, randomBytes } from 'node:crypto';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { asked, run } from './loopback.mjs';

const { publicKey, privateKey } = await generateKeyPair('ES256');
const publicJwk = await exportJWK(publicKey);
const client = new Openid4vciClient({
  callbacks: {
    fetch: globalThis.fetch,
    generateRandom: (bytes) => randomBytes(bytes),
    hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    clientAuthentication: () => undefined,
    signJwt: async (_signer, { header, payload }) => ({
      jwt: await new SignJWT(payload).setProtectedHeader(header).sign(privateKey),
      signerJwk: publicJwk,
    }),
  },
});

await run(async () => {
  const credentialOffer = await client.resolveCredentialOffer(asked.link);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
  });
  const [credentialConfigurationId] = credentialOffer.credential_configuration_ids;
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
  const { jwt } = await client.createCredentialRequestJwtProof({
    issuerMetadata,
    credentialConfigurationId,
    nonce,
    signer: { method: 'jwk', alg: 'ES256', publicJwk },
  });
  const { credentialResponse } = await client.retrieveCredentials({
    accessToken: accessTokenResponse.access_token,
    issuerMetadata,
    credentialConfigurationId,
    proofs: { jwt: [jwt] },
  });
  return {
    holder: `did:jwk:${Buffer.from(JSON.stringify(publicJwk)).toString('base64url')}`,
    key: publicJwk,
    version: issuerMetadata.originalDraftVersion,
    credentials: credentialResponse.credentials.map(({ credential }) => credential),
  };
});
