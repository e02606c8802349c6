import type { Cluster } from './cluster.ts';
import type { Partition } from './partition.ts';

const lookEveryMs = 15_000;
/** Nothing is in the way of reading, and yet for so long nothing was read. */
const stuckAfterMs = 30_000;
const readCommitted = 1;
const latestOffset = -1n;

/**
 * Finds partitions that have messages which do not arrive, without any error: clients have had such faults. It compares what
 * the brokers have with what was fetched, now and then.
 */
export class StuckWatch {
  #nextAt = performance.now() + lookEveryMs;
  /** Where fetching stood when messages were first seen to be there, and since when. */
  readonly #still = new Map<string, { readonly offset: number; readonly since: number }>();

  /** @returns the partitions that are stuck; each is told once until it moves */
  async look(client: Cluster['client'], partitions: readonly Partition[]): Promise<string[]> {
    const now = performance.now();
    if (now < this.#nextAt) return [];
    this.#nextAt = now + lookEveryMs;
    const idle = partitions.filter(({ state, isSettled, leader }) => state === 'ready' && isSettled && leader !== null);
    const stuck: string[] = [];
    for (const [topic, own] of Map.groupBy(idle, (partition) => partition.topic)) {
      const numbers = own.map(({ partition }) => partition);
      const asked = { topics: [topic], partitions: { [topic]: numbers }, isolationLevel: readCommitted };
      const ends = (await client.listOffsets({ ...asked, timestamp: latestOffset })).get(topic);
      for (const { key, partition, fetchOffset } of own) {
        const known = this.#still.get(key);
        if (Number(ends?.[partition] ?? 0n) <= fetchOffset) this.#still.delete(key);
        else if (known?.offset !== fetchOffset) this.#still.set(key, { offset: fetchOffset, since: now });
        else if (now - known.since >= stuckAfterMs) {
          this.#still.delete(key);
          stuck.push(key);
        }
      }
    }
    return stuck;
  }
}
