import type { Fetcher } from './fetcher.ts';

/** One fetcher for each broker that leads partitions of this process. */
export class Fetchers {
  readonly #open: (node: number) => Fetcher;
  readonly #ofBrokers = new Map<number, Fetcher>();

  constructor(open: (node: number) => Fetcher) {
    this.#open = open;
  }

  get troubles(): readonly (string | null)[] {
    return [...this.#ofBrokers.values()].map(({ trouble }) => trouble);
  }

  /** Begins to fetch from brokers that are new, and ends with those that lead nothing any more. */
  keepTo(nodes: ReadonlySet<number>): void {
    for (const node of nodes) if (!this.#ofBrokers.has(node)) this.#ofBrokers.set(node, this.#open(node));
    for (const [node, fetcher] of this.#ofBrokers) {
      if (nodes.has(node)) continue;
      this.#ofBrokers.delete(node);
      void fetcher.close();
    }
  }

  /** There may be something to fetch now. */
  wake(): void {
    for (const fetcher of this.#ofBrokers.values()) fetcher.wake();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#ofBrokers.values()].map((fetcher) => fetcher.close()));
  }
}
