import type { FaultInput } from '../../../simulators/base/faults.ts';
import type { Nemesis } from './nemesis.ts';

/** What can happen to a call, by the switches of the simulators. */
const kinds: readonly (readonly [name: string, what: string, faults: readonly Omit<FaultInput, 'route'>[]])[] = [
  [
    'errors',
    'answers 500 and 503',
    [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 503 },
    ] as never,
  ],
  ['too-many', 'answers 429', [{ kind: 'status', status: 429, retryAfter: 0 }] as never],
  ['unheard', 'does what it is asked, and its answer never comes', [{ kind: 'timeout', when: 'after' }] as never],
  ['unserved', 'does nothing, and never answers', [{ kind: 'timeout', when: 'before' }] as never],
  ['reset', 'does what it is asked and resets the connection', [{ kind: 'reset', when: 'after' }] as never],
  ['garbled', 'does what it is asked, and its answer is cut off', [{ kind: 'malformed' }] as never],
  ['slow', 'takes longer than the lease of a delivery', [{ kind: 'slow', ms: 1_500 }] as never],
];

/** Faults of Credly and Accredible: half of their calls that issue or revoke. */
export const providerNemeses: readonly Nemesis[] = kinds.map(([name, what, faults]) => ({
  name: `providers-${name}`,
  what: `every second call that issues or revokes: the provider ${what}`,
  forMs: 900,
  prepare: async ({ world }) => {
    for (const fault of faults) {
      for (const route of ['badges.issue', 'badges.revoke'])
        await world.credly.fault({ ...fault, route, every: 2, times: 12 } as FaultInput);
      for (const route of ['credentials.create', 'credentials.update'])
        await world.accredible.fault({ ...fault, route, every: 2, times: 12 } as FaultInput);
    }
    return { heal: () => Promise.all([world.credly.calm(), world.accredible.calm()]).then(() => {}) };
  },
}));
