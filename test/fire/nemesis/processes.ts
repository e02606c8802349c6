import { failpointNames } from '../../../src/failpoints.ts';
import type { FailpointName } from '../../../src/failpoints.ts';
import type { Attack, Battlefield, Nemesis } from './nemesis.ts';

const kill: Nemesis = {
  name: 'kill',
  what: 'SIGKILL of a process, three times at random moments',
  forMs: 200,
  strike: async ({ fleet, random }, place) => {
    const victim = fleet.at(place);
    for (let round = 0; round < random.between(1, 3); round += 1) await victim.kill();
  },
};

/** Longer than the lease of a delivery and the time after which a message is taken over; then it goes on as if nothing were. */
const zombie: Nemesis = {
  name: 'zombie',
  what: 'SIGSTOP of a process for longer than lease and claim, then SIGCONT',
  forMs: 1_800,
  strike: ({ fleet }, place) => freeze(fleet, place),
};

/** Longer than PostgreSQL leaves a process that does nothing its transaction. */
const longZombie: Nemesis = {
  ...zombie,
  name: 'long-zombie',
  what: 'SIGSTOP of a process for longer than its session lasts, then SIGCONT',
  forMs: 12_500,
};

function freeze(fleet: Battlefield['fleet'], place: number): Promise<Attack> {
  fleet.at(place).freeze();
  return Promise.resolve({ heal: () => fleet.at(place).thaw() });
}

/** What must go before, so that a process comes by a point at all. */
const groundwork: Partial<Record<FailpointName, (field: Battlefield, place: number) => Promise<Attack | void>>> = {
  // Somebody must have left something.
  'consume.claimed': async ({ fleet }, place) => {
    await fleet.at(place + 1).arm('consume.read', 'kill', 1);
  },
  'deliver.looked': async ({ world }) => {
    for (const [provider, route] of [
      [world.credly, 'badges.issue'],
      [world.accredible, 'credentials.create'],
    ] as const)
      await provider.fault({ route, kind: 'reset', when: 'after', times: 6 });
    return { heal: () => Promise.all([world.credly.calm(), world.accredible.calm()]).then(() => {}) };
  },
};

function atPoint(
  name: FailpointName,
  action: 'kill' | 'stop',
  { hit: only, ...options }: Partial<Nemesis> & { readonly hit?: number } = {},
): Nemesis {
  return {
    name: `${action === 'kill' ? 'crash' : 'freeze'}:${name}`,
    what: `${action === 'kill' ? 'SIGKILL' : 'SIGSTOP, and SIGCONT later,'} exactly at ${name}`,
    forMs: action === 'kill' ? 100 : 1_800,
    prepare: async (field, place) => {
      const before = await groundwork[name]?.(field, place);
      const { fleet } = field;
      // Only one process announces at a time, and nobody knows which one it will be.
      const victims = name.startsWith('announce.') ? fleet.places : [fleet.at(place)];
      const hit = only ?? (name.startsWith('deliver.') && action === 'kill' ? field.random.between(1, 2) : 1);
      await Promise.all(victims.map((victim) => victim.arm(name, action, hit)));
      // The others leave the events to it, until it has come by.
      const isAlone = name.startsWith('consume.') && name !== 'consume.claimed';
      const others = isAlone ? fleet.places.filter((other) => !victims.includes(other)) : [];
      for (const other of others) other.freeze();
      const done = (): boolean => {
        const acted = victims.some((victim) => victim.hasActed);
        if (acted) for (const other of others) other.thaw();
        return acted;
      };
      return { ...before, done };
    },
    ...options,
  };
}

// On Kafka a message is nobody's: what a dead process had comes with its partition.
const claimed = 'consume.claimed';
// Signing takes longer than a lease of the harness on a busy machine; test/issuing/crashes.test.ts kills at the points of it.
const ofSigning = /^(?:issue|lists)\./;
const crashes = failpointNames.filter((name) => name !== claimed && !ofSigning.test(name));

/** Faults of one process: killed, frozen, or either of them exactly at one point. */
export const processNemeses: readonly Nemesis[] = [
  kill,
  zombie,
  longZombie,
  ...crashes.map((name) => atPoint(name, 'kill')),
  atPoint(claimed, 'kill', { bus: 'redis' }),
  // Shorter than others wait: it goes on with what it knew before. A reader that waited gets one message first, then many.
  atPoint('consume.decided', 'stop', { name: 'pause:consume.decided', hit: 2, forMs: 600 }),
  atPoint('consume.committed', 'stop'),
  atPoint('consume.read', 'stop'),
  atPoint('deliver.claimed', 'stop'),
  atPoint('deliver.sending', 'stop'),
  atPoint('deliver.looked', 'stop'),
  atPoint('deliver.called', 'stop'),
  atPoint('consume.written', 'stop', { forMs: 12_500 }),
  atPoint('announce.taken', 'stop', { forMs: 12_500 }),
  atPoint('announce.published', 'stop', { forMs: 12_500 }),
];
