import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInbox } from '../../src/bus/http-inbox/server.ts';
import type { Inbox } from '../../src/bus/http-inbox/server.ts';
import { openInboxSubscription } from '../../src/bus/http-inbox/subscription.ts';
import type { Subscription } from '../../src/bus/bus.ts';
import { createReader } from '../../src/events/reader.ts';
import type { Event } from '../../src/rules/event.ts';
import { readSettings } from '../../src/settings.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { codeBlockOf, codeBlocksOf, readPage, sectionsOf } from './markdown.ts';

const page = readPage('docs/http-inbox.md');
const token = 'a-token-of-the-tests';
const settings = readSettings({ LAUREL_INBOX_TOKEN: token });
const section = (heading: string): string => sectionsOf(page).find((each) => each.heading === heading)?.body ?? '';
const curlOf = (heading: string): string =>
  codeBlocksOf(section(heading)).find(({ code }) => /^ *curl /m.test(code))?.code ?? '';

let inbox: Inbox;
let subscription: Subscription;
let closeDatabase: () => Promise<void>;

beforeAll(async () => {
  const database = await createEmbeddedDatabase();
  closeDatabase = () => database.close();
  if (settings.inbox === null) throw new Error('the inbox is off');
  inbox = await startInbox({ database, settings: { ...settings.inbox, port: 0 }, logger: silent });
  subscription = openInboxSubscription({ database, logger: silent, pollMs: 10 });
});
afterAll(async () => {
  await subscription.close();
  await inbox.close();
  await closeDatabase();
});

/** Sends what a documented curl command sends. */
function send(command: string): Promise<Response> {
  const [, address = ''] = /curl -i (\S+)/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H (['"])([^:]+): (.*?)\1/g)].map(
    ([, , name = '', value = '']): [string, string] => [name, value.replace('$LAUREL_INBOX_TOKEN', token)],
  );
  const [, text] = /--data '([^']*)'/.exec(command) ?? [];
  const [, base64] = /^echo '([^']+)' \|\n *base64 -d \|/.exec(command) ?? [];
  const url = address.replace(`http://127.0.0.1:${settings.inbox?.port}`, inbox.url);
  return fetch(url, { method: 'POST', headers, body: text ?? new Uint8Array(Buffer.from(base64 ?? '', 'base64')) });
}

async function eventsTaken(): Promise<Event[]> {
  const messages = await subscription.read(10, new AbortController().signal);
  await subscription.acknowledge(messages);
  return messages.map(createReader({ eventTypes: settings.events })).map((reading) => {
    if (reading.kind !== 'event') throw new Error(JSON.stringify(reading));
    return reading.event;
  });
}

describe('the commands of docs/http-inbox.md', () => {
  test.each([
    ['One event', [['ada', true]]],
    [
      'Several events',
      [
        ['grace', true],
        ['grace', false],
      ],
    ],
    ['Metadata in headers, data in JSON', [['alan', true]]],
    ['Metadata in headers, data in Avro', [['ada', true]]],
  ] as const)('%s: is accepted, and means what it says', async (heading, wanted) => {
    const response = await send(curlOf(heading));
    expect([response.status, await response.json()]).toEqual([202, { accepted: wanted.length }]);
    const events = await eventsTaken();
    expect(events.map(({ learner, payload }) => [learner.username, payload['is_passing']])).toEqual(wanted);
  });

  test('the one that is refused is answered as the page shows', async () => {
    const response = await send(curlOf('Answers'));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(JSON.parse(codeBlockOf(section('Answers'), 'json')));
  });

  test('health is told without a token', async () => {
    const response = await fetch(`${inbox.url}/healthz`);
    expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
    expect(section('What senders can rely on, and must do')).toContain('`{"status":"ok"}`');
  });
});
