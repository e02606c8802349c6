import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startInbox } from '../../src/bus/http-inbox/server.ts';
import type { Inbox } from '../../src/bus/http-inbox/server.ts';
import { openInboxSubscription } from '../../src/bus/http-inbox/subscription.ts';
import type { InboxSubscriptionOptions } from '../../src/bus/http-inbox/subscription.ts';
import type { Subscription } from '../../src/bus/bus.ts';
import { createReader } from '../../src/events/reader.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Database } from '../../src/store/database/database.ts';
import { countInboxMessages } from '../../src/store/engine/inbox.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import {
  batchType,
  binaryHeaders,
  data,
  inboxSettings,
  post,
  structured,
  structuredType,
  token,
} from './inbox-requests.ts';
import { idsOf, passingBody, passingType } from './passing-status.ts';

const never = new AbortController().signal;

describe.skipIf(!hasPostgresql())('HTTP inbox', () => {
  let store: TestDatabase;
  let database: Database;
  let inbox: Inbox;
  let opened: Subscription[];
  const logs = recordLogs();

  beforeAll(async () => {
    store = await createTestDatabase();
    ({ database } = store);
    inbox = await startInbox({ database, settings: inboxSettings, logger: logs.logger });
  });
  afterAll(async () => {
    await inbox.close();
    await store.close();
  });
  beforeEach(async () => {
    opened = [];
    await database.query('TRUNCATE inbox_message');
  });
  afterEach(async () => {
    await Promise.all(opened.map((subscription) => subscription.close()));
  });

  const subscribe = (options: Partial<InboxSubscriptionOptions> = {}): Subscription => {
    const subscription = openInboxSubscription({ database, logger: logs.logger, pollMs: 50, ...options });
    opened.push(subscription);
    return subscription;
  };
  const waiting = (): Promise<number> => countInboxMessages(database);
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as { status: number; title: string; detail: string; errors?: string[] };
    expect(problem.status).toBe(response.status);
    return problem;
  };

  test.each([
    ['structured', structuredType, {}, structured('e1')],
    ['structured with a byte order mark', structuredType, {}, `\ufeff${JSON.stringify(structured('e1'))}`],
    ['binary with JSON', 'application/json; charset=utf-8', binaryHeaders('e1'), data],
    ['binary with Avro', 'application/avro', binaryHeaders('e1'), passingBody],
    ['batch', batchType, {}, [structured('e1')]],
  ])('%s mode: the event is durable before the answer, and means the same', async (_, contentType, headers, body) => {
    const response = await post(inbox, contentType, body, headers);
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: 1 });
    expect(await waiting()).toBe(1);
    const [message] = await subscribe().read(10, never);
    expect(message).toMatchObject({ topic: 'http-inbox', deliveries: 1 });
    const read = createReader({ eventTypes: [passingType] });
    expect(read(message as RawMessage)).toEqual({
      kind: 'event',
      event: {
        type: passingType,
        id: 'e1',
        source: 'openedx/lms/web',
        time: Date.UTC(2026, 10, 22, 10, 27, 28) * 1000 + 130_449,
        payload: data.course_passing_status,
        learner: { id: 7, username: 'first', email: 'first@x.org', name: 'Jane', active: true },
      },
    });
  });

  test('a duplicate is taken like any other: telling it from the first is the business of whoever processes it', async () => {
    await post(inbox, structuredType, structured('same'));
    expect((await post(inbox, structuredType, structured('same'))).status).toBe(202);
    expect(idsOf(await subscribe().read(10, never))).toEqual(['same', 'same']);
  });

  test('an empty batch is nothing, and fine', async () => {
    const response = await post(inbox, batchType, []);
    expect([response.status, await response.json()]).toEqual([202, { accepted: 0 }]);
  });

  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer another-token-of-the-tests' }],
    ['a prefix of the token', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['another scheme', { authorization: `Basic ${token}` }],
  ])('%s: 401, and nothing is stored', async (_, headers) => {
    const response = await fetch(`${inbox.url}/events`, {
      method: 'POST',
      headers: { 'content-type': structuredType, ...headers },
      body: JSON.stringify(structured('e1')),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect((await problemOf(response)).detail).not.toContain(token);
    expect(await waiting()).toBe(0);
  });

  test.each([
    ['no JSON', '{"specversion"', /not a JSON object/],
    ['a list', [structured('e1')], /not a JSON object/],
    ['JSON in UTF-16', Buffer.from(JSON.stringify(structured('e1')), 'utf16le'), /not a JSON object in UTF-8/],
    ['an attribute that is an object', structured('e1', { source: {} }), /texts or whole numbers/],
    ['no specversion', structured('e1', { specversion: undefined }), /specversion is missing/],
    ['another specversion', structured('e1', { specversion: '0.3' }), /specversion must be 1.0/],
    ['no type and id', structured('e1', { type: undefined, id: '' }), /type, id are missing/],
    ['no time', structured('e1', { time: undefined }), /time is missing/],
    [
      'a time of no zone',
      structured('e1', { time: '2026-11-22T10:27:28' }),
      /time must be a date and time with its zone/,
    ],
    ['control characters', structured('e1', { source: 'a\nb' }), /source .*control characters/],
    ['no data', structured('e1', { data: undefined }), /data is missing/],
  ])('a malformed envelope, %s: 400 says what is wrong', async (_, body, complaint) => {
    const response = await post(inbox, structuredType, body);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors).toEqual([expect.stringMatching(complaint)]);
    expect(await waiting()).toBe(0);
  });

  test('one malformed event refuses the whole batch, and every malformed one is named by its place', async () => {
    const batch = [structured('e0'), structured('e1', { id: undefined }), structured('e2'), 'text'];
    const response = await post(inbox, batchType, batch);
    expect(response.status).toBe(400);
    const { detail, errors } = await problemOf(response);
    expect(detail).toContain('2 of 4');
    expect(errors).toEqual(['event 1: id is missing', expect.stringMatching(/^event 3: not a JSON object/)]);
    expect(await waiting()).toBe(0);
  });

  test('S3: what is nested deep or is malformed throughout is refused at the cost of its bytes, and not for later', async () => {
    const deep = (levels: number, around: (inner: string) => string) => around('['.repeat(levels) + ']'.repeat(levels));
    const whole = JSON.stringify(structured('e1', { data: 'HERE' }));
    const inside = (inner: string) => whole.replace('"HERE"', inner);
    const requests: [string, string, Record<string, string>?][] = [
      [structuredType, deep(45_000, inside)],
      [structuredType, '{"a":'.repeat(15_000)],
      ['application/json', deep(45_000, (inner) => inner), binaryHeaders('e1')],
      [batchType, deep(45_000, (inner) => `[${inside(inner)}]`)],
      [batchType, `[${'1,'.repeat(49_000)}1]`],
      [batchType, `[${'"\\u0000",'.repeat(9_000)}1]`],
    ];
    for (const [contentType, body, headers] of requests) {
      const response = await post(inbox, contentType, body, headers);
      expect(response.status).toBe(400);
      expect((await response.text()).length).toBeLessThan(20_000);
    }
    const { errors, detail } = await problemOf(await post(inbox, batchType, `[${'1,'.repeat(49_000)}1]`));
    expect(detail).toContain('at least 100 of 49001 events');
    expect(errors).toHaveLength(100);
    expect(await waiting()).toBe(0);
    expect((await post(inbox, structuredType, structured('e1'))).status).toBe(202);
  });

  test('a batch that is no list: 400', async () => {
    const response = await post(inbox, batchType, structured('e1'));
    expect((await problemOf(response)).detail).toContain('not a JSON array');
  });

  test('binary mode: headers are percent-decoded, and a missing or broken one is named', async () => {
    const accepted = await post(inbox, 'application/json', data, {
      ...binaryHeaders('e1'),
      'ce-source': '"openedx/%C3%A9cole"',
    });
    expect(accepted.status).toBe(202);
    const [message] = await subscribe().read(10, never);
    expect(message?.fields.map(String)).toContain('openedx/école');

    const broken = await post(inbox, 'application/avro', passingBody, { ...binaryHeaders('e1'), 'ce-id': '%E9' });
    expect((await problemOf(broken)).errors).toEqual(['ce-id is not percent-encoded UTF-8']);
    const bare = await post(inbox, 'application/json', data);
    expect((await problemOf(bare)).errors).toEqual(['specversion is missing']);
    const noJson = await post(inbox, 'application/json', '{', binaryHeaders('e1'));
    expect((await problemOf(noJson)).errors).toEqual([expect.stringMatching(/^the body is not JSON in UTF-8/)]);
  });

  test('another content type: 415 names the right ones', async () => {
    const response = await post(inbox, 'text/plain', 'hello');
    expect(response.status).toBe(415);
    expect((await problemOf(response)).detail).toContain(structuredType);
  });

  test('a body beyond the limit: 413', async () => {
    const response = await post(inbox, structuredType, 'x'.repeat(inboxSettings.maxBodyBytes + 1));
    expect(response.status).toBe(413);
    expect((await problemOf(response)).detail).toContain('LAUREL_INBOX_MAX_BODY_BYTES');
  });

  test('any other address: 404 as a problem', async () => {
    const response = await fetch(`${inbox.url}/admin`);
    expect(response.status).toBe(404);
    await problemOf(response);
  });

  test('a taken address is ADDRESS_IN_USE', async () => {
    const port = Number(new URL(inbox.url).port);
    await expect(
      startInbox({ database, settings: { ...inboxSettings, port }, logger: logs.logger }),
    ).rejects.toMatchObject({
      code: 'ADDRESS_IN_USE',
    });
  });

  test('E09: no log line holds a payload or the token', () => {
    expect(logs.text()).not.toContain('first@x.org');
    expect(logs.text()).not.toContain(token);
  });
});
