import { KafkaBus, partitions } from '../kafka-bus.ts';
import type { ServerControl } from '../../support/child-server.ts';
import { waitFor } from '../../support/wait.ts';
import type { World } from '../world.ts';
import type { Battlefield, Nemesis } from './nemesis.ts';

function kafkaOf({ world }: Pick<Battlefield, 'world'>): KafkaBus {
  if (world.bus instanceof KafkaBus) return world.bus;
  throw new Error('this round has no Kafka');
}

function serversOf(field: Battlefield): NonNullable<KafkaBus['own']> {
  const { own } = kafkaOf(field);
  if (own !== null) return own;
  throw new Error('this round has no Kafka of its own');
}

function broker(field: Battlefield): ServerControl {
  const [node] = serversOf(field).cluster.nodes;
  if (node === undefined) throw new Error('the cluster has no broker');
  return node;
}

/** Up to where each partition is processed, as the database has it. */
async function positionsIn(world: World): Promise<Map<number, number>> {
  const rows = await world.rows<{ partition: number; next: string }>(
    'SELECT partition, next_offset::text AS next FROM kafka_position',
  );
  return new Map(rows.map(({ partition, next }) => [partition, Number(next)]));
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
  {
    name: 'kafka-retention',
    what: 'Kafka deletes a part of what nobody has read, while no process reads',
    bus: 'kafka',
    loses: true,
    prepare: async ({ world, fleet }) => {
      // A group that has never read a partition begins with what is there, and knows of nothing before.
      await waitFor(
        'the group has begun with all partitions',
        async () => (await positionsIn(world)).size === partitions,
      );
      await Promise.all(fleet.places.map((place) => place.hold()));
    },
    strike: async ({ world, fleet, lost }) => {
      lost(await kafkaOf({ world }).removeUnread(await positionsIn(world)));
      await Promise.all(fleet.places.map((place) => place.release()));
    },
  },
];
