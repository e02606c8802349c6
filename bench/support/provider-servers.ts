import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { freePort } from '../../test/support/ports.ts';
import type { Role, Work } from './jobs.ts';

/** What each call takes, as far away as a provider is. */
const latencyMs = 50;

export const providerAccounts = {
  credly: {
    organization: '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01',
    template: '5b0f7a52-1f0e-4c7e-8a53-000000000001',
    key: 'a-key-of-the-bench-at-credly',
  },
  accredible: { account: 'main', group: 1, key: 'a-key-of-the-bench-at-accredible' },
} as const;

/** Where a Credly and an Accredible are to listen. */
export async function providerRole(): Promise<Extract<Role, { kind: 'providers' }>> {
  return { kind: 'providers', credlyPort: await freePort(), accrediblePort: await freePort() };
}

/** Lets a Credly and an Accredible answer for as long as the process lives: its tasks are theirs, and it has none. */
export async function providersWork({
  credlyPort,
  accrediblePort,
}: Extract<Role, { kind: 'providers' }>): Promise<Work> {
  const { credly, accredible } = providerAccounts;
  await startCredlySimulator({
    port: credlyPort,
    latency: latencyMs,
    auth: 'strict',
    organizations: [
      {
        id: credly.organization,
        name: 'Bench',
        tokens: [credly.key],
        templates: [{ id: credly.template, name: 'Bench' }],
      },
    ],
  });
  await startAccredibleSimulator({
    port: accrediblePort,
    latency: latencyMs,
    auth: 'strict',
    accounts: [{ name: accredible.account, keys: [accredible.key], groups: [{ id: accredible.group, name: 'bench' }] }],
  });
  return async () => {};
}
