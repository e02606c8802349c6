import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readRecentMessages } from '../../src/bus/redis-streams/recent.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { eventTypesWithLearner } from '../../src/events/catalogue.ts';
import { parseCloudEvent } from '../../src/events/cloudevents-json.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { createReader } from '../../src/events/reader.ts';
import { CommandError } from '../../src/errors.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { toTimestamp } from '../../src/store/database/timestamps.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { cloudEvent } from '../support/cloud-events.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import {
  ccxPassingType,
  demoCcx,
  demoCourse,
  enrolled,
  enrollmentType,
  otherCourse,
  passing,
  passingType,
} from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { freePort } from '../support/ports.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { eq, failPenalty, fails, inCourse, passCourse, passes, requirement, template } from '../support/templates.ts';

let database: Database;
let api: ApiStage;

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  api = await stageApi(database);
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const document = {
  id: 'demo',
  name: 'Demo',
  description: '',
  imageUrl: null,
  holder: { origin: 'openedx' },
  requirements: [
    requirement('pass', { rules: [passes, inCourse(demoCourse)] }),
    requirement('ccx', {
      event: ccxPassingType,
      rules: [eq('is_passing', 'yes'), eq('course.ccx_course_key', demoCcx(1))],
    }),
  ],
  penalties: [
    failPenalty('fail', ['pass'], demoCourse),
    { id: 'toothless', event: passingType, description: '', requirements: [], rules: [fails] },
  ],
};

const tryOn = async (subject: object, template: object = document) => {
  const answer = await api.send('viewer', 'POST', '/api/v1/templates/try', { body: { template, subject } });
  return answer.json();
};
const tryEvent = (event: unknown, template?: object) => tryOn({ kind: 'event', event }, template);
const json = (event: Parameters<typeof cloudEvent>[0]): Record<string, unknown> => JSON.parse(cloudEvent(event));

describe('a template on an event', () => {
  test('rule by rule, what matches and why not', async () => {
    const { kind, eventType, learner, conditions } = await tryEvent(json(passing({ learner: 7, course: otherCourse })));
    expect({ kind, eventType, learner }).toEqual({ kind: 'event', eventType: passingType, learner: 7 });
    expect(conditions).toEqual([
      {
        kind: 'requirement',
        id: 'pass',
        eventTypeMatches: true,
        rules: [
          { rule: passes, actual: true, holds: true },
          { rule: inCourse(demoCourse), actual: otherCourse, holds: false },
        ],
        matches: false,
      },
      { kind: 'requirement', id: 'ccx', eventTypeMatches: false, rules: [], matches: false },
      {
        kind: 'penalty',
        id: 'fail',
        eventTypeMatches: true,
        rules: [
          { rule: fails, actual: true, holds: false },
          { rule: inCourse(demoCourse), actual: otherCourse, holds: false },
        ],
        matches: false,
      },
      {
        kind: 'penalty',
        id: 'toothless',
        eventTypeMatches: true,
        rules: [{ rule: fails, actual: true, holds: false }],
        matches: false,
      },
    ]);
  });

  test('says the same as the consumer does with the event', async () => {
    const { conditions } = await tryEvent(json(passing({ passing: false })));
    const matching = conditions.filter(({ matches }: { matches: boolean }) => matches);
    // A penalty without linked requirements never fires (S18).
    expect(matching).toMatchObject([{ id: 'fail' }]);
  });

  test('nothing is stored', async () => {
    await tryEvent(json(passing()));
    expect(await database.query('SELECT 1 FROM learner UNION ALL SELECT 1 FROM parked_message')).toEqual([]);
  });

  const good = json(passing());
  const { id: _, ...withoutId } = good;
  test.each([
    ['type_not_configured', json(enrolled()), /ignored.*BADGES_CONFIG\.events/],
    ['missing_header', withoutId, /parked: id is missing/],
    ['invalid_time', { ...good, time: 'yesterday' }, /parked: time is not an ISO 8601/],
    ['missing_body', { ...good, data: null }, /parked/],
    ['schema_mismatch', { ...good, data: { course_passing_status: { is_passing: 'yes' } } }, /parked.*must be/],
    ['missing_header', {}, /parked: type is missing/],
    ['invalid_header', { ...good, type: 'no type' }, /parked/],
  ])('what the consumer would not process is told: %s', async (reason, event, detail) => {
    expect(await tryEvent(event)).toEqual({ kind: 'unreadable', reason, detail: expect.stringMatching(detail) });
  });

  test('a rule on a path that people are not offered is read as the consumer reads it', async () => {
    const rules = [eq('user.is_active', '+'), eq('user.id', '7')];
    const template = { ...document, requirements: [requirement('hidden', { rules })], penalties: [] };
    expect((await tryEvent(json(passing({ learner: 7 })), template)).conditions).toMatchObject([
      { matches: true, rules: [{ actual: true }, { actual: 7 }] },
    ]);
  });

  test('a body without template, event or kind is refused at its place', async () => {
    const answer = await api.send('viewer', 'POST', '/api/v1/templates/try', {
      body: { template: { ...document, name: '' }, subject: { kind: 'event' } },
    });
    expect(answer.json()).toMatchObject({
      code: 'REQUEST_INVALID',
      mistakes: expect.arrayContaining([
        expect.objectContaining({ path: ['template', 'name'] }),
        expect.objectContaining({ path: ['subject', 'event'] }),
      ]),
    });
  });
});

