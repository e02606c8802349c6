import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, run, settingsFor, stopInTime } from './stage.ts';

const EVENTS = 2_400;
const TEMPLATES = 3;
/** As the platform's own producer does, with a shorter length to keep the test short. */
const PLATFORM_LENGTH = 3_000;

describe.skipIf(!isRedisInstalled() || !hasPostgresql())('a backlog in which every event earns several badges', () => {
  let redis: RedisServer;
  let database: TestDatabase;
  beforeAll(async () => {
    [redis, database] = await Promise.all([startRedisServer(), createTestDatabase()]);
  });
  afterAll(() => Promise.all([redis?.remove(), database?.close()]));

  test('is read to its end, though the platform trims the topic whenever it writes', async () => {
    // Nothing is said of the length, as on most sites.
    const { EVENT_BUS_REDIS_STREAM_MAX_LEN: _, ...environment } = settingsFor(redis.url, database.url);
    await apply(
      environment,
      ...Array.from({ length: TEMPLATES }, (_each, index) =>
        template({ id: `t${index}`, requirements: [passCourse('pass', demoCourse)] }),
      ),
    );
    const topic = new RedisTopic(redis.url);
    await topic.publish(...Array.from({ length: EVENTS }, (_each, index) => passing({ learner: index + 1 })));
    const laurel = run(environment, '--roles', 'consume,announce');
    const platform = new RedisConnection(redis.url);
    const { fields, body } = messageOf(passing({ learner: 1 }));
    const badges = () => countOf(database.database, 'SELECT count(*) AS count FROM badge');
    const signals = () => countOf(database.database, 'SELECT count(*) AS count FROM outbox');
    await waitFor(
      'every event is read and announced',
      async () => {
        await platform.send([
          'XADD',
          topic.name,
          'MAXLEN',
          '~',
          String(PLATFORM_LENGTH),
          '*',
          ...fields,
          'event_data',
          body ?? '',
        ]);
        return (await badges()) === EVENTS * TEMPLATES && (await signals()) === 0;
      },
      { timeoutMs: 60_000 },
    );
    platform.close();
    expect(laurel.logs.map(({ msg }) => msg)).toContainEqual(
      expect.stringContaining('signals wait until the backlog of events has been read'),
    );
    await stopInTime(laurel);
  });
});
