import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from './database.ts';

/** For whom something is done. Whoever learns more of it on the way changes the name. */
export interface Share {
  name: string;
}

const current = new AsyncLocalStorage<Share>();

/** Does some work, and all that follows from it, for somebody: what it asks the database for is counted as theirs. */
export function inShare<T>(share: Share, work: () => T): T {
  return current.run(share, work);
}

export interface ShareSizes {
  /** At work at once. */
  readonly most: number;
  /** Of one party at work at once. */
  readonly mostOfOne: number;
  /** How long anybody waits for a turn, in milliseconds. */
  readonly patienceMs: number;
}

interface Party {
  atWork: number;
  readonly waiting: Set<() => void>;
}

/** What a wait for a turn ends with that has lasted too long: to whoever waited, it is as if there were no connection. */
class NoTurn extends Error {
  readonly code = 'NO_CONNECTION_IN_TIME';
}

/**
 * Shares out the turns at something among all who ask for it, by the name of their {@link Share}: whoever asks for much waits
 * behind themselves. A turn goes to the party with the fewest at work, and among these to the one whose last turn is longest ago.
 */
export class Shares {
  readonly #sizes: ShareSizes;
  /** In the order of their last turns. */
  readonly #parties = new Map<string, Party>();
  #atWork = 0;

  constructor(sizes: ShareSizes) {
    this.#sizes = sizes;
  }

  /** Does the work when it is its turn. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const name = current.getStore()?.name ?? '';
    const party = this.#parties.get(name) ?? { atWork: 0, waiting: new Set() };
    this.#parties.set(name, party);
    if (this.#isFree(party)) this.#begin(name, party);
    else await this.#turn(party, name);
    try {
      return await work();
    } finally {
      party.atWork -= 1;
      this.#atWork -= 1;
      this.#forgetIdle(name, party);
      this.#giveTurns();
    }
  }

  #isFree({ atWork }: Party): boolean {
    return this.#atWork < this.#sizes.most && atWork < this.#sizes.mostOfOne;
  }

  #begin(name: string, party: Party): void {
    party.atWork += 1;
    this.#atWork += 1;
    this.#parties.delete(name);
    this.#parties.set(name, party);
  }

  #turn(party: Party, name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        party.waiting.delete(go);
        this.#forgetIdle(name, party);
        reject(new NoTurn(`no turn within ${this.#sizes.patienceMs} ms`));
      }, this.#sizes.patienceMs);
      party.waiting.add(go);
    });
  }

  #giveTurns(): void {
    for (;;) {
      const next = this.#next();
      if (next === null) return;
      const [name, party, go] = next;
      party.waiting.delete(go);
      this.#begin(name, party);
      go();
    }
  }

  #next(): readonly [string, Party, () => void] | null {
    let next: readonly [string, Party, () => void] | null = null;
    for (const [name, party] of this.#parties) {
      const [go] = party.waiting;
      if (go === undefined || !this.#isFree(party)) continue;
      if (next === null || party.atWork < next[1].atWork) next = [name, party, go];
    }
    return next;
  }

  #forgetIdle(name: string, { atWork, waiting }: Party): void {
    if (atWork === 0 && waiting.size === 0) this.#parties.delete(name);
  }
}

/** The database for many who must not keep each other from it. */
export function sharedOut(database: Omit<Database, 'forRequests'>, shares: Shares): Database {
  const shared: Database = {
    kind: database.kind,
    query: (sql, parameters) => shares.take(() => database.query(sql, parameters)),
    transaction: (work, options) => shares.take(() => database.transaction(work, options)),
    forRequests: () => shared,
    close: () => database.close(),
  };
  return shared;
}
