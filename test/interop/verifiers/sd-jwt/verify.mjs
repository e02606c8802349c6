// The SD-JWT VC library of the OpenWallet Foundation, which wallets of the European Union are built on.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { run, served } from './offline.mjs';

/** The key that a token names has to stand in the document of its issuer. */
function isSignedBy(issuer) {
  return async (data, signature) => {
    const { kid } = JSON.parse(Buffer.from(data.split('.')[0], 'base64url'));
    const document = JSON.parse(served[`https://${issuer.slice('did:web:'.length).replaceAll(':', '/')}/did.json`]);
    const method = document.verificationMethod.find(({ id }) => id === kid);
    if (!method || !document.assertionMethod.includes(kid)) throw new Error(`${kid} is no key of ${issuer}.`);
    const key = createPublicKey({ key: method.publicKeyJwk, format: 'jwk' });
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
