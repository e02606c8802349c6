// The presentations that the Learner Credential Wallet signs in with, made with the libraries that it makes them with: a DID that
// is a key, an empty presentation, and a proof for whoever asked. Here it is told with which kind of signature.
import { DataIntegrityProof } from '@digitalcredentials/data-integrity';
import * as Ed25519Multikey from '@digitalcredentials/ed25519-multikey';
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020';
import { Ed25519VerificationKey2020 } from '@digitalcredentials/ed25519-verification-key-2020';
import { cryptosuite } from '@digitalcredentials/eddsa-rdfc-2022-cryptosuite';
import { securityLoader } from '@digitalcredentials/security-document-loader';
import * as vc from '@digitalcredentials/vc';
import { run } from './offline.mjs';

const documentLoader = securityLoader({ fetchRemoteContexts: false }).build();
const key = await Ed25519VerificationKey2020.generate();
const did = `did:key:${key.fingerprint()}`;
key.controller = did;
key.id = `${did}#${key.fingerprint()}`;

const suites = {
  Ed25519Signature2020: () => new Ed25519Signature2020({ key }),
  'eddsa-rdfc-2022': async () =>
    new DataIntegrityProof({ signer: (await Ed25519Multikey.from(key)).signer(), cryptosuite }),
};

await run(async ({ content }) => {
  const { suite: name, challenge, domain } = JSON.parse(content);
  const presentation = vc.createPresentation({ holder: did, verify: false });
  const suite = await suites[name]();
  const signed = await vc.signPresentation({ presentation, suite, challenge, domain, documentLoader });
  return { isVerified: true, said: 'signed', text: JSON.stringify(signed) };
});
