import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../simulators/base/faults.ts';
import { reconcile } from '../../simulators/reconcile.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Reply } from '../../src/bus/redis-streams/connection.ts';
import { processIsolating } from '../../src/consumer/consumer.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Database } from '../../src/store/database/database.ts';
import { countPending, listBeliefs } from '../../src/store/delivery/reconciliation.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { crowdTemplates, crowdWaves } from '../support/crowd.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { messageOf } from '../support/messages.ts';
import { createRandom } from '../support/random.ts';
import { isRedisInstalled } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';
import { Immortal, openWorld, topic } from './world.ts';
import type { World } from './world.ts';

const eventCount = 20_000;
const learners = 600;

/** How providers fail: now and then, in every way that leaves it open whether the badge exists. */
const faults = (issue: string, revoke: string): FaultInput[] =>
  [issue, revoke].flatMap((route): FaultInput[] => [
    { route, kind: 'status', status: 503, probability: 0.03 },
    { route, kind: 'status', status: 429, retryAfter: 0, probability: 0.01 },
    { route, kind: 'timeout', when: 'after', probability: 0.005 },
    { route, kind: 'timeout', when: 'before', probability: 0.005 },
    { route, kind: 'reset', when: 'after', probability: 0.01 },
    { route, kind: 'reset', when: 'before', probability: 0.01 },
    { route, kind: 'malformed', probability: 0.01 },
  ]);

describe.skipIf(!hasPostgresql() || !isRedisInstalled())('nothing lost, nothing twice', () => {
  test(`S14, S20, S21: ${eventCount} events, with everything dying and failing, end as a calm run does`, async () => {
    const waves = crowdWaves(eventCount, learners, 20_261_122);
    const expected = await calmRun(waves);
    const world = await openWorld({
      credly: faults('badges.issue', 'badges.revoke'),
      accredible: faults('credentials.create', 'credentials.update'),
    });
    await storeTemplates(world.database, crowdTemplates);
    const processes = ['consume', 'consume', 'deliver', 'deliver'].map(
      (role) => new Immortal([role], world.environment),
    );
    const calm = new AbortController();
    const havoc = wreak(world, processes, calm.signal);
    try {
      const bus = new RedisConnection(world.redis.url);
      for (const wave of waves) {
        await publish(bus, wave);
        await waitFor('every event of the wave is processed', () => isProcessed(bus), {
          timeoutMs: 120_000,
          everyMs: 100,
        });
      }
      calm.abort();
      const deaths = await havoc;
      await waitFor('nothing is pending', () => isQuiet(world.database), { timeoutMs: 60_000, everyMs: 100 });

      expect(await state(world.database)).toEqual(expected);
      expect(await reconcile(await listBeliefs(world.database), world.sites)).toEqual([]);
      expect(await signalsOn(bus)).toEqual(await signalsOf(world.database));
      // It was no calm run.
      expect(deaths.redis).toBeGreaterThanOrEqual(1);
      expect(deaths.postgresql).toBeGreaterThanOrEqual(1);
      expect(processes.every(({ kills }) => kills > 0)).toBe(true);
      expect(await Promise.all(processes.map((process) => process.stop()))).toEqual([0, 0, 0, 0]);
      bus.close();
    } finally {
      calm.abort();
      await havoc.catch(() => {});
      await Promise.all(processes.map((process) => process.end()));
      await world.close();
    }
  }, 300_000);
});

/** Kills and restarts until the signal is aborted, each of everything at least once; then all run again. */
async function wreak(
  world: World,
  processes: readonly Immortal[],
  signal: AbortSignal,
): Promise<{ redis: number; postgresql: number }> {
  const random = createRandom(4);
  const deaths = { redis: 0, postgresql: 0 };
  for (let round = 1; !signal.aborted || round <= 12; round += 1) {
    // The havoc itself needs time between its strokes; nothing is asserted by it.
    await pause(random.between(200, 900));
    if (round % 6 === 3) {
      await world.redis.restart();
      deaths.redis += 1;
    } else if (round % 6 === 0) {
      await world.postgresql.kill();
      await world.postgresql.start();
      deaths.postgresql += 1;
    } else {
      await processes[(round + Math.floor(round / 6)) % processes.length]?.kill();
    }
  }
  return deaths;
}

