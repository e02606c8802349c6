import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inspectRedisStreams } from '../../src/bus/redis-streams/inspect.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Holder } from '../../src/rules/template.ts';
import { createKeyring } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import { addActivity } from '../../src/store/lists/activity.ts';
import { insertConnection } from '../../src/store/operators/connections.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { addBadges, addTemplate, revoke } from '../support/deliveries.ts';
import { demoCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { freePort } from '../support/ports.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import { passCourse, requirement, template } from '../support/templates.ts';

const organization = '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11';
const one: Holder = { origin: 'credly', organization, template: 'b7a1c2d3-0000-4000-8000-000000000001' };

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
beforeEach(() =>
  database.query(
    `TRUNCATE badge_template, badge_template_version, learner, fulfillment, badge_progress, badge, history, outbox,
              parked_message, inbox_message, provider_account, connection, milestone RESTART IDENTITY`,
  ),
);

const overviewOf = async (stage = api) => (await stage.send('viewer', 'GET', '/api/v1/overview')).json();
const attentionOf = async (stage = api) => (await overviewOf(stage)).attention;

/** The API of a site with other settings; closed by the test. */
async function withApi<T>(options: Parameters<typeof stageApi>[1], work: (stage: ApiStage) => Promise<T>): Promise<T> {
  const stage = await stageApi(database, options);
  try {
    return await work(stage);
  } finally {
    await stage.close();
  }
}

describe('the figures', () => {
  test('of a new site are all zero', async () => {
    expect(await overviewOf()).toEqual({
      templates: { total: 0, active: 0 },
      learners: 0,
      badges: { awarded: 0, revoked: 0 },
      parked: 0,
      delivery: { due: 0, failed: 0, retrying: 0, oldestDueAt: null },
      bus: {
        state: 'not_configured',
        message: '',
        wording: [],
        topics: [],
        inbox: { open: false, waiting: 0 },
        announcing: true,
        signalsWaiting: 0,
      },
      processes: [],
      attention: [
        { kind: 'no_active_template', severity: 'warning', count: 1, subject: '', origin: null },
        { kind: 'embedded_database', severity: 'info', count: 1, subject: '', origin: null },
      ],
      firstEventAt: null,
    });
  });

  test('follow what happens', async () => {
    await storeTemplates(database, [
      template({ id: 'demo', requirements: [passCourse('pass', demoCourse)] }),
      template({ id: 'other', active: false }),
    ]);
    const events = [7, 8, 9].map((learner) => messageOf(passing({ learner })));
    await processBatch(consumerParts(database), [...events, messageOf(passing(), { body: null })]);
    const [badge] = await database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = 7');
    await revoke(database, badge?.id ?? '');
    await addActivity(database, [{ minute: Date.parse('2026-11-22T10:00Z'), metric: 'events_applied', count: 3 }]);
    expect(await overviewOf(await stageApi(database))).toMatchObject({
      templates: { total: 2, active: 1 },
      learners: 3,
      badges: { awarded: 2, revoked: 1 },
      parked: 1,
      delivery: { due: 2, failed: 0, retrying: 0, oldestDueAt: expect.any(String) },
      bus: { signalsWaiting: 3 },
      firstEventAt: '2026-11-22T10:00:00.000Z',
    });
  });

  test('tell deliveries that are tried again from those that wait for an operator', async () => {
    const [first, second, third] = await addBadges(database, await addTemplate(database, one), 4);
    await database.query("UPDATE badge SET state = 'error', due_at = '2026-01-01T00:00Z' WHERE id = $1", [first]);
    await database.query("UPDATE badge SET state = 'error', due = NULL, due_at = NULL WHERE id IN ($1, $2)", [
      second,
      third,
    ]);
    const { delivery } = await overviewOf(await stageApi(database));
    expect(delivery).toEqual({ due: 2, failed: 2, retrying: 1, oldestDueAt: '2026-01-01T00:00:00.000Z' });
  });
});

describe('what needs attention', () => {
  test('parked messages and signals that wait long', async () => {
    await storeTemplates(database, [template()]);
    const parts = consumerParts(database);
    await processBatch(parts, [messageOf(passing()), messageOf(passing(), { body: null })]);
    const kinds = async () => (await attentionOf(await stageApi(database))).map(({ kind }: { kind: string }) => kind);
    expect(await kinds()).toEqual(['parked_messages', 'embedded_database']);
    await database.query("UPDATE outbox SET created_at = now() - interval '2 minutes'");
    expect(await kinds()).toEqual(['parked_messages', 'signals_waiting', 'embedded_database']);
    const inspection = {
      server: 'Redis 7.0.15',
      inconveniences: [],
      topics: [
        {
          topic: 'dev-topic',
          length: 1_500,
          group: 'g',
          standing: { pending: 100, lag: 1_400, consumers: 1 },
          lacks: [],
          holdsSignals: true,
          otherGroups: [],
          keeping: null,
        },
      ],
      prefixes: [],
    };
    expect(
      await attentionOf(await stageApi(database, { inspectBus: () => Promise.resolve(inspection) })),
    ).toContainEqual({
      kind: 'signals_held',
      severity: 'info',
      count: 1_500,
      subject: 'dev-topic',
      origin: null,
    });
    const off = await stageApi(database, { announces: false });
    expect((await attentionOf(off)).map(({ kind }: { kind: string }) => kind)).toEqual([
      'parked_messages',
      'embedded_database',
    ]);
    expect((await overviewOf(off)).bus).toMatchObject({ announcing: false, signalsWaiting: 0 });
  });

  test('deliveries that failed for good, by account; the errors come first', async () => {
    const badges = await addBadges(database, await addTemplate(database, one), 3);
    await database.query("UPDATE badge SET state = 'error', due = NULL, due_at = NULL WHERE id <> $1", [badges[0]]);
    const settings = { BADGES_CONFIG: `credly: {ORGANIZATIONS: {${organization}: a-key-of-tests}}` };
    await withApi({ environment: settings }, async (stage) => {
      const [first] = await attentionOf(stage);
      expect(first).toEqual({
        kind: 'failed_deliveries',
        severity: 'error',
        count: 2,
        subject: organization,
        origin: 'credly',
      });
    });
  });

  test.each([
    [503, 'warning'],
    [401, 'error'],
  ])('an account that is paused after %i: %s', async (status, severity) => {
    await database.query(
      `INSERT INTO provider_account (origin, account, failures, paused_until, last_status)
       VALUES ('credly', $1, 5, now() + interval '1 minute', $2), ('accredible', 'main', 2, NULL, 500)`,
      [organization, status],
    );
    expect(await attentionOf()).toContainEqual({
      kind: 'paused_account',
      severity,
      count: 5,
      subject: organization,
      origin: 'credly',
    });
    expect(JSON.stringify(await attentionOf())).not.toContain('main');
  });

  test('an account whose pause is over, as long as badges wait for it', async () => {
    await database.query(
      `INSERT INTO provider_account (origin, account, failures, paused_until, last_status)
       VALUES ('credly', $1, 5, now() - interval '1 minute', 503)`,
      [organization],
    );
    const paused = async () =>
      (await attentionOf()).filter(({ kind }: { kind: string }) => kind === 'paused_account').length;
    expect(await paused()).toBe(0);
    await addBadges(database, await addTemplate(database, one));
    expect(await paused()).toBe(1);
  });

  test.each([
    [140, undefined],
    [151, { kind: 'key_expires', severity: 'warning' }],
    [181, { kind: 'key_expired', severity: 'error' }],
  ])('the key of a connection after %i days', async (days, expected) => {
    const keyIssuedOn = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const keyring = createKeyring(readSettings({ LAUREL_ENCRYPTION_KEYS: encryptionKeys }).secrets.encryptionKeys);
    const sealedKey = keyring.seal('a-key-of-tests', ['connection', 'credly', organization]);
    await database.transaction((transaction) =>
      insertConnection(transaction, {
        origin: 'credly',
        account: organization,
        name: 'One',
        keyIssuedOn,
        sealedKey,
      }),
    );
    const found = (await attentionOf()).find(({ kind }: { kind: string }) => kind.startsWith('key_'));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ ...expected, subject: organization, origin: 'credly' });
  });

  test('templates that no longer fit the settings, until they do again', async () => {
    const enrolled = 'org.openedx.learning.course.enrollment.created.v1';
    await storeTemplates(database, [
      template({ id: 'enrolled', requirements: [requirement('enrolled', { event: enrolled, rules: [] })] }),
      template({ id: 'at-credly', holder: one }),
      template({ id: 'well' }),
    ]);
    const mistakes = (await attentionOf()).filter(({ kind }: { kind: string }) => kind === 'template_mistakes');
    expect(mistakes).toEqual([
      { kind: 'template_mistakes', severity: 'error', count: 1, subject: 'at-credly', origin: 'credly' },
      { kind: 'template_mistakes', severity: 'error', count: 1, subject: 'enrolled', origin: 'openedx' },
    ]);
    const environment = {
      BADGES_CONFIG: `{events: [${enrolled}, ${passing().type}], credly: {ORGANIZATIONS: {${organization}: a-key-of-tests}}}`,
    };
    await withApi({ environment }, async (stage) => {
      expect(await attentionOf(stage)).toEqual([expect.objectContaining({ kind: 'embedded_database' })]);
    });
  });

  test('is found again when templates change, and many of them have one entry together', async () => {
    expect(await attentionOf()).toContainEqual(expect.objectContaining({ kind: 'no_active_template' }));
    await storeTemplates(
      database,
      Array.from({ length: 25 }, (_, number) =>
        template({
          id: `at-credly-${number}`,
          holder: { ...one, template: `${one.template.slice(0, -2)}${10 + number}` },
        }),
      ),
    );
    const mistakes = (await attentionOf()).filter(({ kind }: { kind: string }) => kind === 'template_mistakes');
    expect(mistakes).toHaveLength(10);
    expect(mistakes.at(-1)).toMatchObject({ subject: '', count: 16 });
  });
});

