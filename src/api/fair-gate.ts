export interface GateSizes {
  /** Inside at once. */
  readonly most: number;
  /** Of one party inside at once. */
  readonly mostOfOne: number;
  /** Of one party waiting at once; more are turned away. */
  readonly mostWaitingOfOne: number;
}

/** Who of one party is inside, and who waits. */
interface Party {
  inside: number;
  readonly waiting: Set<() => void>;
}

/**
 * Lets few in at once, and of each party fewer still, so that nobody can take all the places. Who finds no place for
 * their party waits; who waits holds no place.
 */
export class FairGate {
  readonly #sizes: GateSizes;
  readonly #parties = new Map<string, Party>();
  #inside = 0;

  constructor(sizes: GateSizes) {
    this.#sizes = sizes;
  }

  /** @returns what to call when leaving; null when there is no place until the signal is aborted, or too many wait */
  async enter(name: string, signal: AbortSignal): Promise<(() => void) | null> {
    const party = this.#parties.get(name) ?? { inside: 0, waiting: new Set() };
    this.#parties.set(name, party);
    if (party.inside >= this.#sizes.mostOfOne) {
      if (party.waiting.size >= this.#sizes.mostWaitingOfOne) return null;
      if (!(await waitIn(party.waiting, signal))) return this.#turnAway(name, party);
    } else if (this.#inside >= this.#sizes.most) {
      return this.#turnAway(name, party);
    } else {
      party.inside += 1;
      this.#inside += 1;
    }
    return () => this.#leave(name, party);
  }

  /** The place goes to the next of the same party. */
  #leave(name: string, party: Party): void {
    const [next] = party.waiting;
    if (next !== undefined) return next();
    party.inside -= 1;
    this.#inside -= 1;
    this.#forget(name, party);
  }

  #turnAway(name: string, party: Party): null {
    this.#forget(name, party);
    return null;
  }

  #forget(name: string, { inside, waiting }: Party): void {
    if (inside === 0 && waiting.size === 0) this.#parties.delete(name);
  }
}

/** @returns whether it was called before the signal was aborted */
function waitIn(waiting: Set<() => void>, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (called: boolean): void => {
      waiting.delete(go);
      signal.removeEventListener('abort', giveUp);
      resolve(called);
    };
    const go = (): void => end(true);
    const giveUp = (): void => end(false);
    signal.addEventListener('abort', giveUp, { once: true });
    waiting.add(go);
  });
}
