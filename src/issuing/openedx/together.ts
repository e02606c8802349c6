/**
 * Does alone what comes alone, and together what comes while others are under way: nobody waits for company, and the more there is
 * to do, the more is done at once. Where a group fails, each of it is done by itself, so that nobody fails because of another.
 *
 * @param work gives a result for each, in their order
 * @param most of one group
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
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
    while (waiting.length > 0) await runGroup(waiting.splice(0, most));
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}
