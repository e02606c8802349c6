import { setTimeout as pause } from 'node:timers/promises';

/** A step of a run that did not end in its time: whatever it waited for did not come. */
export class OutOfTime extends Error {}

export interface StageOptions {
  /** After so long the step is given up. */
  readonly limitMs?: number;
  /** What can be said of it meanwhile. */
  readonly stand?: () => Promise<string>;
}

const usualLimitMs = 180_000;
const usualPace = { tellEveryMs: 15_000, standWithinMs: 5_000 };

/** The steps of a run: each tells what it waits for while that takes long, and ends by itself. */
export class Stages {
  readonly #tell: (line: string) => void;
  readonly #pace: typeof usualPace;

  constructor(tell: (line: string) => void, pace = usualPace) {
    this.#tell = tell;
    this.#pace = pace;
  }

  /** @throws OutOfTime when the work has not ended in its time; what it does later is nobody's business then */
  async run<T>(what: string, work: () => Promise<T>, { limitMs = usualLimitMs, stand }: StageOptions = {}): Promise<T> {
    const begun = performance.now();
    const over = new AbortController();
    const telling = setInterval(() => void this.#tellStand(what, begun, stand), this.#pace.tellEveryMs);
    const limit = pause(limitMs, undefined, { signal: over.signal }).then(() => {
      throw new OutOfTime(`waited ${limitMs / 1_000} s in vain: ${what}`);
    });
    limit.catch(() => {});
    try {
      return await Promise.race([work(), limit]);
    } finally {
      clearInterval(telling);
      over.abort();
    }
  }

  async #tellStand(what: string, begun: number, stand?: () => Promise<string>): Promise<void> {
    const silent = pause(this.#pace.standWithinMs, 'nothing answers', { ref: false });
    const now = stand ? `: ${await Promise.race([stand().catch(String), silent])}` : '';
    this.#tell(`waiting for ${Math.round((performance.now() - begun) / 1_000)} s: ${what}${now}`);
  }
}
