import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RawMessage } from '../../src/events/message.ts';
import type { Database } from '../../src/store/database/database.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import type { ParkedReason } from '../../src/store/engine/parked.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { demoCourse, enrolled, passing } from '../support/events.ts';
import { expectBadCursorsRefused } from '../support/lists.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';

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

beforeEach(async () => {
  await database.query(
    `TRUNCATE badge_template, badge_template_version, learner, fulfillment, badge_progress, badge, history, outbox,
              parked_message, audit RESTART IDENTITY`,
  );
  await storeTemplates(database, [template({ id: 'demo', requirements: [passCourse('pass', demoCourse)] })]);
});

const park = (message: RawMessage, reason: ParkedReason = 'unknown_schema') =>
  database.transaction((transaction) => parkMessages(transaction, [{ message, reason, detail: 'not known then' }]));

const truncated = (message = messageOf(passing())): RawMessage => ({
  ...message,
  body: message.body?.subarray(0, 10) ?? null,
});

interface Listed {
  readonly items: readonly { readonly id: number; readonly reason: string; readonly size: number }[];
  readonly nextCursor: string | null;
}
const listed = async (query = ''): Promise<Listed> =>
  (await api.send('viewer', 'GET', `/api/v1/parked${query}`)).json();
const audited = () =>
  database.query('SELECT actor, action, target, reason, before, after, request_id FROM audit ORDER BY id');

