// The wallet of LearnCard takes a badge by OpenID4VCI, as its app does, and verifies it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { generateLearnCard } from '@learncard/core';
import { getDidKeyPlugin } from '@learncard/didkey-plugin';
import { getDidKitPlugin } from '@learncard/didkit-plugin';
import { expirationPlugin } from '@learncard/expiration-plugin';
import { getOpenID4VCPlugin } from '@learncard/openid4vc-plugin';
import { getVCPlugin } from '@learncard/vc-plugin';
import { asked, run } from './loopback.mjs';

const entry = createRequire(import.meta.url).resolve('@learncard/didkit-plugin');
const program = readFileSync(new URL('didkit/didkit_wasm_bg.wasm', `file://${entry}`));
let wallet = await (await generateLearnCard()).addPlugin(await getDidKitPlugin(program, false));
wallet = await wallet.addPlugin(await getDidKeyPlugin(wallet, 'a'.repeat(64), 'key'));
wallet = await wallet.addPlugin(getVCPlugin(wallet));
wallet = await wallet.addPlugin(expirationPlugin(wallet));
wallet = await wallet.addPlugin(getOpenID4VCPlugin(wallet, { fetch: globalThis.fetch }));

await run(async () => {
  const stored = [];
  if (asked.link !== undefined) {
    const { failures } = await wallet.invoke.acceptAndStoreCredentialOffer(asked.link, {
      // Where its app keeps them is a service of LearnCard's.
      upload: async (credential) => `kept:${stored.push(credential)}`,
      addToIndex: async () => true,
    });
    if (failures.length > 0) throw failures[0].error;
  }
  const credential = asked.credential ?? stored[0];
  const said = await wallet.invoke
    .verifyCredential(credential, { checks: ['proof', 'credentialStatus'] })
    // What it stores of a JWT is no JSON that its verifier knows.
    .catch((error) => ({ checks: [], warnings: [], errors: [String(error)] }));
  return { holder: wallet.id.did(), credentials: stored, said };
});
