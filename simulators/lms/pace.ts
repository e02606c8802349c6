import { setTimeout as delay } from 'node:timers/promises';

/** How a sender goes about it. */
export interface SendOptions {
  /** Events per second; null, the default, is as fast as possible. */
  readonly rate?: number | null;
  /** Events sent together, at most; default 100. */
  readonly batchSize?: number;
  /** Stops the sending, also while it waits. */
  readonly signal?: AbortSignal;
  /** Told after each batch that was taken: how many events were sent so far. */
  readonly onSent?: (total: number) => void;
}

/** Takes events off a stream in batches, at a chosen rate: a batch is what is due by then, at most the batch size. */
export async function* paced<T>(
  events: Iterable<T>,
  { rate = null, batchSize = 100, signal }: SendOptions,
): AsyncGenerator<readonly T[], void, undefined> {
  const started = performance.now();
  let sent = 0;
  let batch: T[] = [];
  for (const event of events) {
    if (signal?.aborted) return;
    if (rate !== null) {
      const wait = started + (sent / rate) * 1000 - performance.now();
      // What is due is sent before waiting for what is not.
      if (wait > 1 && batch.length > 0) {
        yield batch;
        batch = [];
      }
      if (wait > 1) await rest(wait, signal);
      if (signal?.aborted) return;
    }
    batch.push(event);
    sent += 1;
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The first so many of a stream. */
export function* take<T>(count: number, events: Iterator<T>): Generator<T, void, undefined> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = events.next();
    if (next.done === true) return;
    yield next.value;
  }
}

/** Tries until it works or the signal is aborted, with growing pauses. */
export async function persistently<T>(attempt: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted || error instanceof Refused) throw error;
      await rest(Math.min(2000, 20 * 2 ** failures), signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** The receiver will never take it: trying again is of no use. */
export class Refused extends Error {}

/** Waits; shorter when the signal is aborted. */
async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal && { signal }).catch(() => undefined);
}
