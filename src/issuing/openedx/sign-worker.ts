import { setTimeout as sleep } from 'node:timers/promises';
import { composeCredential } from '../open-badges/credential/compose.ts';
import { CredentialInputError } from '../open-badges/credential/values.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { signCredential } from '../open-badges/proofs/data-integrity.ts';
import { schemaMistakes } from '../open-badges/schema/check-schema.ts';
import { restAfter } from './pace.ts';
import { Processors } from './processors.ts';
import type { SigningOutcome, SigningTask } from './signer.ts';

const processors = new Processors(performance.now());
/** Until when this thread rests, by the clock of `performance`. */
let restsUntil = 0;

/** What a thread does that signs: plain JSON in, the signed JSON out (signer.ts). */
export async function signTask(task: SigningTask): Promise<SigningOutcome> {
  const rest = restsUntil - performance.now();
  if (rest > 0) await sleep(rest);
  const before = process.threadCpuUsage();
  const outcome = await signOne(task);
  const { user, system } = process.threadCpuUsage(before);
  const [ended, used] = [performance.now(), (user + system) / 1_000];
  restsUntil = ended + restAfter(used, processors.othersNeed(ended, used));
  return outcome;
}

async function signOne(task: SigningTask): Promise<SigningOutcome> {
  try {
    const document = task.kind === 'credential' ? composeCredential(task.input) : task.document;
    const signed = await signCredential(document, task.key, task.created);
    if (task.kind === 'credential') checkSchema(signed);
    return { signed: JSON.stringify(signed) };
  } catch (error) {
    // What crosses from thread to thread loses its class.
    if (error instanceof CredentialInputError) return { refused: error.message };
    throw error;
  }
}

/** A badge that validators refuse could never be taken back into one that they accept. Some 0.3 % of what signing takes. */
function checkSchema(signed: JsonObject): void {
  const mistakes = schemaMistakes(signed, 'strict');
  if (mistakes.length > 0)
    throw new CredentialInputError(`The badge would not fit the schema of Open Badges 3.0: ${mistakes.join('; ')}.`);
}