describe('a template on a learner', () => {
  beforeAll(async () => {
    await storeTemplates(database, [
      template({ id: 'stored', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
    ]);
    await processBatch(consumerParts(database), [messageOf(passing({ learner: 7 }))]);
  });
  const stored = {
    ...document,
    id: 'stored',
    requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)],
    penalties: [],
  };

  test('as it is stored: what the learner has, and what is missing', async () => {
    expect(await tryOn({ kind: 'learner', learner: 7 }, stored)).toMatchObject({
      kind: 'learner',
      learner: 7,
      explanation: {
        ratio: 0.5,
        complete: false,
        groups: [
          { met: true, requirements: [{ requirement: 'a', standing: 'fulfilled', currentRules: true }] },
          { met: false, requirements: [{ requirement: 'b', standing: 'open', evidence: null }] },
        ],
      },
    });
  });

  test('an event that fits, of before the template counted events, is told of as on record for another one', async () => {
    const [requirement] = stored.requirements;
    if (!requirement) throw new Error('no requirement');
    const elsewhere = { ...requirement, id: 'elsewhere', rules: [...requirement.rules].toReversed() };
    const unlike = {
      ...elsewhere,
      id: 'unlike',
      rules: [{ path: 'is_passing', operator: 'eq' as const, value: 'false' }],
    };
    const tried = await tryOn(
      { kind: 'learner', learner: 7 },
      { ...stored, id: 'later', requirements: [elsewhere, unlike] },
    );
    const onRecord = {
      template: stored.id,
      templateName: 'Demo graduate',
      eventId: expect.any(String),
      time: expect.any(String),
    };
    expect(
      tried.explanation.groups.map(({ requirements: [first] }: { requirements: unknown[] }) => first),
    ).toMatchObject([
      { standing: 'open', evidence: null, onRecord },
      { standing: 'open', evidence: null, onRecord: null },
    ]);
  });

  test('as it stands in the editor: with the groups and requirements that it would have', async () => {
    const requirements = stored.requirements.map((each) => ({ ...each, group: 'A' }));
    expect(await tryOn({ kind: 'learner', learner: 7 }, { ...stored, requirements })).toMatchObject({
      explanation: { ratio: 1, complete: true, groups: [{ requirements: [{ currentRules: false }, {}] }] },
    });
  });

  test('a template that is not stored has no evidence yet', async () => {
    expect(await tryOn({ kind: 'learner', learner: 7 }, { ...stored, id: 'new' })).toMatchObject({
      explanation: { ratio: 0, groupsMet: 0 },
    });
  });

  test('an unknown learner', async () => {
    expect(await tryOn({ kind: 'learner', learner: 99 }, stored)).toMatchObject({
      status: 404,
      code: 'LEARNER_NOT_FOUND',
    });
  });
});

