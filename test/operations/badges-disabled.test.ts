import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { waitFor } from '../support/wait.ts';
import { apply, countOf, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

const redisUrl = inject('redisUrl');

test.skipIf(redisUrl === null || !hasPostgresql())(
  'BADGES_ENABLED=False: no event is processed, the process goes on, and the events count once it is on',
  async () => {
    const { database, url, close } = await createTestDatabase();
    try {
      const prefix = `off-${randomUUID().slice(0, 8)}`;
      const topic = new RedisTopic(redisUrl ?? '', `${prefix}-learning-badges-lifecycle`);
      const environment = { ...settingsFor(redisUrl ?? '', url), EVENT_BUS_TOPIC_PREFIX: prefix };
      await apply(environment, demoGraduate);
      await topic.publish(passing({ learner: 1 }));
      const off = run({ ...environment, BADGES_ENABLED: 'False' });
      await off.waitForLog('BADGES_ENABLED is off: events are not processed and wait until it is on');
      await off.waitForLog('started');
      // Nobody joined the topic: the event waits.
      expect(await topic.position()).toBeNull();
      await stopInTime(off);
      const on = run({ ...environment, BADGES_ENABLED: 'True' });
      await waitFor('the badge', async () => (await countOf(database, 'SELECT count(*) AS count FROM badge')) === 1);
      await stopInTime(on);
    } finally {
      await close();
    }
  },
);
