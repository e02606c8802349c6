import { expect, test } from 'vitest';
import { Stages } from './stages.ts';

const never = (): Promise<never> => new Promise(() => {});

test('a step that never ends ends in its time, and says what it waited for', async () => {
  const stages = new Stages(() => {});
  await expect(stages.run('Kafka takes the events', never, { limitMs: 20 })).rejects.toThrow(
    'waited 0.02 s in vain: Kafka takes the events',
  );
});

test('a step that takes long tells how it stands, also when nothing can be found out', async () => {
  const lines: string[] = [];
  const stages = new Stages((line) => lines.push(line), { tellEveryMs: 5, standWithinMs: 5 });
  const stand = (): Promise<string> => (lines.length === 0 ? Promise.resolve('3 signals left') : never());
  await stages.run(
    'all is quiet',
    () =>
      new Promise((resolve) => {
        const look = setInterval(() => {
          if (lines.length < 2) return;
          clearInterval(look);
          resolve(null);
        }, 1);
      }),
    { stand },
  );
  expect(lines.slice(0, 2)).toEqual([
    'waiting for 0 s: all is quiet: 3 signals left',
    'waiting for 0 s: all is quiet: nothing answers',
  ]);
});
