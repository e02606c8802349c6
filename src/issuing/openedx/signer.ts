import { Piscina } from 'piscina';
import type { CredentialInput } from '../open-badges/credential/input.ts';
import { CredentialInputError } from '../open-badges/credential/values.ts';
import type { JsonObject } from '../open-badges/json.ts';
import type { SigningKey } from '../open-badges/proofs/data-integrity.ts';

/** What a thread is asked to sign; plain values, which go to it as a copy. */
export type SigningTask = { readonly key: SigningKey; readonly created: string } & (
  | { readonly kind: 'credential'; readonly input: CredentialInput }
  | { readonly kind: 'document'; readonly document: JsonObject }
);

/** What a thread made of it: the signed JSON, or why there can be none, in words for whoever wrote the template. */
export type SigningOutcome = { readonly signed: string } | { readonly refused: string };

/** Signs in threads of its own: bringing a credential into canonical form takes milliseconds, and nobody else shall wait for that. */
export interface Signer {
  /**
   * @returns the signed credential as JSON, in the bytes that are kept and served
   * @throws CredentialInputError for what can't be written as an Open Badge
   */
  sign(task: SigningTask, signal?: AbortSignal): Promise<string>;
  /** Lets what is being signed end, and then the threads. */
  close(): Promise<void>;
}

/** Of one thread: a site's own load is some 100 MB; more than this and it has run away. */
const mostHeapMb = 512;
/** Threads end some time after the last badge: most sites award few. */
const idleMs = 10_000;
/**
 * Signing yields to the loop of its own process, by a third of its weight. At the lowest priority it would get nothing for minutes where
 * processors are short, and a badge that waits for minutes looks lost; pace.ts makes room.
 */
const niceness = 5;

/** @param threads at most; none is started before there is something to sign */
export function createSigner(threads: number): Signer {
  let pool: Piscina<SigningTask, SigningOutcome> | null = null;
  const open = (): Piscina<SigningTask, SigningOutcome> =>
    (pool ??= new Piscina({
      filename: new URL('./sign-worker.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      niceIncrement: niceness,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    }));
  return {
    sign: async (task, signal) => {
      const outcome = await open().run(task, { name: 'signTask', ...(signal !== undefined && { signal }) });
      if ('refused' in outcome) throw new CredentialInputError(outcome.refused);
      return outcome.signed;
    },
    close: async () => {
      await pool?.destroy();
      pool = null;
    },
  };
}
