import type { TcpProxy } from '../../support/tcp-proxy.ts';
import { RedisBus } from '../redis-bus.ts';
import type { Battlefield, Nemesis } from './nemesis.ts';

const ways = {
  postgresql: ({ world }: Battlefield): TcpProxy => world.postgresqlProxy,
  redis: ({ world }: Battlefield): TcpProxy => redisOf({ world }).proxy,
} as const;

export function redisOf({ world }: Pick<Battlefield, 'world'>): RedisBus {
  if (world.bus instanceof RedisBus) return world.bus;
  throw new Error('this round has no Redis');
}

function between(server: keyof typeof ways): Nemesis[] {
  const way = ways[server];
  const where = server === 'postgresql' ? {} : ({ bus: 'redis' } as const);
  return [
    {
      ...where,
      name: `${server}-cut`,
      what: `all connections to ${server} are cut, four times`,
      forMs: 200,
      strike: async (field) => {
        for (let time = 0; time < 4; time += 1) {
          way(field).cut();
          await new Promise((resolve) => setTimeout(resolve, field.random.between(5, 120)));
        }
      },
    },
    {
      ...where,
      name: `${server}-half-open`,
      what: `connections to ${server} stay open and carry nothing, then they are cut`,
      forMs: 900,
      strike: (field) => {
        way(field).hold();
        return Promise.resolve({ heal: () => way(field).release() });
      },
    },
    {
      ...where,
      name: `${server}-slow`,
      what: `everything to and from ${server} takes 60 ms longer`,
      forMs: 900,
      strike: (field) => {
        way(field).delay(60);
        return Promise.resolve({ heal: () => way(field).delay(0) });
      },
    },
  ];
}

const lostCommit: Nemesis = {
  name: 'commit-answer-lost',
  what: 'three COMMITs reach PostgreSQL, and their answers are lost with the connection',
  forMs: 200,
  prepare: ({ world }) => {
    const lost = world.postgresqlProxy.loseAnswerTo('COMMIT\0', 3);
    return Promise.resolve({ done: () => lost() >= 3, heal: () => void world.postgresqlProxy.loseAnswerTo('', 0) });
  },
};

/** Faults of connections, by the proxies of the harness. */
export const networkNemeses: readonly Nemesis[] = [...between('postgresql'), ...between('redis'), lostCommit];
