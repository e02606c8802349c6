import { KafkaBus } from '../kafka-bus.ts';
import type { ServerControl } from '../../support/child-server.ts';
import type { Battlefield, Nemesis } from './nemesis.ts';

function serversOf({ world }: Pick<Battlefield, 'world'>): NonNullable<KafkaBus['own']> {
  if (world.bus instanceof KafkaBus && world.bus.own !== null) return world.bus.own;
  throw new Error('this round has no Kafka of its own');
}

function broker(field: Battlefield): ServerControl {
  const [node] = serversOf(field).cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no broker');
  return node;
}

/** Faults of Kafka and of its schema registry. */
export const kafkaNemeses: readonly Nemesis[] = [
  {
    name: 'kafka-broker-restart',
    what: 'the only broker ends as by a crash and comes back with all that it had',
    bus: 'kafka',
    forMs: 300,
    strike: async (field) => {
      await broker(field).kill();
      return { heal: () => broker(field).start() };
    },
  },
  {
    name: 'kafka-broker-hang',
    what: 'the broker takes connections and answers nothing',
    bus: 'kafka',
    forMs: 1_500,
    strike: (field) => {
      broker(field).freeze();
      return Promise.resolve({ heal: () => broker(field).thaw() });
    },
  },
  {
    name: 'kafka-registry-away',
    what: 'the schema registry is away when processes start that know no schema yet',
    bus: 'kafka',
    forMs: 500,
    prepare: async (field) => {
      // The harness knows its ids since it began: its events are sent all the same.
      serversOf(field).registry.freeze();
      await Promise.all(field.fleet.places.map((place) => place.kill()));
      return { heal: () => serversOf(field).registry.thaw() };
    },
  },
];
