import { afterEach, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../simulators/base/faults.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Database } from '../../src/store/database/database.ts';
import { listBadges } from '../../src/store/lists/badge-list.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { credlyOrganization, credlyTemplates, crowdTemplates } from '../support/crowd.ts';
import { passing } from '../support/events.ts';
import { startLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment, LaurelProcess } from '../support/laurel.ts';
import { messageOf } from '../support/messages.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { waitFor } from '../support/wait.ts';

/**
 * SIGKILL of a delivery process at each step of a delivery, one by one. Whatever the step, another process finishes the work,
 * and exactly one badge is outside (S21).
 */

interface Stage {
  readonly database: Database;
  readonly credly: CredlySimulator;
  readonly control: SimulatorControl;
  readonly environment: LaurelEnvironment;
  /** What holds the first process in its step; let go before the next one starts. */
  readonly holds: (() => Promise<void>)[];
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function openStage(): Promise<Stage> {
  const { database, url, close } = await createTestDatabase();
  closers.push(close);
  const credly = await startCredlySimulator({
    organizations: [
      {
        id: credlyOrganization,
        name: 'Academy',
        tokens: ['key'],
        templates: credlyTemplates.map((id) => ({ id, name: id })),
      },
    ],
  });
  closers.push(() => credly.close());
  await storeTemplates(
    database,
    crowdTemplates.filter(({ id }) => id === 'credly-demo'),
  );
  await processBatch(consumerParts(database), [messageOf(passing())]);
  return {
    database,
    credly,
    control: new SimulatorControl(credly.url),
    holds: [],
    environment: {
      LAUREL_DATABASE_URL: url,
      LAUREL_DELIVERY_TIMEOUT_SECONDS: '0.9',
      LAUREL_DELIVERY_LEASE_SECONDS: '2',
      LAUREL_DELIVERY_POLL_SECONDS: '0.05',
      LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.05',
      LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.2',
      LAUREL_DELIVERY_RATE_PER_SECOND: '100',
      BADGES_CONFIG: JSON.stringify({
        credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: { [credlyOrganization]: 'key' } },
      }),
    },
  };
}

/** Keeps everybody else from writing the badge's row until the returned function is called. */
async function holdBadgeRow(database: Database): Promise<() => Promise<void>> {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked = (): void => {};
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const transaction = database.transaction(async (inner) => {
    await inner.query('SELECT id FROM badge FOR UPDATE');
    locked();
    await held;
  });
  await isLocked;
  return async () => {
    release();
    await transaction;
  };
}

interface Step {
  readonly name: string;
  readonly fault?: FaultInput;
  /** The route whose call the step is in. */
  readonly route: string;
  /** How many badges the provider holds at the moment of the kill. */
  readonly outside: number;
}

const issueSteps: readonly Step[] = [
  {
    name: 'called, and the provider has done nothing yet',
    route: 'badges.issue',
    fault: { route: 'badges.issue', kind: 'timeout', when: 'before', times: 1 },
    outside: 0,
  },
  {
    name: 'called, and the provider has issued without our knowing',
    route: 'badges.issue',
    fault: { route: 'badges.issue', kind: 'timeout', when: 'after', times: 1 },
    outside: 1,
  },
  { name: 'answered, and nothing written down yet', route: 'badges.issue', outside: 1 },
];

describe.skipIf(!hasPostgresql())('S21: SIGKILL in the middle of an issue', () => {
  test.for(issueSteps)('$name', async ({ fault, route, outside }) => {
    const stage = await openStage();
    if (fault) await stage.control.fault(fault);
    const claimed = await claimAndStop(stage, route, fault === undefined);
    expect(await held(stage)).toHaveLength(outside);
    await crash(stage, claimed);
    await finish(stage);
    expect(await held(stage)).toMatchObject([{ state: 'pending' }]);
    const [badge] = (await listBadges(stage.database)).items;
    expect(badge).toMatchObject({ state: 'pending', due: null, externalId: (await held(stage))[0]?.id });
    expect(await issueCalls(stage)).toBe(outside === 0 ? 2 : 1);
  });

  test('claimed, and not called yet', async () => {
    const stage = await openStage();
    // A worker whose process ended between the claim and the call has left exactly this.
    await stage.database.query(
      `UPDATE badge SET claimed_by = 'a dead worker', claimed_until = now() + interval '1 second', attempts_started = 1`,
    );
    await finish(stage);
    expect(await held(stage)).toMatchObject([{ state: 'pending' }]);
  });
});

