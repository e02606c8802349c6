import { expect, test } from 'vitest';
import { inShare, Shares } from '../../src/store/database/shares.ts';

/** Works that end when the test says so, in the order in which they got their turns. */
function workshop(shares: Shares) {
  const atWork: { readonly name: string; readonly end: () => void }[] = [];
  const begun: string[] = [];
  const failed: unknown[] = [];
  return {
    begun,
    failed,
    ask: (name: string, times = 1): void => {
      for (let time = 0; time < times; time += 1)
        inShare({ name }, () =>
          shares.take(() => {
            begun.push(name);
            return new Promise<void>((resolve) => atWork.push({ name, end: resolve }));
          }),
        ).catch((error: unknown) => failed.push(error));
    },
    end: async (name: string): Promise<void> => {
      const place = atWork.findIndex((work) => work.name === name);
      atWork.splice(place, 1)[0]?.end();
      // Whoever is next begins in the turns of promises that follow.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('whoever asks for much waits behind themselves, and others take turns', async () => {
  const { ask, end, begun } = workshop(new Shares({ most: 5, mostOfOne: 3, patienceMs: 60_000 }));
  ask('greedy', 30);
  expect(begun.splice(0)).toEqual(['greedy', 'greedy', 'greedy']);
  ask('ada');
  ask('bob');
  expect(begun.splice(0)).toEqual(['ada', 'bob']);
  // All turns are taken: the next that is free goes to who has fewest, and then to who waits longest.
  ask('bob');
  ask('cleo');
  ask('ada');
  await end('greedy');
  await end('greedy');
  await end('greedy');
  expect(begun.splice(0)).toEqual(['cleo', 'greedy', 'ada']);
  await end('ada');
  expect(begun.splice(0)).toEqual(['bob']);
});

test('a wait has its end, says that the database is away, and takes no turn', async () => {
  const { ask, end, begun, failed } = workshop(new Shares({ most: 1, mostOfOne: 1, patienceMs: 1 }));
  ask('ada');
  ask('bob');
  await expect.poll(() => failed).toMatchObject([{ code: 'NO_CONNECTION_IN_TIME' }]);
  await end('ada');
  ask('cleo');
  expect(begun).toEqual(['ada', 'cleo']);
});