describe('events to try on', () => {
  interface Sample {
    readonly source: string;
    readonly time: string | null;
    readonly event: Record<string, unknown>;
  }
  const samples = async (type: string, stage = api): Promise<Sample[]> =>
    (await stage.send('viewer', 'GET', `/api/v1/event-types/${type}/samples`)).json().items;

  test.each(eventTypesWithLearner())('%s: those that are made can be read, and are about somebody', async (type) => {
    const made = await samples(type);
    expect(made.length).toBeGreaterThan(0);
    const read = createReader({ eventTypes: [type] });
    for (const { source, event } of made) {
      expect(source).toBe('made');
      const message = parseCloudEvent(Buffer.from(JSON.stringify(event)), { topic: 't', position: '1' });
      expect(read(message)).toMatchObject({ kind: 'event', event: { type, learner: { id: 7, username: 'ada' } } });
    }
    expect(new Set(made.map(({ event }) => event['id'])).size).toBe(made.length);
  });

  test('one who passes and one who fails, in the demo course and in its CCX', async () => {
    const passed = (await samples(passingType)).map(({ event }) => event['data']);
    expect(passed).toMatchObject([
      { course_passing_status: { is_passing: true, course: { course_key: demoCourse } } },
      { course_passing_status: { is_passing: false, course: { course_key: demoCourse } } },
    ]);
    expect((await samples(ccxPassingType)).map(({ event }) => event['data'])).toMatchObject([
      { course_passing_status: { is_passing: true, course: { ccx_course_key: demoCcx(1) } } },
      { course_passing_status: { is_passing: false } },
    ]);
    const [first] = await samples(passingType);
    expect((await tryEvent(first?.event)).conditions[0]).toMatchObject({ id: 'pass', matches: true });
  });

  test.each([
    'nothing',
    'org.openedx.learning.course.passing.status.update.v1',
    'org.openedx.content_authoring.course.catalog_info.changed.v1',
  ])('of %s there are none', async (type) => {
    const answer = await api.send('viewer', 'GET', `/api/v1/event-types/${type}/samples`);
    expect(answer.json()).toMatchObject({ status: 404, code: 'EVENT_TYPE_NOT_FOUND' });
  });

  test('a bus that does not answer: those that are made are there all the same', async () => {
    const unavailable = new CommandError('BUS_UNAVAILABLE', 'It is away.');
    const stage = await stageApi(database, { recentMessages: () => Promise.reject(unavailable) });
    expect(await samples(passingType, stage)).toHaveLength(2);
    await stage.close();
  });

  describe.skipIf(inject('redisUrl') === null)('from Redis', () => {
    const settingsOf = (prefix: string, url = inject('redisUrl') ?? '') => {
      const { bus } = readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: url, EVENT_BUS_TOPIC_PREFIX: prefix });
      if (bus.redis === null) throw new Error('no Redis');
      return { bus, redis: bus.redis };
    };

    test('the newest real events come first, as they can be tried; others are passed over', async () => {
      const prefix = `p${randomUUID().slice(0, 8)}`;
      const topic = new RedisTopic(inject('redisUrl') ?? '', `${prefix}-learning-badges-lifecycle`);
      const real = Array.from({ length: 7 }, (_, number) => passing({ learner: number + 1, course: otherCourse }));
      await topic.publish(...real, enrolled());
      const { bus, redis } = settingsOf(prefix);
      const stage = await stageApi(database, { recentMessages: (limit) => readRecentMessages(bus, redis, limit) });
      try {
        const found = await samples(passingType, stage);
        expect(found.map(({ source }) => source)).toEqual([
          ...Array.from({ length: 5 }, () => 'recent'),
          'made',
          'made',
        ]);
        expect(found.slice(0, 5).map(({ time }) => time)).toEqual(
          real
            .map(({ time }) => toTimestamp(time))
            .toReversed()
            .slice(0, 5),
        );
        // Of whom it was about nothing is shown, and of types that are not processed nothing at all.
        const person = {
          id: 7,
          is_active: true,
          pii: { username: 'ada', email: 'ada@example.org', name: 'Ada Lovelace' },
        };
        for (const { event } of found)
          expect(event['data']).toMatchObject({
            course_passing_status: { user: person, course: { course_key: expect.any(String) } },
          });
        expect(new Set(found.map(({ event }) => event['id'])).size).toBe(found.length);
        expect(found[0]).toMatchObject({
          time: toTimestamp(real.at(-1)?.time ?? NaN),
          event: {
            type: passingType,
            sourcehost: 'lms',
            sourcelib: '11.2.0',
            data: { course_passing_status: { is_passing: true } },
          },
        });
        expect(await tryEvent(found[0]?.event)).toMatchObject({ kind: 'event', learner: 7 });
        expect((await samples(enrollmentType, stage)).map(({ source }) => source)).toEqual(['made', 'made']);
      } finally {
        await stage.close();
      }
    });

    test('of large messages the newest are read, some megabytes of them', async () => {
      const prefix = `p${randomUUID().slice(0, 8)}`;
      const topic = new RedisTopic(inject('redisUrl') ?? '', `${prefix}-learning-badges-lifecycle`);
      const megabyte = 'x'.repeat(1_048_576);
      const large = Array.from({ length: 12 }, (_, number) => passing({ id: `large-${number}`, course: megabyte }));
      await topic.publish(...large);
      const { bus, redis } = settingsOf(prefix);
      const read = await readRecentMessages(bus, redis, 500);
      expect(read.length).toBeGreaterThanOrEqual(3);
      expect(read.length).toBeLessThanOrEqual(5);
      const newest = large.toReversed().slice(0, read.length);
      expect(read.map(({ body }) => body)).toEqual(newest.map((event) => messageOf(event).body));
    });

    test('looking changes nothing: no group is made, and what is read is still to be processed', async () => {
      const prefix = `p${randomUUID().slice(0, 8)}`;
      const topic = new RedisTopic(inject('redisUrl') ?? '', `${prefix}-learning-badges-lifecycle`);
      await topic.publish(passing());
      const { bus, redis } = settingsOf(prefix);
      const read: readonly RawMessage[] = await readRecentMessages(bus, redis, 10);
      expect(read).toHaveLength(1);
      expect(await topic.position()).toBeNull();
    });

    test('a topic that is not there is empty; a server that is away is told', async () => {
      const { bus, redis } = settingsOf(`p${randomUUID().slice(0, 8)}`);
      expect(await readRecentMessages(bus, redis, 10)).toEqual([]);
      const away = settingsOf('dev', `redis://:secret@127.0.0.1:${await freePort()}/0`);
      const failure = await readRecentMessages(away.bus, away.redis, 10).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'BUS_UNAVAILABLE' });
      expect(String(failure)).not.toContain('secret');
    });
  });
});
