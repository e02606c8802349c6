import { composeCredential } from '../open-badges/credential/compose.ts';
import { signCredential } from '../open-badges/proofs/data-integrity.ts';
import type { SigningTask } from './signer.ts';

/** What a thread does that signs: plain JSON in, the signed JSON out (signer.ts). */
export async function signTask(task: SigningTask): Promise<string> {
  const document = task.kind === 'credential' ? composeCredential(task.input) : task.document;
  return JSON.stringify(await signCredential(document, task.key, task.created));
}