async function calmRun(waves: readonly Event[][]): Promise<unknown> {
  const { database, close } = await createTestDatabase();
  try {
    await storeTemplates(database, crowdTemplates);
    const parts = consumerParts(database);
    for (const wave of waves) {
      for (let start = 0; start < wave.length; start += 500)
        await processIsolating(
          parts,
          wave.slice(start, start + 500).map((event) => messageOf(event)),
        );
    }
    return await state(database);
  } finally {
    await close();
  }
}

/** All that must be the same, however the run went. */
async function state(database: Database): Promise<unknown> {
  return {
    learners: await database.query('SELECT id, username, email, name FROM learner ORDER BY id'),
    fulfillments: await database.query(
      `SELECT learner_id, slug, requirement, fulfilled, event_time, event_id FROM fulfillment
       JOIN badge_template ON badge_template.id = template_id ORDER BY learner_id, slug, requirement`,
    ),
    progress: await database.query(
      `SELECT learner_id, slug, groups_met, groups, complete FROM badge_progress
       JOIN badge_template ON badge_template.id = template_id ORDER BY learner_id, slug`,
    ),
    badges: await database.query(
      `SELECT learner_id, slug, status FROM badge JOIN badge_template ON badge_template.id = template_id
       ORDER BY learner_id, slug`,
    ),
    history: await database.query(
      `SELECT kind, count(*) FROM history WHERE kind IN ('fulfilled', 'reset', 'awarded', 'revoked', 'withheld')
       GROUP BY kind ORDER BY kind`,
    ),
    parked: await database.query('SELECT position FROM parked_message'),
  };
}

/** Sends everything, again and again while Redis is away; what was taken before a failure is then there twice. */
async function publish(bus: RedisConnection, events: readonly Event[]): Promise<void> {
  for (let start = 0; start < events.length; start += 250) {
    const commands = events.slice(start, start + 250).map((event) => {
      const { fields, body } = messageOf(event);
      return ['XADD', topic, '*', ...fields, 'event_data', body ?? Buffer.alloc(0)];
    });
    await waitFor('Redis takes the events', async () => {
      const results = await bus.sendAll(commands);
      return results.every(({ status }) => status === 'fulfilled');
    });
  }
}

async function isProcessed(bus: RedisConnection): Promise<boolean> {
  const groups = (await bus.send(['XINFO', 'GROUPS', topic])) as readonly (readonly Reply[])[];
  const group = new Map(pairs(groups[0] ?? []));
  return group.get('pending') === 0 && group.get('lag') === 0;
}

async function isQuiet(database: Database): Promise<boolean> {
  const { deliveries, failed, signals } = await countPending(database);
  if (failed > 0) {
    const rows = await database.query(`SELECT * FROM badge WHERE due IS NULL AND state = 'error'`);
    throw new Error(`${failed} deliveries failed for good: ${JSON.stringify(rows)}`);
  }
  return deliveries + signals === 0;
}

/** Ids of the signals on the bus by what they announce: each award or revocation has one, however often it was sent. */
async function signalsOn(bus: RedisConnection): Promise<Record<string, number>> {
  const entries = (await bus.send(['XRANGE', topic, '-', '+'], 60_000)) as readonly (readonly [
    Buffer,
    readonly Reply[],
  ])[];
  const ids = new Map<string, Set<string>>();
  for (const [, reply] of entries) {
    const fields = new Map(pairs(reply));
    const type = String(fields.get('type'));
    if (!type.startsWith('org.openedx.learning.badge.')) continue;
    // The body begins with the badge's id, behind its length.
    const badge = (fields.get('event_data') as Buffer).subarray(1, 37).toString();
    const key = `${type} ${badge}`;
    ids.set(key, (ids.get(key) ?? new Set()).add(String(fields.get('id'))));
  }
  return Object.fromEntries([...ids].map(([key, { size }]): [string, number] => [key, size]).toSorted(byKey));
}

async function signalsOf(database: Database): Promise<Record<string, number>> {
  const badges = await database.query<{ id: string; status: string }>('SELECT id, status FROM badge');
  const keys = badges.flatMap(({ id, status }) =>
    ['awarded', 'revoked']
      .slice(0, status === 'revoked' ? 2 : 1)
      .map((signal): [string, number] => [`org.openedx.learning.badge.${signal}.v1 ${id}`, 1]),
  );
  return Object.fromEntries(keys.toSorted(byKey));
}

function byKey([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

function pairs(reply: readonly Reply[]): [string, Reply][] {
  return Array.from({ length: reply.length / 2 }, (_, index) => [
    String(reply[index * 2]),
    reply[index * 2 + 1] ?? null,
  ]);
}
