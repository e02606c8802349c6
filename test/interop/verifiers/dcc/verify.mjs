// The core of the Learner Credential Wallet and of VerifierPlus, of the Digital Credentials Consortium.
import { verifyCredential } from '@digitalcredentials/verifier-core';
import { run } from './offline.mjs';

await run(async ({ content }) => {
  const credential = JSON.parse(content);
  const { log = [], errors = [] } = await verifyCredential({ credential, knownDIDRegistries: [] });
  const valid = Object.fromEntries(log.map(({ id, valid }) => [id, valid]));
  const isVerified = ['valid_signature', 'expiration', 'revocation_status'].every((id) => valid[id] === true);
  return { isVerified, said: { valid, errors: errors.map(({ name, message }) => `${name}: ${message}`) } };
});
