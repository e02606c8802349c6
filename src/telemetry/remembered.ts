/**
 * Remembers what a look gave for a while, so that many who ask at once, or again and again, cost one look. A look that
 * fails is not remembered; whoever waited for it fails with it.
 *
 * @param keptMs how long, by how long the look took (both in milliseconds)
 */
export function remembered<T>(look: () => Promise<T>, keptMs: (tookMs: number) => number): () => Promise<T> {
  let pending: Promise<T> | null = null;
  let last: { readonly value: T; readonly until: number } | null = null;

  async function lookAgain(): Promise<T> {
    const begun = performance.now();
    try {
      const value = await look();
      const now = performance.now();
      last = { value, until: now + keptMs(now - begun) };
      return value;
    } finally {
      pending = null;
    }
  }

  return () => {
    if (last !== null && performance.now() < last.until) return Promise.resolve(last.value);
    pending ??= lookAgain();
    return pending;
  };
}

/** Thrown when something took longer than anybody should wait for it. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
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
