import { describe, expect, test } from 'vitest';
import { remembered, TookTooLong, within } from '../../src/monitoring/remembered.ts';
import { waitFor } from '../support/wait.ts';

/** A look that ends when the test says so, and how many were begun. */
function controlled() {
  const looks: PromiseWithResolvers<number>[] = [];
  return {
    looks,
    look: () => {
      const next = Promise.withResolvers<number>();
      looks.push(next);
      return next.promise;
    },
  };
}

describe('a remembered look', () => {
  test('is shared by all who ask while it is under way, and is good for its time', async () => {
    const { looks, look } = controlled();
    const ask = remembered(look, () => 60_000);
    const answers = [ask(), ask(), ask()];
    looks[0]?.resolve(7);
    expect(await Promise.all(answers)).toEqual([7, 7, 7]);
    expect(await ask()).toBe(7);
    expect(looks).toHaveLength(1);
  });

  test('is made again when its time is over', async () => {
    const { looks, look } = controlled();
    const ask = remembered(look, () => 0);
    for (const value of [1, 2]) {
      const answer = ask();
      looks.at(-1)?.resolve(value);
      expect(await answer).toBe(value);
    }
  });

  test('that fails is not remembered', async () => {
    const { looks, look } = controlled();
    const ask = remembered(look, () => 60_000);
    const failing = ask();
    looks[0]?.reject(new Error('away'));
    await expect(failing).rejects.toThrow('away');
    const answer = ask();
    looks[1]?.resolve(3);
    expect(await answer).toBe(3);
  });

  test('gives the old answer while a new one is looked for, where that is allowed; also when it then fails', async () => {
    const { looks, look } = controlled();
    const ask = remembered(
      look,
      () => 0,
      () => 60_000,
    );
    const first = ask();
    looks[0]?.resolve(1);
    expect(await first).toBe(1);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    expect(looks).toHaveLength(2);
    looks[1]?.reject(new Error('away'));
    await waitFor('another look', async () => (await ask()) === 1 && looks.length === 3);
    looks[2]?.resolve(2);
    await waitFor('its answer', async () => (await ask()) === 2);
  });
});

test('a wait has its end, and the work goes on', async () => {
  const work = Promise.withResolvers<string>();
  await expect(within(10, work.promise)).rejects.toBeInstanceOf(TookTooLong);
  work.resolve('done');
  expect(await within(10_000, work.promise)).toBe('done');
});