describe('the list', () => {
  test('has the newest first, page by page, with what its metadata name and the size of its body', async () => {
    for (let learner = 1; learner <= 5; learner += 1) await park(messageOf(passing({ learner })));
    const first = await listed('?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([5, 4]);
    const second = await listed(`?limit=2&cursor=${first.nextCursor}`);
    expect(second.items.map(({ id }) => id)).toEqual([3, 2]);
    const last = await listed(`?limit=2&cursor=${second.nextCursor}`);
    expect(last).toMatchObject({ items: [{ id: 1 }], nextCursor: null });
    expect(last.items[0]).toEqual({
      id: 1,
      topic: 'dev-learning-badges-lifecycle',
      position: expect.any(String),
      type: 'org.openedx.learning.course.passing.status.updated.v1',
      reason: 'unknown_schema',
      detail: 'not known then',
      learner: { id: 1, username: 'learner1' },
      course: demoCourse,
      size: messageOf(passing({ learner: 1 })).body?.length,
      parkedAt: expect.stringMatching(/Z$/),
      retriedAt: null,
      retries: 0,
    });
  });

  test('is filtered by reason and by topic', async () => {
    await park(messageOf(passing()));
    await park(messageOf(passing()), 'schema_mismatch');
    await park({ ...messageOf(passing()), topic: 'http-inbox' }, 'schema_mismatch');
    expect((await listed('?reason=schema_mismatch')).items.map(({ id }) => id)).toEqual([3, 2]);
    expect((await listed('?topic=http-inbox')).items.map(({ id }) => id)).toEqual([3]);
    expect((await listed('?topic=http-inbox&reason=unknown_schema')).items).toEqual([]);
  });

  test('says how many there are of each reason', async () => {
    await park(messageOf(passing()));
    await park(messageOf(passing()), 'schema_mismatch');
    await park(messageOf(passing()), 'schema_mismatch');
    expect((await api.send('viewer', 'GET', '/api/v1/parked/counts')).json()).toEqual({
      items: [
        { reason: 'schema_mismatch', count: 2 },
        { reason: 'unknown_schema', count: 1 },
      ],
    });
  });

  test('leaves out metadata that are far too large, and takes damaged ones', async () => {
    const [name, long] = [Buffer.from('type'), Buffer.alloc(100_000, 'x')];
    await park({ ...messageOf(passing()), fields: [name, Buffer.from([0xff]), Buffer.from('alone')], body: null });
    await park({ ...messageOf(passing()), fields: [name, long] });
    expect((await listed()).items).toMatchObject([{ type: null }, { type: null, size: 0 }]);
  });

  test('refuses a cursor of another list, and unknown parameters', async () => {
    await expectBadCursorsRefused(api, '/api/v1/parked', ['parked', 1]);
    expect((await api.send('viewer', 'GET', '/api/v1/parked?sort=id')).status).toBe(422);
  });
});

describe('one message', () => {
  const shown = async (id: number) => (await api.send('viewer', 'GET', `/api/v1/parked/${id}`)).json();

  test('shows its metadata, its bytes, and what it says', async () => {
    await park(messageOf(passing()));
    const body = messageOf(passing()).body ?? Buffer.alloc(0);
    expect(await shown(1)).toMatchObject({
      fields: expect.arrayContaining([{ name: 'sourcehost', value: 'lms' }]),
      format: 'avro',
      bodyText: null,
      size: body.length,
      today: 'readable',
      guess: { description: expect.stringContaining('can be processed now'), payload: { is_passing: true } },
    });
    expect((await shown(1)).bodyHex).toHaveLength(2 * body.length);
  });

  test('says what it would be if its type were configured, and if its metadata were whole', async () => {
    const { type } = enrolled();
    await park(messageOf(enrolled(), { position: 'a' }));
    await park({ ...messageOf(passing()), fields: [] }, 'missing_header');
    expect((await shown(1)).guess).toMatchObject({
      description: `${type}, which is not one of the configured events`,
      payload: { mode: 'honor' },
    });
    const { guess } = await shown(2);
    expect(guess.description).toBe(
      'the body has the event type org.openedx.learning.course.passing.status.updated.v1; but type is missing or empty',
    );
    expect(guess.payload).toMatchObject({ is_passing: true });
  });

  test('is shown whatever its bytes are, long ones from their beginning', async () => {
    await park(truncated());
    await park({ ...messageOf(passing()), fields: [], format: 'json', body: Buffer.from('{"half":') }, 'invalid_json');
    await park({ ...messageOf(passing()), body: null }, 'missing_body');
    await park({ ...messageOf(passing()), body: Buffer.from('ä'.repeat(4_000)), format: 'json' }, 'invalid_json');
    expect(await shown(1)).toMatchObject({ guess: null, bodyText: null, size: 10 });
    expect(await shown(2)).toMatchObject({ bodyText: '{"half":', type: null, guess: null });
    expect(await shown(3)).toMatchObject({ bodyHex: null, bodyText: null, size: 0 });
    const long = await shown(4);
    expect(long.bodyHex).toHaveLength(8_192);
    expect(long.bodyText).toBe('ä'.repeat(2_048));
  });

  test.each(['99', '9007199254740991'])('%s is not there', async (id) => {
    expect((await api.send('viewer', 'GET', `/api/v1/parked/${id}`)).json()).toMatchObject({
      status: 404,
      code: 'PARKED_NOT_FOUND',
    });
  });

  test.each(['0', '-1', 'x', '1.5', '9007199254740992'])('%s is no number of a message', async (id) => {
    expect((await api.send('viewer', 'GET', `/api/v1/parked/${id}`)).status).toBe(422);
  });
});

describe('retry', () => {
  test('processes one; it leaves the list, and the audit says who did it', async () => {
    await park(messageOf(passing()));
    await park(messageOf(passing({ learner: 8 })));
    const answer = await api.send('operator', 'POST', '/api/v1/parked/1/retry');
    expect(answer.json()).toEqual({ processed: 1, stillParked: 0, keptInPart: 0 });
    expect((await listed()).items.map(({ id }) => id)).toEqual([2]);
    expect(await database.query('SELECT learner_id, status FROM badge')).toEqual([
      { learner_id: 7, status: 'awarded' },
    ]);
    expect(await audited()).toEqual([
      {
        actor: `user:${api.people.operator.id}`,
        action: 'parked_message.retry',
        target: '1',
        reason: '',
        before: { parked: 1 },
        after: { processed: 1, stillParked: 0 },
        request_id: answer.headers['x-request-id'],
      },
    ]);
    expect((await api.send('operator', 'POST', '/api/v1/parked/1/retry')).json().code).toBe('PARKED_NOT_FOUND');
    expect(await audited()).toHaveLength(1);
  });

  test('of one that is still not readable counts the retry', async () => {
    await park(truncated());
    expect((await api.send('operator', 'POST', '/api/v1/parked/1/retry')).json()).toEqual({
      processed: 0,
      stillParked: 1,
      keptInPart: 0,
    });
    expect((await listed()).items).toMatchObject([
      { reason: 'schema_mismatch', retries: 1, retriedAt: expect.any(String) },
    ]);
  });

  test('takes all of a reason or topic, or all', async () => {
    await park(messageOf(passing({ learner: 1 })));
    await park(messageOf(passing({ learner: 2 })), 'schema_mismatch');
    await park({ ...messageOf(passing({ learner: 3 })), topic: 'http-inbox' }, 'schema_mismatch');
    await park(truncated(), 'schema_mismatch');
    const retry = (reason: string | null, topic: string | null) =>
      api.send('operator', 'POST', '/api/v1/parked/retry', { body: { reason, topic } });
    expect((await retry('schema_mismatch', 'http-inbox')).json()).toEqual({
      processed: 1,
      stillParked: 0,
      keptInPart: 0,
    });
    expect((await retry('schema_mismatch', null)).json()).toEqual({ processed: 1, stillParked: 1, keptInPart: 0 });
    expect((await retry(null, null)).json()).toEqual({ processed: 1, stillParked: 1, keptInPart: 0 });
    expect((await audited()).map((row) => (row as { target: string }).target)).toEqual([
      'reason=schema_mismatch topic=http-inbox',
      'reason=schema_mismatch',
      'all',
    ]);
  });
});

describe('discard', () => {
  test('removes one, and keeps in history and audit what it was and why', async () => {
    await park(truncated());
    const answer = await api.send('operator', 'POST', '/api/v1/parked/1/discard', { body: { reason: ' a test ' } });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.json()).toMatchObject({ id: 1, reason: 'unknown_schema' });
    expect((await listed()).items).toEqual([]);
    expect(await database.query("SELECT details FROM history WHERE kind = 'message_discarded'")).toMatchObject([
      { details: { reason: 'unknown_schema', why: 'a test' } },
    ]);
    expect(await audited()).toMatchObject([
      {
        actor: `user:${api.people.operator.id}`,
        action: 'parked_message.discard',
        target: '1',
        reason: 'a test',
        before: { topic: 'dev-learning-badges-lifecycle', reason: 'unknown_schema' },
        after: null,
      },
    ]);
  });

  test('two at once discard it once', async () => {
    await park(truncated());
    const discard = () => api.send('operator', 'POST', '/api/v1/parked/1/discard', { body: { reason: 'a test' } });
    const statuses = (await Promise.all([discard(), discard()])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 404]));
    expect(await audited()).toHaveLength(1);
  });

  test('needs a reason', async () => {
    await park(truncated());
    expect((await api.send('operator', 'POST', '/api/v1/parked/1/discard', { body: { reason: ' ' } })).status).toBe(
      422,
    );
    expect((await listed()).items).toHaveLength(1);
  });
});

test.each([
  ['/api/v1/parked/1/retry', undefined],
  ['/api/v1/parked/retry', { reason: null, topic: null }],
  ['/api/v1/parked/1/discard', { reason: 'a test' }],
])('%s is for operators', async (url, body) => {
  await park(messageOf(passing()));
  for (const role of ['viewer', 'designer'] as const)
    expect((await api.send(role, 'POST', url, { body })).json().code).toBe('NOT_ALLOWED');
  expect((await listed()).items).toHaveLength(1);
});
