import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { Simulation } from '../../src/cli/simulation.ts';
import { parseCloudEvent } from '../../src/events/cloudevents-json.ts';
import { encodeEvent, toCloudEventJson } from '../../src/events/encode.ts';
import { createReader } from '../../src/events/reader.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import { validateTemplate } from '../../src/rules/validate.ts';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { enrollment, login, passing } from '../../simulators/lms/event-types.ts';
import { Refused, take } from '../../simulators/lms/pace.ts';
import { scenario } from '../../simulators/lms/scenario.ts';
import { sendOverHttp } from '../../simulators/lms/send-http.ts';
import { sendToRedis } from '../../simulators/lms/send-redis.ts';
import { lmsEvents, type LmsEvent, type LmsOptions } from '../../simulators/lms/stream.ts';
import type { UserData } from '../../simulators/lms/people.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import { basic, sender } from './client.ts';

const events = (count: number, options: LmsOptions = {}): LmsEvent[] => [...take(count, lmsEvents(options))];
const learnerOf = ({ type, payload }: LmsEvent): UserData => (type === login ? payload : payload['user']) as UserData;
const setting = scenario({ credlyToken: 'sim-credly-token', accredibleKey: 'sim-accredible-key' });

describe('the stream', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(events(300)).toEqual(events(300));
    expect(events(300, { seed: 2 })).not.toEqual(events(300));
  });

  test('goes forward in time, with ids of version 1 that never repeat', () => {
    const list = events(5000);
    const times = list.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(list.map(({ id }) => id)).size).toBe(5000);
    for (const { id } of list) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-a73a-[0-9a-f]{12}$/);
  });

  test('every event fits its schema', () => {
    for (const { type, payload, id, time, source } of events(3000))
      expect(encodeEvent(type, payload, { id, time, source, sourcehost: 'lms' }).body.length).toBeGreaterThan(0);
  });

  test('learners fail, pass again and fail after passing', () => {
    const courses = new Map<string, string>();
    for (const event of events(5000).filter(({ type }) => type === passing)) {
      const course = event.payload['course'] as { course_key: string };
      const key = `${learnerOf(event).id} ${course.course_key}`;
      courses.set(key, (courses.get(key) ?? '') + (event.payload['is_passing'] === true ? 'P' : 'F'));
    }
    const histories = [...courses.values()];
    for (const pattern of [/^P+$/, /FP/, /PF/, /PFP/]) expect(histories.some((one) => pattern.test(one))).toBe(true);
  });

  test('staff enrols some, people are renamed, names come from several scripts', () => {
    const list = events(4000);
    const makers = list.filter(({ type }) => type === enrollment).map(({ payload }) => payload['created_by']);
    expect(makers.some((maker) => maker === null)).toBe(true);
    expect(makers.some((maker) => maker !== null)).toBe(true);
    const names = Map.groupBy(list.map(learnerOf), ({ id }) => id);
    expect([...names.values()].some((users) => new Set(users.map(({ pii }) => pii.name)).size > 1)).toBe(true);
    const all = list.map((event) => learnerOf(event).pii);
    for (const script of ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari', 'Han', 'Hangul', 'Thai'])
      expect(
        all.some(({ name }) => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
        script,
      ).toBe(true);
    for (const { email, username } of all) {
      expect(email).toMatch(/^[a-z0-9._-]+@example\.org$/);
      expect(username).toMatch(/^[a-z0-9_]+$/);
    }
  });

  test('user names belong to one learner', () => {
    const owners = Map.groupBy(events(20_000).map(learnerOf), ({ pii }) => pii.username);
    for (const users of owners.values()) expect(new Set(users.map(({ id }) => id)).size).toBe(1);
  });
});

describe('the scenario', () => {
  const vocabulary = createVocabulary(setting.events, []);

  test('has templates that can be activated', () => {
    expect(setting.templates.length).toBeGreaterThanOrEqual(8);
    for (const template of setting.templates) expect(validateTemplate(template, vocabulary)).toEqual([]);
    expect(new Set(setting.templates.map(({ holder }) => holder.origin))).toEqual(
      new Set(['openedx', 'credly', 'accredible']),
    );
  });

  test('every template is awarded by 2,000 events, and those with penalties are revoked', () => {
    const read = createReader({ eventTypes: setting.events });
    const simulation = new Simulation(setting.templates, vocabulary);
    for (const { type, payload, id, time, source } of events(2000)) {
      const line = toCloudEventJson(type, payload, { id, time, source, sourcehost: 'lms' });
      simulation.take(read(parseCloudEvent(Buffer.from(line), { topic: 'simulated', position: id })));
    }
    const { events: counts, signals } = simulation.result();
    expect(counts).toMatchObject({ read: 2000, parked: {} });
    expect(counts.ignored['type_not_configured']).toBeGreaterThan(50);
    const seen = (type: string) =>
      new Set(signals.filter((signal) => signal.type.includes(type)).map(({ template }) => template));
    expect(seen('awarded')).toEqual(new Set(setting.templates.map(({ id }) => id)));
    const withPenalty = setting.templates.filter(({ penalties }) => penalties.length > 0).map(({ id }) => id);
    expect(seen('revoked')).toEqual(new Set(withPenalty));
  });

  test('its provider templates are the ones that the simulators hold', async () => {
    const credly = await startCredlySimulator({ organizations: [setting.credly] });
    const accredible = await startAccredibleSimulator({ accounts: [setting.accredible] });
    const asCredly = sender(credly.apiBaseUrl, basic('sim-credly-token'));
    const asAccredible = sender(accredible.apiBaseUrl, { authorization: 'Token token=sim-accredible-key' });
    for (const { holder, name } of setting.templates) {
      if (holder.origin === 'credly') {
        const path = `organizations/${holder.organization}/badge_templates/${holder.template}`;
        expect((await asCredly('GET', path)).json['data']).toMatchObject({ name, state: 'active' });
      }
      if (holder.origin === 'accredible') {
        const { json } = await asAccredible('GET', `v1/issuer/groups/${holder.group}`);
        expect(json['group']).toMatchObject({ course_name: name });
      }
    }
    await Promise.all([credly.close(), accredible.close()]);
  });
});

