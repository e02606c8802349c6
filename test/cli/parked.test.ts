import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Database } from '../../src/store/database/database.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import type { ParkedReason } from '../../src/store/engine/parked.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { demoCourse, enrolled, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { passCourse, template } from '../support/templates.ts';
import { embeddedNote, empty, laurel } from './command-line.ts';

let database: Database;
beforeAll(async () => {
  database = await createEmbeddedDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await empty(database);
  await storeTemplates(database, [template({ id: 'demo', requirements: [passCourse('pass', demoCourse)] })]);
});

const truncated = (): RawMessage => {
  const message = messageOf(passing());
  return { ...message, body: message.body?.subarray(0, 10) ?? null };
};

/** As if an older Laurel had not been able to read it. */
const park = (message: RawMessage, reason: ParkedReason = 'unknown_schema') =>
  database.transaction((transaction) => parkMessages(transaction, [{ message, reason, detail: 'not known then' }]));

interface Listing {
  parked: Record<string, number>;
  messages: { id: number; reason: string }[];
}
const list = async (...options: string[]): Promise<Listing> =>
  (await laurel(['parked', 'list', '--json', ...options], database)).json() as Listing;

describe('laurel parked', () => {
  test('list tells what is parked and why', async () => {
    await processBatch(consumerParts(database), [truncated(), messageOf(passing(), { body: null })]);
    expect(await list()).toMatchObject({
      parked: { missing_body: 1, schema_mismatch: 1 },
      messages: [{ reason: 'schema_mismatch' }, { reason: 'missing_body' }],
    });
    expect((await list('--reason', 'missing_body', '--limit', '1')).messages).toHaveLength(1);
    const { stdout } = await laurel(['parked', 'list'], database);
    expect(stdout).toMatch(/dev-learning-badges-lifecycle +\S+ +schema_mismatch/);
    expect(stdout).toContain('Parked in all: missing_body 1, schema_mismatch 1.');
  });

  test('show decodes what it can and never fails, whatever the bytes are', async () => {
    await park(messageOf(passing()));
    await park(messageOf(enrolled()));
    await park({ ...truncated(), fields: [Buffer.from([0xff, 0x1b]), Buffer.from('x'), Buffer.from('alone')] });
    await park({ ...truncated(), fields: [], format: 'json', body: Buffer.from('{"half":') });
    await park({ ...truncated(), fields: [], body: null }, 'missing_body');
    const { messages } = await list();
    const shown = await Promise.all(messages.map(({ id }) => laurel(['parked', 'show', String(id)], database)));
    expect(shown.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0]);
    expect(shown[0]?.stdout).toContain('today     readable; `laurel parked retry` processes it');
    expect(shown[0]?.stdout).toContain('"is_passing":true');
    expect(shown[1]?.stdout).toContain('today     ignored: type_not_configured');
    expect(shown[1]?.stdout).toContain('"mode":"honor"');
    expect(shown[2]?.stdout).toContain('alone: ');
    expect(shown[3]?.stdout).toContain('{"half":');
    expect(shown[4]?.stdout).toContain('No body.');
    for (const { stdout } of shown) expect(stdout).not.toContain('\u001b');
  });

  test('retry processes what has become readable, and leaves the rest with its newest reason', async () => {
    await park(messageOf(passing()));
    await park(truncated());
    expect((await laurel(['parked', 'retry', '--json'], database)).json()).toEqual({
      processed: 1,
      stillParked: 1,
      keptInPart: 0,
    });
    expect((await list()).messages).toMatchObject([{ reason: 'schema_mismatch', retries: 1 }]);
    expect(await database.query('SELECT status FROM badge')).toEqual([{ status: 'awarded' }]);
  });

  test('retry takes one message, or one reason', async () => {
    await park(messageOf(passing({ learner: 1 })));
    await park(messageOf(passing({ learner: 2 })), 'schema_mismatch');
    await park(messageOf(passing({ learner: 3 })), 'schema_mismatch');
    const last = String((await list()).messages.at(-1)?.id);
    expect((await laurel(['parked', 'retry', last], database)).stdout).toContain(
      'Processed 1 message; 0 still parked.',
    );
    await laurel(['parked', 'retry', '--reason', 'schema_mismatch'], database);
    expect((await list()).parked).toEqual({ unknown_schema: 1 });
  });

  test('retry shows how far it is, on a terminal only', async () => {
    await park(messageOf(passing()));
    const lines: string[] = [];
    const stderr = { isTTY: true, write: (text: string) => lines.push(text) };
    await laurel(['parked', 'retry'], database, { stderr });
    expect(lines.join('')).toContain('Retrying [');
    expect((await laurel(['parked', 'retry'], database)).stderr).toMatch(embeddedNote);
  });

  test('discard needs --yes and a reason, and is in the history', async () => {
    await park(truncated());
    const id = String((await list()).messages[0]?.id);
    expect((await laurel(['parked', 'discard', id], database)).stderr).toContain("'--reason <text>' not specified");
    const asked = await laurel(['parked', 'discard', id, '--reason', 'a test'], database);
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('CONFIRMATION_NEEDED') });
    expect((await list()).messages).toHaveLength(1);
    await laurel(['parked', 'discard', id, '--reason', 'a test', '--yes'], database);
    expect((await list()).messages).toEqual([]);
    const history = await database.query("SELECT details FROM history WHERE kind = 'message_discarded'");
    expect(history).toMatchObject([{ details: { reason: 'unknown_schema', why: 'a test' } }]);
    expect(await database.query('SELECT actor, action, reason FROM audit')).toEqual([
      { actor: expect.stringMatching(/^cli:./), action: 'parked_message.discard', reason: 'a test' },
    ]);
  });

  test('some, or all of a reason, are retried and discarded at once', async () => {
    for (let time = 0; time < 3; time += 1) await park(truncated());
    await park(messageOf(passing()), 'schema_mismatch');
    const [first = 0, second = 0] = (await list()).messages.map(({ id }) => id);
    const retried = await laurel(['parked', 'retry', String(first), String(second), '--json'], database);
    expect(retried.json()).toMatchObject({ processed: 0, stillParked: 2 });
    expect(await laurel(['parked', 'discard', '--reason', 'x'], database)).toMatchObject({ exitCode: 2 });
    const both = ['parked', 'discard', String(first), String(second), '--reason', 'cut off'];
    expect((await laurel(both, database)).stderr).toContain('2 parked messages would be deleted permanently');
    expect((await laurel([...both, '--yes'], database)).stdout).toBe('Discarded 2 parked messages.\n');
    const ofReason = ['parked', 'discard', '--parked-for', 'unknown_schema', '--reason', 'old', '--yes', '--json'];
    expect((await laurel(ofReason, database)).json()).toEqual({ discarded: 1, why: 'old' });
    expect((await list()).messages).toMatchObject([{ reason: 'schema_mismatch' }]);
  });

  test.each([['show'], ['retry']])('%s of a number that is not parked', async (verb) => {
    const ended = await laurel(['parked', verb, '99'], database);
    expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('PARKED_NOT_FOUND') });
  });

  test.each([['list'], ['retry']])('%s --reason knows the reasons that there are', async (verb) => {
    const ended = await laurel(['parked', verb, '--reason', 'unknown_schemas'], database);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('Allowed choices are missing_header, invalid_header,');
  });
});
