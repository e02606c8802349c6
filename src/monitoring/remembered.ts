/**
 * Remembers what a look gave for a while, so that many who ask at once, or again and again, cost one look. A look that
 * fails is not remembered; whoever waited for it fails with it.
 *
 * @param keptMs how long, by how long the look took (both in milliseconds)
 * @param staleMs how long the old answer is still good for whoever would have to wait for a new one; it is looked for then.
 * Not at all unless told
 */
export function remembered<T>(
  look: () => Promise<T>,
  keptMs: (tookMs: number) => number,
  staleMs: (tookMs: number) => number = () => 0,
): () => Promise<T> {
  let pending: Promise<T> | null = null;
  let last: { readonly value: T; readonly until: number; readonly staleUntil: number } | null = null;

  async function lookAgain(): Promise<T> {
    const begun = performance.now();
    try {
      const value = await look();
      const now = performance.now();
      const took = now - begun;
      last = { value, until: now + keptMs(took), staleUntil: now + staleMs(took) };
      return value;
    } finally {
      pending = null;
    }
  }

  return () => {
    const now = performance.now();
    if (last !== null && now < last.until) return Promise.resolve(last.value);
    pending ??= lookAgain();
    if (last === null || now >= last.staleUntil) return pending;
    // Whoever asks next hears of it if it fails again.
    pending.catch(() => {});
    return Promise.resolve(last.value);
  };
}

/** Thrown when something took longer than anybody should wait for it. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  /** What the driver's own time-outs have: to whoever waited it is the same. */
  readonly code = 'NO_ANSWER_IN_TIME';
}

/** Waits for the work, but no longer than so; the work goes on by itself. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
