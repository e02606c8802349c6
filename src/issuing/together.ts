import { setTimeout as sleep } from 'node:timers/promises';

/** How calls are grouped. */
export interface Grouping {
  /** At most so many in one group. */
  readonly most: number;
  /** After a group this long passes before the next: in a steady flow of single calls that bounds how often the work is done. */
  readonly pauseMs?: number;
}

/**
 * Does at once what comes alone, and together what comes while others are under way or a pause lasts. The more there is to do,
 * the more is done at once. Where a group fails, each of it is done by itself, so that nobody fails because of another.
 *
 * @param work gives a result for each, in their order
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, pauseMs = 0 }: Grouping,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await work(group.map(({ item }) => item));
      // Each has one: the lengths are the same.
      for (const [place, { resolve }] of group.entries()) resolve(results[place] as Result);
    } catch (error) {
      const [first, ...others] = group;
      if (others.length === 0) first?.reject(error);
      else for (const each of group) await runGroup([each]);
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    // Those who come in the same turn come together.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    while (waiting.length > 0) {
      await runGroup(waiting.splice(0, most));
      if (pauseMs > 0) await sleep(pauseMs);
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}
