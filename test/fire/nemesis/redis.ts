import { redisOf } from './network.ts';
import type { Attack, Nemesis } from './nemesis.ts';

function settings(name: string, what: string, begin: string[][], end: string[][]): Nemesis {
  return {
    name,
    what,
    bus: 'redis',
    forMs: 800,
    strike: async (field): Promise<Attack> => {
      for (const command of begin) await redisOf(field).command(...command);
      return {
        heal: async () => {
          for (const command of end) await redisOf(field).command(...command);
        },
      };
    },
  };
}

/** What Laurel has not read by then is lost, and must be told. */
function removal(name: string, what: string, removed: 'entries' | 'stream'): Nemesis {
  return {
    name,
    what,
    bus: 'redis',
    loses: true,
    forMs: 300,
    // Whoever reads is held off, so that there is something to lose.
    prepare: ({ fleet }) => {
      for (const place of fleet.places) place.freeze();
      return Promise.resolve();
    },
    strike: async (field) => {
      field.lost(await redisOf(field).remove(removed));
      for (const place of field.fleet.places) place.thaw();
    },
  };
}

/** Faults of Redis itself. */
export const redisNemeses: readonly Nemesis[] = [
  {
    name: 'redis-restart',
    what: 'Redis ends as by a crash and comes back with all that it had',
    bus: 'redis',
    forMs: 100,
    strike: async (field) => {
      await redisOf(field).server.restart();
    },
  },
  {
    name: 'redis-hang',
    what: 'Redis takes connections and answers nothing',
    bus: 'redis',
    forMs: 900,
    strike: (field) => {
      redisOf(field).server.freeze();
      return Promise.resolve({ heal: () => redisOf(field).server.thaw() });
    },
  },
  settings(
    'redis-read-only',
    'Redis has become a replica, and refuses writes',
    [['REPLICAOF', '127.0.0.1', '1']],
    [['REPLICAOF', 'NO', 'ONE']],
  ),
  settings(
    'redis-out-of-memory',
    'Redis has no memory left (noeviction), and refuses what would need some',
    [['CONFIG', 'SET', 'maxmemory', '1']],
    [['CONFIG', 'SET', 'maxmemory', '0']],
  ),
  removal('redis-trim', 'the stream is trimmed, also of what nobody has read', 'entries'),
  removal('redis-evict', 'the stream goes with its group, as evicted or deleted', 'stream'),
];
