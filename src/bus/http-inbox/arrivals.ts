/** Tells the subscriptions of this process that its inbox stored something, so that they need not wait for their next look. */
export class Arrivals {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** Remember it before looking, and hand it to {@link wait}: what arrives in between is then not missed. */
  get count(): number {
    return this.#count;
  }

  announce(): void {
    this.#count += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Waits until there are arrivals since `count`, the time is over, or the signal is aborted. */
  wait(count: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#count !== count || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake, { once: true });
      this.#waiting.add(wake);
    });
  }
}
