// The wallet of LearnCard: its verifier is in Rust (ssi), compiled to WebAssembly.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expirationPlugin } from '@learncard/expiration-plugin';
import { generateLearnCard } from '@learncard/core';
import { getDidKitPlugin } from '@learncard/didkit-plugin';
import { run } from './offline.mjs';

const entry = createRequire(import.meta.url).resolve('@learncard/didkit-plugin');
const program = readFileSync(new URL('didkit/didkit_wasm_bg.wasm', `file://${entry}`));
let wallet = await (await generateLearnCard()).addPlugin(await getDidKitPlugin(program, false));
wallet = await wallet.addPlugin(expirationPlugin(wallet));

await run(async ({ content }) => {
  const credential = JSON.parse(content);
  const options = { checks: ['proof', ...(credential.credentialStatus ? ['credentialStatus'] : [])] };
  const said = await wallet.invoke.verifyCredential(credential, options);
  return { isVerified: said.errors.length === 0 && said.warnings.length === 0 && said.checks.includes('proof'), said };
});