describe.skipIf(!isRedisInstalled())('the event bus', () => {
  const busOf = (url: string) => {
    const settings = readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: url, EVENT_BUS_TOPIC_PREFIX: 'dev' });
    if (settings.bus.redis === null) throw new Error('no Redis is set');
    const { bus } = settings;
    const { redis } = settings.bus;
    return { inspectBus: () => inspectRedisStreams(bus, redis) };
  };

  test('that is away is told as a state, without its password', async () => {
    const url = `redis://:hush-hush@127.0.0.1:${await freePort()}/0`;
    await withApi(busOf(url), async (stage) => {
      const answer = await stage.send('viewer', 'GET', '/api/v1/overview');
      expect(answer.status).toBe(200);
      expect(answer.json().bus).toMatchObject({ state: 'away', message: expect.stringContaining('ECONNREFUSED') });
      expect(answer.json().attention[0]).toMatchObject({ kind: 'bus_away', severity: 'error' });
      expect(answer.text).not.toContain('hush-hush');
    });
  });

  test('that hangs is not waited for, and answers when it goes on', async () => {
    const redis = await startRedisServer();
    try {
      await withApi(busOf(redis.url), async (stage) => {
        expect((await overviewOf(stage)).bus.state).toBe('works');
        redis.freeze();
        const begun = performance.now();
        const { bus } = await waitForState(stage, 'away');
        expect(performance.now() - begun).toBeLessThan(8_000);
        expect(bus.message).toContain('did not respond');
        redis.thaw();
        await waitForState(stage, 'works');
      });
    } finally {
      redis.thaw();
      await redis.remove();
    }
  });

  test('whose messages nobody reads is told with how many they are', async () => {
    const redis = await startRedisServer();
    try {
      await new RedisTopic(redis.url).publish(passing(), passing());
      await withApi(busOf(redis.url), async (stage) => {
        const { bus, attention } = await overviewOf(stage);
        expect(bus.topics).toEqual([
          {
            topic: 'dev-learning-badges-lifecycle',
            exists: true,
            messages: 2,
            group: 'badges.dev-learning-badges-lifecycle',
            lag: 2,
            pending: 0,
            consumers: 0,
            partitions: null,
            lastCommitAt: null,
            holdsSignals: false,
          },
        ]);
        expect(attention[0]).toMatchObject({
          kind: 'bus_unread',
          severity: 'error',
          count: 2,
          subject: 'dev-learning-badges-lifecycle',
        });
      });
    } finally {
      await redis.remove();
    }
  });

  async function waitForState(stage: ApiStage, state: string) {
    for (;;) {
      const found = await overviewOf(stage);
      if (found.bus.state === state) return found;
    }
  }
});

const encryptionKeys = `one:${randomBytes(32).toString('base64')}`;