describe('sending over HTTP', () => {
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach((close) => close()));

  /** An inbox that answers with the given statuses, then 202; 0 cuts the connection. */
  async function inbox(...statuses: readonly number[]) {
    const left = [...statuses];
    const requests: { readonly type: string; readonly token: string; readonly ids: readonly string[] }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        const status = left.shift() ?? 202;
        if (status === 0) return request.socket.destroy();
        const ids = (JSON.parse(text) as { id: string }[]).map(({ id }) => id);
        const { 'content-type': type = '', authorization: token = '' } = request.headers;
        if (status === 202) requests.push({ type, token, ids });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
    return { target: { url, token: 'secret-token' }, requests };
  }

  test('posts every event once, in order, in batches of CloudEvents, whatever the inbox does meanwhile', async () => {
    const { target, requests } = await inbox(503, 0, 202, 429, 500);
    const list = events(25);
    const totals: number[] = [];
    const sent = await sendOverHttp(list, target, { batchSize: 10, onSent: (total) => totals.push(total) });
    expect([sent, totals]).toEqual([25, [10, 20, 25]]);
    expect(requests.flatMap(({ ids }) => ids)).toEqual(list.map(({ id }) => id));
    for (const { type, token } of requests)
      expect([type, token]).toEqual(['application/cloudevents-batch+json', 'Bearer secret-token']);
  });

  test('gives up when it is refused', async () => {
    const { target } = await inbox(401);
    await expect(sendOverHttp(events(5), target)).rejects.toThrow(Refused);
  });

  test('keeps to its rate, and stops when told', async () => {
    const { target, requests } = await inbox();
    const started = performance.now();
    await sendOverHttp(events(20), target, { rate: 200 });
    expect(performance.now() - started).toBeGreaterThan(90);
    const stop = new AbortController();
    const sent = await sendOverHttp(lmsEvents(), target, {
      rate: 500,
      signal: stop.signal,
      onSent: (total) => total >= 5 && stop.abort(),
    });
    expect(requests.flatMap(({ ids }) => ids)).toHaveLength(20 + sent);
  });
});

describe.skipIf(!isRedisInstalled())('sending to Redis', () => {
  const entriesOf = async (url: string, topic: string) => {
    const connection = new RedisConnection(url);
    const reply = (await connection.send(['XRANGE', topic, '-', '+'])) as [Buffer, Buffer[]][];
    connection.close();
    return reply.map(([, fields]) => fields);
  };

  test('adds the wire form, in order', async () => {
    const redisUrl = inject('redisUrl') ?? '';
    const topic = `lms-test-${process.pid}-learning-badges-lifecycle`;
    const list = events(250);
    expect(await sendToRedis(list, { redisUrl, topic })).toBe(250);
    const entries = await entriesOf(redisUrl, topic);
    const names = ['type', 'id', 'source', 'time', 'minorversion', 'sourcehost', 'sourcelib', 'event_data'];
    expect(entries[0]?.filter((_, place) => place % 2 === 0).map(String)).toEqual(names);
    expect(entries.map((fields) => String(fields[3]))).toEqual(list.map(({ id }) => id));
  });

  test('loses nothing when Redis is restarted on the way', async () => {
    const redis = await startRedisServer({ persistent: true });
    const topic = 'dev-learning-badges-lifecycle';
    const list = events(600);
    let restarted: Promise<void> | undefined;
    await sendToRedis(
      list,
      { redisUrl: redis.url, topic },
      {
        batchSize: 50,
        onSent: (total) => {
          if (total >= 200) restarted ??= redis.restart();
        },
      },
    );
    await restarted;
    const ids = (await entriesOf(redis.url, topic)).map((fields) => String(fields[3]));
    expect(new Set(ids)).toEqual(new Set(list.map(({ id }) => id)));
    await redis.remove();
  });
});