const revokeSteps: readonly Step[] = [
  {
    name: 'called, and the provider has done nothing yet',
    route: 'badges.revoke',
    fault: { route: 'badges.revoke', kind: 'timeout', when: 'before', times: 1 },
    outside: 1,
  },
  {
    name: 'called, and the provider has revoked without our knowing',
    route: 'badges.revoke',
    fault: { route: 'badges.revoke', kind: 'timeout', when: 'after', times: 1 },
    outside: 1,
  },
  { name: 'answered, and nothing written down yet', route: 'badges.revoke', outside: 1 },
];

describe.skipIf(!hasPostgresql())('S16, S21: SIGKILL in the middle of a revocation', () => {
  test.for(revokeSteps)('$name', async ({ fault, route }) => {
    const stage = await openStage();
    await finish(stage);
    await processBatch(consumerParts(stage.database), [messageOf(passing({ passing: false }))]);
    if (fault) await stage.control.fault(fault);
    const claimed = await claimAndStop(stage, route, fault === undefined);
    await crash(stage, claimed);
    await finish(stage);
    expect(await held(stage)).toMatchObject([{ state: 'revoked' }]);
    expect((await listBadges(stage.database)).items).toMatchObject([
      { status: 'revoked', state: 'revoked', due: null },
    ]);
  });
});

/**
 * Starts a process and waits until it is in the step: its call is in the journal and, when `answered`, what it wants to write
 * down is held up by a lock, which ends with the stage.
 */
async function claimAndStop(
  { database, control, environment, holds }: Stage,
  route: string,
  answered: boolean,
): Promise<LaurelProcess> {
  // The claim itself must get through: the lock comes between it and the settling.
  if (answered) await control.fault({ route, kind: 'slow', ms: 400, times: 1 });
  const laurel = startLaurel(['deliver'], environment);
  closers.push(() => laurel.kill());
  if (answered) {
    await waitFor('the badge is claimed', async () => {
      const [row] = await database.query<{ claimed: boolean }>('SELECT claimed_until > now() AS claimed FROM badge');
      return row?.claimed;
    });
    holds.push(await holdBadgeRow(database));
  }
  await waitFor('the call is made', async () => (await control.journal(route)).length > 0);
  if (answered) {
    await waitFor('the answer waits to be written down', async () => {
      const [row] = await database.query<{ waiting: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waiting`,
      );
      return row?.waiting;
    });
  }
  return laurel;
}

/** The machine with the process is gone: what it had sent to the database and was still waiting for is lost, too. */
async function crash({ database }: Stage, laurel: LaurelProcess): Promise<void> {
  await laurel.kill();
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
}

/** Another process does what is left, and is stopped. */
async function finish({ database, environment, holds }: Stage): Promise<void> {
  for (const letGo of holds.splice(0)) await letGo();
  const laurel = startLaurel(['deliver'], environment);
  await laurel.waitForLog('started');
  await waitFor('nothing is due', async () => {
    const [row] = await database.query<{ due: number }>('SELECT count(*) AS due FROM badge WHERE due IS NOT NULL');
    return row?.due === 0;
  });
  expect(await laurel.stop()).toBe(0);
}

async function held({ control }: Stage): Promise<{ id: string; state: string }[]> {
  return (await control.get<{ badges: { id: string; state: string }[] }>('/_sim/badges')).badges;
}

async function issueCalls({ control }: Stage): Promise<number> {
  return (await control.journal('badges.issue')).length;
}
