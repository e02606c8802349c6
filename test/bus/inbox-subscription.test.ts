import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Subscription } from '../../src/bus/bus.ts';
import { startInbox } from '../../src/bus/http-inbox/server.ts';
import type { Inbox } from '../../src/bus/http-inbox/server.ts';
import { openInboxSubscription } from '../../src/bus/http-inbox/subscription.ts';
import type { InboxSubscriptionOptions } from '../../src/bus/http-inbox/subscription.ts';
import { countInboxMessages } from '../../src/store/engine/inbox.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { recordLogs } from '../support/logs.ts';
import { startPostgresql } from '../support/postgresql.ts';
import { waitFor } from '../support/wait.ts';
import { batchType, inboxSettings, post, structured, structuredType } from './inbox-requests.ts';
import { byText, idsOf, sortedIdsOf } from './passing-status.ts';

const never = new AbortController().signal;

describe.skipIf(!hasPostgresql())('reading the HTTP inbox', () => {
  const { logger } = recordLogs();
  let store: TestDatabase;
  let inbox: Inbox;
  let opened: Subscription[];

  beforeAll(async () => {
    store = await createTestDatabase();
    inbox = await startInbox({ database: store.database, settings: inboxSettings, logger });
  });
  afterAll(async () => {
    await inbox.close();
    await store.close();
  });
  beforeEach(async () => {
    opened = [];
    await store.database.query('TRUNCATE inbox_message');
  });
  afterEach(async () => {
    await Promise.all(opened.map((subscription) => subscription.close()));
  });

  const subscribe = (options: Partial<InboxSubscriptionOptions> = {}): Subscription => {
    const subscription = openInboxSubscription({ database: store.database, logger, pollMs: 50, ...options });
    opened.push(subscription);
    return subscription;
  };

  test('a batch keeps its order; acknowledged messages are gone', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);
    expect(
      (
        await post(
          inbox,
          batchType,
          ids.map((id) => structured(id)),
        )
      ).status,
    ).toBe(202);
    const subscription = subscribe();
    const messages = [...(await subscription.read(15, never)), ...(await subscription.read(15, never))];
    expect(idsOf(messages)).toEqual(ids);
    await subscription.acknowledge(messages);
    expect(await countInboxMessages(store.database)).toBe(0);
  });

  test('a waiting read is woken by what this process stores, long before its next look', async () => {
    const subscription = subscribe({ pollMs: 60_000, arrivals: inbox.arrivals });
    const reading = subscription.read(10, never);
    await post(inbox, structuredType, structured('woken'));
    expect(idsOf(await reading)).toEqual(['woken']);
  });

  test('a read sees what another process stores, at its next look', async () => {
    const subscription = subscribe({ pollMs: 20 });
    await post(inbox, structuredType, structured('elsewhere'));
    expect(idsOf(await waitFor('it', () => subscription.read(10, never)))).toEqual(['elsewhere']);
  });

  test('an abort ends a waiting read at once', async () => {
    const subscription = subscribe({ pollMs: 60_000 });
    const stop = new AbortController();
    const reading = subscription.read(10, stop.signal);
    stop.abort();
    expect(await reading).toEqual([]);
  });

  test('a message that is not acknowledged comes again after its lease, with the count of its deliveries', async () => {
    await post(inbox, structuredType, structured('unfinished'));
    await subscribe({ leaseMs: 100 }).read(10, never);
    const other = subscribe();
    expect(await other.read(10, never)).toEqual([]);
    const [again] = await waitFor('the end of the lease', async () => {
      const messages = await other.read(10, never);
      return messages.length > 0 && messages;
    });
    expect(again?.deliveries).toBe(2);
  });

  test('closing gives back at once what was not acknowledged', async () => {
    await post(inbox, structuredType, structured('unfinished'));
    const first = subscribe();
    await first.read(10, never);
    await first.close();
    expect(idsOf(await subscribe().read(10, never))).toEqual(['unfinished']);
  });

  test('consumers that read at the same time share the messages, and none comes twice', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `e${index}`);
    await post(
      inbox,
      batchType,
      ids.map((id) => structured(id, { data: {} })),
    );
    const subscriptions = Array.from({ length: 4 }, () => subscribe());
    const shares = await Promise.all(subscriptions.map((subscription) => subscription.read(50, never)));
    const rest = await waitFor('the rest', async () => {
      shares.push(await subscribe().read(200, never));
      return shares.flat().length >= ids.length;
    });
    expect(rest).toBe(true);
    expect(sortedIdsOf(shares.flat())).toEqual(ids.toSorted(byText));
  });

  test('the database away: 503 with Retry-After, nothing is promised; back again, both sides go on by themselves', async () => {
    const server = await startPostgresql();
    onTestFinished(() => server.remove());
    const { logger, lines } = recordLogs();
    const own = openPostgresql({ url: server.url, poolSize: 4, logger });
    onTestFinished(() => own.close());
    await migrate(own);
    const ownInbox = await startInbox({ database: own, settings: inboxSettings, logger });
    onTestFinished(() => ownInbox.close());
    const subscription = openInboxSubscription({ database: own, logger, pollMs: 10, arrivals: ownInbox.arrivals });
    expect((await fetch(`${ownInbox.url}/healthz`)).status).toBe(200);

    await server.kill();
    const refused = await post(ownInbox, structuredType, structured('e1'));
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect((await fetch(`${ownInbox.url}/healthz`)).status).toBe(503);
    const reading = subscription.read(10, never);
    await waitFor('the outage is seen', () => !subscription.healthy);

    await server.start();
    await reading;
    expect(subscription.healthy).toBe(true);
    expect((await post(ownInbox, structuredType, structured('e2'))).status).toBe(202);
    expect(idsOf(await waitFor('it', () => subscription.read(10, never)))).toEqual(['e2']);
    expect(lines.filter(({ msg }) => msg === 'the event bus is not responding')).toHaveLength(1);
  });
});
