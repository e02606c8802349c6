import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import type { Check } from '../../src/cli/doctor/checks.ts';
import { cloudEvent } from '../support/cloud-events.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { ccxPassing, ccxPassingType, certificate, enrollmentType, passing, passingType } from '../support/events.ts';
import { runLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { requirement, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { apply, demoGraduate, run, settingsFor, stopInTime } from './stage.ts';

const redisUrl = inject('redisUrl');

async function doctor(environment: LaurelEnvironment): Promise<Map<string, Check>> {
  const { stdout } = await runLaurel(['doctor', '--json'], environment);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return new Map(checks.map((each) => [each.check, each]));
}

test.skipIf(redisUrl === null || !hasPostgresql())(
  'S29: doctor tells which event types templates need and that never came, by the bus or over HTTP',
  async () => {
    const { database, url, close } = await createTestDatabase();
    try {
      const prefix = `types-${randomUUID().slice(0, 8)}`;
      const topic = new RedisTopic(redisUrl ?? '', `${prefix}-learning-badges-lifecycle`);
      const events = [passingType, ccxPassingType, enrollmentType];
      const environment = {
        ...settingsFor(redisUrl ?? '', url),
        EVENT_BUS_TOPIC_PREFIX: prefix,
        BADGES_CONFIG: JSON.stringify({ events }),
        LAUREL_INBOX_TOKEN: 'a-token-that-is-long-enough',
        LAUREL_INBOX_PORT: '0',
      };
      const needing = (id: string, event: string, active = true) =>
        template({ id, active, requirements: [requirement(id, { event, rules: [] })] });
      await apply(environment, demoGraduate, needing('ccx', ccxPassingType), needing('off', enrollmentType, false));
      const before = await doctor(environment);
      expect(before.get(`event type ${passingType}`)).toMatchObject({
        status: 'warn',
        message: 'no process has watched for it yet; 1 active template needs it',
      });
      expect(before.has(`event type ${enrollmentType}`)).toBe(false);

      const laurel = run(environment);
      const begun = Date.now();
      await topic.publish(passing({ learner: 1 }), certificate());
      const told = async (type: string, status: string): Promise<Check> =>
        waitFor(`${type} is ${status}`, async () => {
          const check = (await doctor(environment)).get(`event type ${type}`);
          return check?.status === status && check;
        });
      const came = await told(passingType, 'ok');
      const at = /the last one arrived at (\S+),/.exec(came.message)?.[1] ?? '';
      expect(Math.abs(Date.parse(at) - begun)).toBeLessThan(120_000);
      const missing = await told(ccxPassingType, 'warn');
      expect(missing.message).toMatch(/^no event of this type since \d{4}-\d\d-\d\dT\S+; 1 active template needs it$/);
      expect(missing.todo).toContain('EVENT_BUS_PRODUCER_CONFIG');

      const inbox = await laurel.waitForLog('accepting events over HTTP');
      const answer = await fetch(`${String(inbox['url'])}/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/cloudevents+json',
          authorization: `Bearer ${environment.LAUREL_INBOX_TOKEN}`,
        },
        body: cloudEvent(ccxPassing({ learner: 2 })),
      });
      expect(answer.status).toBeLessThan(300);
      await told(ccxPassingType, 'ok');
      // What is not configured is named by whoever sends it: it is not kept.
      expect(await database.query('SELECT event_type FROM event_type_seen ORDER BY 1')).toEqual(
        events.toSorted().map((event_type) => ({ event_type })),
      );
      await stopInTime(laurel);
      const narrow = await doctor({ ...environment, BADGES_CONFIG: JSON.stringify({ events: [passingType] }) });
      expect(narrow.get('template ccx')).toMatchObject({
        status: 'fail',
        todo: expect.stringContaining('add the event to BADGES_CONFIG.events'),
      });
    } finally {
      await close();
    }
  },
);
