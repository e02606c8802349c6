/** How signing makes room for others on the same machine. */
import { expect, test } from 'vitest';
import { restAfter } from '../../src/issuing/openedx/pace.ts';
import { Processors } from '../../src/issuing/openedx/processors.ts';
import { together } from '../../src/issuing/together.ts';

test('a signing thread never rests while others need little, rests the longer the more they need, and never for long', () => {
  for (const [processorMs, othersNeed, rest] of [
    [4, 0, 0],
    [4, 0.4, 0],
    [4, 0.5, 4],
    [4, 0.55, 12],
    // A twentieth of a processor stays, however busy the machine is.
    [4, 0.6, 76],
    [4, 1, 76],
    // Whoever waits for the next one does not wait for a long one that came before.
    [500, 1, 100],
    [500, 0.5, 100],
    [500, 0.4, 0],
  ] as const)
    expect([processorMs, othersNeed, Math.round(restAfter(processorMs, othersNeed))]).toEqual([
      processorMs,
      othersNeed,
      rest,
    ]);
});

test('what others need of the processors is what is neither idle nor spent by who looks, of late', () => {
  const times = { idle: 0, all: 0 };
  const processors = new Processors(0, () => ({ ...times }));
  const after = (
    now: number,
    ownMs: number,
    { idle, all }: { readonly idle: number; readonly all: number },
  ): number => {
    times.idle += idle;
    times.all += all;
    return processors.othersNeed(now, ownMs);
  };
  expect(after(300, 100, { idle: 300, all: 500 })).toBe(0.2);
  // Until it is time to look again, what was seen holds.
  expect(after(400, 100, { idle: 0, all: 250 })).toBe(0.2);
  expect(after(600, 50, { idle: 0, all: 250 })).toBe(0.7);
  expect(after(900, 600, { idle: 0, all: 500 })).toBe(0);
  // An average over a long time would say nothing of now.
  expect(after(60_000, 5, { idle: 0, all: 10_000 })).toBe(0);
  expect(after(60_300, 5, { idle: 0, all: 100 })).toBe(0.95);
});

test('what comes alone is done at once; what comes meanwhile is done together, up to so many, and fails alone', async () => {
  const groups: number[][] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const double = together(
    async (numbers: readonly number[]) => {
      groups.push([...numbers]);
      if (numbers.includes(1)) await gate;
      if (numbers.includes(5)) throw new Error('not five');
      return numbers.map((number) => 2 * number);
    },
    { most: 3 },
  );
  const first = double(1);
  await expect.poll(() => groups).toEqual([[1]]);
  const others = [2, 3, 4, 5, 6].map(double);
  open();
  expect(await first).toBe(2);
  expect(await Promise.allSettled(others)).toMatchObject([
    { value: 4 },
    { value: 6 },
    { value: 8 },
    { reason: { message: 'not five' } },
    { value: 12 },
  ]);
  expect(groups).toEqual([[1], [2, 3, 4], [5, 6], [5], [6]]);
  expect(await double(7)).toBe(14);
});

test('with a pause the first is done at once, and what comes one by one meanwhile is done in one group after it', async () => {
  const groups: number[][] = [];
  const keep = together(
    (numbers: readonly number[]) => {
      groups.push([...numbers]);
      return Promise.resolve(numbers);
    },
    { most: 64, pauseMs: 20 },
  );
  expect(await keep(1)).toBe(1);
  const later: Promise<number>[] = [];
  for (const number of [2, 3, 4]) {
    later.push(keep(number));
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  expect(await Promise.all(later)).toEqual([2, 3, 4]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
});
