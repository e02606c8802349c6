/** How signing makes room for others on the same machine. */
import { expect, test } from 'vitest';
import { restAfter } from '../../src/issuing/openedx/pace.ts';
import { Processors } from '../../src/issuing/openedx/processors.ts';
import { together } from '../../src/issuing/together.ts';

test('a thread that had to wait for a processor rests in proportion, not for long; one that had none to wait for never does', () => {
  for (const [wall, processor, rest] of [
    [4, 4, 0],
    // Clocks of different grain.
    [4, 4.5, 0],
    [5, 4, 4],
    [8, 4, 16],
    [500, 4, 50],
  ] as const)
    expect([wall, processor, restAfter(wall, processor)]).toEqual([wall, processor, rest]);
});

test('processors are short where hardly any is idle, by what they did of late', () => {
  const times = { idle: 0, all: 0 };
  const processors = new Processors(0, () => ({ ...times }));
  const after = (now: number, idle: number): boolean => {
    times.idle += idle;
    times.all += 500;
    return processors.areShort(now);
  };
  expect(after(300, 10)).toBe(true);
  // Until it is time to look again, what was seen holds.
  expect(after(400, 400)).toBe(true);
  expect(after(600, 400)).toBe(false);
  expect(after(900, 90)).toBe(true);
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
