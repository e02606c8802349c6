import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { ccxPassing, ccxPassingType, passing, passingType, userData } from '../support/events.ts';
import { isKafkaInstalled } from '../support/kafka.ts';
import { KafkaTopic } from '../support/kafka-topic.ts';
import type { KafkaEntry } from '../support/kafka-topic.ts';
import { awarded, openInteropSite, revoked } from '../support/interop-site.ts';
import type { InteropSite } from '../support/interop-site.ts';
import { sharedKafka } from '../support/on-demand.ts';
import type { SharedKafka } from '../support/on-demand.ts';
import { openedxPython } from '../support/openedx.ts';
import { findPython } from '../support/python.ts';
import { isRegistryInstalled } from '../support/registry.ts';
import { waitFor } from '../support/wait.ts';
import type { Platform } from './platform.ts';
import type { Received } from './platform.ts';

const canRun = findPython() !== undefined && isKafkaInstalled() && isRegistryInstalled() && hasPostgresql();

describe.skipIf(!canRun)('Laurel among Open edX services: openedx-events 11.2.0, edx-event-bus-kafka 6.2.0', () => {
  const prefix = `interop-${randomUUID().slice(0, 8)}`;
  const topicName = `${prefix}-learning-badges-lifecycle`;
  let kafka: SharedKafka;
  let topic: KafkaTopic;
  let site: InteropSite;
  let database: TestDatabase;
  let platform: Platform;

  beforeAll(async () => {
    const [python, shared] = await Promise.all([openedxPython('kafka'), sharedKafka()]);
    kafka = shared;
    topic = new KafkaTopic(kafka, topicName);
    await topic.create({ partitions: 3 });
    // Its consumers begin at the end of a topic otherwise, which may lie behind the first signal.
    await topic.admin.commit('lms_dev', topicName, [0n, 0n, 0n]);
    site = await openInteropSite(
      python,
      { kafka, prefix },
      {
        EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.kafkaServers,
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: kafka.registryUrl,
        EVENT_BUS_TOPIC_PREFIX: prefix,
      },
    );
    ({ database, platform } = site);
  }, 600_000);

  afterAll(async () => {
    await site?.close();
    await topic?.close();
  });

  const sentOf = (type: string): Promise<KafkaEntry[]> =>
    waitFor(`${type} is on the topic`, async () => {
      const entries = (await topic.entries()).filter((entry) => entry.header('ce_type') === type);
      return entries.length > 0 && entries;
    });

  test.each([
    {
      what: 'COURSE_PASSING_STATUS_UPDATED',
      pass: passing({ learner: 101 }),
      fail: passing({ learner: 101, passing: false }),
      name: 'Demo graduate',
    },
    // A closed CCX: this learner earns two badges, whose signals lie in different partitions.
    {
      what: 'CCX_COURSE_PASSING_STATUS_UPDATED',
      pass: ccxPassing({ learner: 102, maxStudents: 0 }),
      fail: ccxPassing({ learner: 102, passing: false }),
      name: 'CCX graduate',
    },
  ])('$what from their producer: a badge, then none; their receivers get the BadgeData', async (example) => {
    const { pass, fail, name } = example;
    const learner = pass.learner.id;
    await platform.send(pass.type, pass.payload);
    const award = await platform.waitForSignal(awarded, learner, name);
    await platform.send(fail.type, fail.payload);
    const revocation = await platform.waitForSignal(revoked, learner, name);
    const [stored] = await database.database.query<{ badge: string; template: string }>(
      'SELECT badge.id AS badge, uuid AS template FROM badge JOIN badge_template ON badge_template.id = template_id WHERE learner_id = $1 AND name = $2',
      [learner, name],
    );
    for (const signal of [award, revocation]) {
      expect(signal).toMatchObject({
        is_badge_data: true,
        badge: {
          uuid: stored?.badge,
          user: userData(learner),
          template: { uuid: stored?.template, origin: 'openedx', name },
        },
        metadata: { source: 'openedx/laurel/web', sourcelib: [11, 2, 0], utc_offset_seconds: 0, minorversion: 0 },
      } satisfies Record<string, unknown> | Partial<Received>);
    }
    expect(award.metadata.id).not.toBe(revocation.metadata.id);
    expect(await database.database.query('SELECT 1 FROM parked_message')).toEqual([]);
  });

  test('what other tests write as the platform is what its producer writes', async () => {
    const event = passing({ learner: 103, course: 'course-v1:Ünï+学+2026', passing: false });
    await platform.send(event.type, event.payload);
    const theirs = await waitFor('their event is on the topic', async () =>
      (await topic.entries()).find(({ key }) => String(key).includes('course-v1:Ünï+学+2026')),
    );
    const ours = await topic.messageOf(event);
    expect(ours.key?.toString('hex')).toBe(theirs.key?.toString('hex'));
    expect(ours.value?.toString('hex')).toBe(theirs.value?.toString('hex'));
    expect(ours.headers?.map(([name]) => name)).toEqual(theirs.headers.map(([name]) => name));
  });

  test('S5, K07: the same signal from both is the same message: headers in their order, key, frame and body, subjects', async () => {
    const [ours] = await sentOf(awarded);
    const signal = await platform.waitForSignal(awarded, 101);
    await platform.send(awarded, signal.badge);
    const theirs = await waitFor('their signal is on the topic', async () =>
      (await sentOf(awarded)).find((entry) => entry.header('ce_source') === 'openedx/lms/web'),
    );
    const same = (await sentOf(awarded)).find((entry) => String(entry.key) === String(theirs.key) && entry !== theirs);
    expect(ours).toBeDefined();
    expect(same?.key?.toString('hex')).toBe(theirs.key?.toString('hex'));
    expect(same?.value?.toString('hex')).toBe(theirs.value?.toString('hex'));
    // librdkafka's partitioner put theirs where ours is.
    expect(same?.partition).toBe(theirs.partition);
    const names = (entry: KafkaEntry | undefined): (readonly string[])[] =>
      (entry?.headers ?? []).map(([name, value]) =>
        ['ce_id', 'ce_time', 'ce_source', 'sourcehost'].includes(name) ? [name] : [name, value],
      );
    expect(names(same)).toEqual(names(theirs));
    expect(same?.header('ce_time')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/);

    const subjects = (await (await fetch(`${kafka.registryUrl}/subjects`)).json()) as string[];
    expect(subjects.filter((subject) => subject.startsWith(topicName)).toSorted()).toEqual(
      [
        `${topicName}-string`,
        ...[awarded, revoked, passingType, ccxPassingType].map((type) => `${topicName}-${type}.CloudEvent`),
      ].toSorted(),
    );
    const versions = await Promise.all(
      [`${topicName}-string`, `${topicName}-${awarded}.CloudEvent`].map(async (subject) =>
        (await fetch(`${kafka.registryUrl}/subjects/${encodeURIComponent(subject)}/versions`)).json(),
      ),
    );
    // Whoever came second found the other's as if it were its own. Their keys have a schema for each field: of courses, CCX, badges.
    expect(versions).toEqual([[1, 2, 3], [1]]);
  });
});
