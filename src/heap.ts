import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the engine's garbage cheap, by forbidding V8 to allocate arrays among the old objects at once because arrays of the
 * same place in the code have often lived long.
 *
 * A batch of messages lives a few milliseconds, long enough for V8 to guess so. But an array among the old objects keeps
 * what it refers to, until all old objects are looked through: each batch then costs several times what it should. To be
 * called once, before anything else runs.
 */
export function keepBatchesYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
