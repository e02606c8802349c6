// The SD-JWT VC library of the OpenWallet Foundation, which wallets of the European Union are built on.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { run, served } from './offline.mjs';

/** The key that a token names: in the metadata of an issuer that is an address, in the document of one that is a did:web. */
function keyOf(issuer, kid) {
  if (issuer.startsWith('https:')) {
    const { origin, pathname } = new URL(issuer);
    const metadata = JSON.parse(served[`${origin}/.well-known/jwt-vc-issuer${pathname}`]);
    if (metadata.issuer !== issuer) throw new Error(`That is the metadata of ${metadata.issuer}.`);
    return metadata.jwks.keys.find((key) => key.kid === kid);
  }
  const document = JSON.parse(served[`https://${issuer.slice('did:web:'.length).replaceAll(':', '/')}/did.json`]);
  return (
    document.assertionMethod.includes(kid) && document.verificationMethod.find(({ id }) => id === kid)?.publicKeyJwk
  );
}

function isSignedBy(issuer) {
  return async (data, signature) => {
    const [{ kid }, { iss = issuer }] = data.split('.').map((part) => JSON.parse(Buffer.from(part, 'base64url')));
    // Badge and status list are the same issuer's, by the name that the badge gives it; a list that says who it is of says that.
    if (iss !== issuer) throw new Error(`${iss} is not ${issuer}.`);
    const jwk = keyOf(issuer, kid);
    if (!jwk) throw new Error(`${kid} is no key of ${issuer}.`);
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return verify('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  };
}

await run(async ({ content }) => {
  const { iss, status } = JSON.parse(Buffer.from(content.split('.')[1], 'base64url'));
  // Without one the library has nothing to say, and says so to nobody.
  if (!status) throw new Error('The badge has no status.');
  const instance = new SDJwtVcInstance({
    hasher: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
    hashAlg: 'sha-256',
    verifier: isSignedBy(iss),
    statusListFetcher: async (url) => served[url] ?? Promise.reject(new Error(`${url} is not served.`)),
  });
  const { payload } = await instance.verify(content, {
    requiredClaimKeys: ['iss', 'vct', 'achievement', 'credentialSubject'],
  });
  return { isVerified: true, said: { name: payload.name } };
});
