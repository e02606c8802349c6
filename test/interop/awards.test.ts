import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeEvent } from '../../src/events/encode.ts';
import { parseTime } from '../../src/events/time.ts';
import type { Micros, Payload } from '../../src/rules/event.ts';
import { hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { ccxPassing, demoCcx, demoCourse, enrolled, event, passing, userData } from '../support/events.ts';
import { awarded, examType, openInteropSite, revoked, threadType } from '../support/interop-site.ts';
import type { InteropSite } from '../support/interop-site.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { openedxPython } from '../support/openedx.ts';
import { findPython } from '../support/python.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import type { Entry } from '../support/redis-topic.ts';
import { canTakeBadges, takeOneBadgeEverywhere } from './one-badge.ts';
import type { Platform } from './platform.ts';

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const canRun = findPython() !== undefined && isRedisInstalled() && hasPostgresql();

describe.skipIf(!canRun)('Laurel among Open edX services: openedx-events 11.2.0, edx-event-bus-redis 1.1.2', () => {
  let redis: RedisServer;
  let topic: RedisTopic;
  let site: InteropSite;
  let database: TestDatabase;
  let platform: Platform;

  beforeAll(async () => {
    const python = await openedxPython();
    redis = await startRedisServer();
    topic = new RedisTopic(redis.url);
    site = await openInteropSite(
      python,
      { redisUrl: redis.url },
      {
        EVENT_BUS_REDIS_CONNECTION_URL: redis.url,
        EVENT_BUS_TOPIC_PREFIX: 'dev',
        LAUREL_HTTP_PORT: '0',
        LAUREL_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
        LAUREL_DELIVERY_POLL_SECONDS: '0.1',
        ...issuingEnvironment,
      },
    );
    ({ database, platform } = site);
  }, 600_000);

  afterAll(async () => {
    await site?.close();
    await redis?.remove();
  });

  /** The learners who hold, or held, a badge of the template. */
  const holders = async (template: string): Promise<number[]> => {
    const rows = await database.database.query<{ learner_id: number }>(
      `SELECT learner_id FROM badge JOIN badge_template ON badge_template.id = template_id WHERE slug = $1 ORDER BY 1`,
      [template],
    );
    return rows.map(({ learner_id }) => learner_id);
  };

  test.each([
    {
      what: 'COURSE_PASSING_STATUS_UPDATED',
      pass: passing({ learner: 101 }),
      fail: passing({ learner: 101, passing: false }),
      template: {
        origin: 'openedx',
        name: 'Demo graduate',
        description: 'Passed the Demo course (学 🎓)',
        image_url: 'https://badges.example.org/demo.png',
      },
    },
    {
      what: 'CCX_COURSE_PASSING_STATUS_UPDATED',
      pass: ccxPassing({ learner: 102 }),
      fail: ccxPassing({ learner: 102, passing: false }),
      template: {
        origin: 'openedx',
        name: 'CCX graduate',
        description: 'Passed a CCX of the Demo course',
        image_url: null,
      },
    },
  ])('$what from their producer: a badge, then none; their receivers get the BadgeData', async (example) => {
    const { pass, fail, template } = example;
    const learner = pass.learner.id;
    await platform.send(pass.type, pass.payload);
    const award = await platform.waitForSignal(awarded, learner);
    await platform.send(fail.type, fail.payload);
    const revocation = await platform.waitForSignal(revoked, learner);

    const [stored] = await database.database.query<{ badge: string; template: string }>(
      'SELECT badge.id AS badge, uuid AS template FROM badge JOIN badge_template ON badge_template.id = template_id WHERE learner_id = $1',
      [learner],
    );
    const badge = {
      uuid: stored?.badge,
      user: userData(learner),
      template: { uuid: stored?.template, ...template },
    };
    const metadata = {
      source: 'openedx/laurel/web',
      minorversion: 0,
      sourcelib: [11, 2, 0],
      sourcelib_type: 'tuple',
      id: uuid,
      id_type: 'UUID',
      utc_offset_seconds: 0,
    };
    expect(award).toMatchObject({
      event_type: awarded,
      is_badge_data: true,
      metadata: { ...metadata, event_type: awarded },
    });
    expect(award.badge).toEqual(badge);
    expect(revocation).toMatchObject({
      event_type: revoked,
      is_badge_data: true,
      metadata: { ...metadata, event_type: revoked },
    });
    expect(revocation.badge).toEqual(badge);
    expect(new Set([award, revocation].map((signal) => signal.metadata.id)).size).toBe(2);
    expect(Date.parse(revocation.metadata.time)).toBeGreaterThan(Date.parse(award.metadata.time));
    expect(Math.abs(Date.now() - Date.parse(award.metadata.time))).toBeLessThan(60_000);
  });

  test.skipIf(!canTakeBadges())(
    'one badge of one learner, from the event to the wallets, without a paid provider',
    () => takeOneBadgeEverywhere(site),
    240_000,
  );

  const staff = userData(900);

  test.each([
    {
      what: 'S4, D14: staff enrols a learner',
      template: 'enrolled',
      event: enrolled({ learner: 103, by: 900, active: false }),
    },
    {
      what: 'S4, D14: a proctor asks for the verification of an exam',
      template: 'verified-exam',
      event: event(
        examType,
        {
          student_user: userData(104),
          course_key: demoCourse,
          usage_key: 'block-v1:OpenedX+DemoX+Demo_Course+type@sequential+block@exam',
          exam_type: 'proctored',
          requesting_user: staff,
        },
        { learner: 104 },
      ),
    },
    {
      what: 'V01: a nought where the default is none',
      template: 'closed-ccx',
      event: ccxPassing({ learner: 105, ccx: demoCcx(2), passing: false, maxStudents: 0 }),
    },
    {
      what: 'V01: false, a nought and an empty text where the default is none',
      template: 'named-author',
      event: event(threadType, thread(106), { learner: 106 }),
    },
  ])('$what: the right learner gets the badge', async ({ template, event: { type, payload, learner } }) => {
    await platform.send(type, payload);
    const { badge } = await platform.waitForSignal(awarded, learner.id);
    expect(badge.user).toEqual(userData(learner.id));
    // One event is one transaction: had anybody else got something, it would be there by now.
    expect(await holders(template)).toEqual([learner.id]);
    expect(await database.database.query('SELECT 1 FROM learner WHERE id = 900')).toEqual([]);
  });

  test.each([
    passing({ learner: 0, start: '2024-01-02T03:04:05+00:00' }),
    passing({ learner: 2 ** 52, course: 'course-v1:Ünï+学+2026', passing: false }),
    ccxPassing({ learner: 107, maxStudents: null }),
    ccxPassing({ learner: 107, maxStudents: 0 }),
    enrolled({ learner: 108, by: 900 }),
    enrolled({ learner: 108, active: false }),
    event(threadType, thread(109)),
  ])('their bytes are our bytes: $type, $payload', async ({ type, payload }) => {
    const before = (await topic.entries()).length;
    await platform.send(type, payload);
    // Signals of earlier awards may come in between.
    const sent = (await topic.entries()).slice(before).find((entry) => entry.header('type') === type);
    const { fields, header } = sent as Entry;
    const ours = encodeEvent(type, payload, {
      id: header('id'),
      time: parseTime(Buffer.from(header('time'))) as Micros,
      source: 'openedx/lms/web',
      sourcehost: hostname(),
      sourcelib: '11.2.0',
    });
    expect(fields).toEqual([
      ...ours.fields.map(([name, value]) => [name, Buffer.from(value)]),
      ['event_data', ours.body],
    ]);
  });
});

/** A thread with all that is falsy. */
function thread(author: number): Payload {
  return {
    body: '',
    commentable_id: 'course',
    id: '5f3',
    truncated: false,
    url: '',
    user: userData(author),
    course_id: demoCourse,
    thread_type: null,
    anonymous: false,
    anonymous_to_peers: false,
    title: '',
    title_truncated: false,
    group_id: 0,
    team_id: 0,
    category_id: 0,
    category_name: '',
    discussion: {},
    user_course_roles: [],
    user_forums_roles: [''],
    options: { followed: false },
  };
}
