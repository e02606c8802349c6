// did-jwt: JWTs of issuers that have a DID, with cryptography in JavaScript. It knows ES256 and not RS256.
import { verifyJWT } from 'did-jwt';
import { isRevoked, run, served } from './offline.mjs';

const resolver = {
  resolve: async (did) => {
    const document = served[`https://${did.slice('did:web:'.length).replaceAll(':', '/')}/did.json`];
    if (document === undefined) return { didResolutionMetadata: { error: 'notFound' } };
    return { didResolutionMetadata: {}, didDocumentMetadata: {}, didDocument: JSON.parse(document) };
  },
};

await run(async ({ content }) => {
  const { verified, payload } = await verifyJWT(content, { resolver, proofPurpose: 'assertionMethod' });
  if (payload.iss !== payload.issuer.id) throw new Error('The issuer is another than the one that signed.');
  // Status lists are nothing of this library's.
  const revoked = isRevoked(payload.credentialStatus);
  return { isVerified: verified && !revoked, said: { verified, revoked } };
});
