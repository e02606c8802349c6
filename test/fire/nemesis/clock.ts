import { setTimeout as pause } from 'node:timers/promises';
import { findFaketime, startFakeClock } from '../../support/faketime.ts';
import type { FakeClock } from '../../support/faketime.ts';
import type { Nemesis } from './nemesis.ts';

const hour = 3_600;
/** Each for so long. */
const jumps = [5 * hour, -3 * hour, 40 * hour, -1, -50 * hour];
const eachMs = 400;

/** A clock that is wrong, and whose error changes while the process runs. */
export const clockNemeses: readonly Nemesis[] = [
  {
    name: 'clock-jumps',
    what: 'the clock of one process jumps by hours, forward and back, five times',
    lacks: () => (findFaketime() === undefined ? 'libfaketime' : null),
    prepare: async ({ fleet }, place) => {
      const clock = startFakeClock(findFaketime() ?? '');
      await fleet.at(place).restart(clock.environment);
      let isOver = false;
      void jumpAbout(clock).finally(() => (isOver = true));
      return {
        done: () => isOver,
        heal: async () => {
          await fleet.at(place).restart({});
          clock.remove();
        },
      };
    },
  },
];

async function jumpAbout(clock: FakeClock): Promise<void> {
  for (const seconds of jumps) {
    clock.jump(seconds);
    await pause(eachMs);
  }
}
