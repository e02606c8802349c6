import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { Database } from '../../src/store/database/database.ts';
import { inSpan } from '../../src/telemetry/in-span.ts';
import { openTracing, parseTraceParent } from '../../src/telemetry/open-telemetry.ts';
import type { OpenTracing } from '../../src/telemetry/open-telemetry.ts';
import { noTracing } from '../../src/telemetry/tracing.ts';
import type { Tracing } from '../../src/telemetry/tracing.ts';
import { startCollector } from '../support/collector.ts';
import type { Collector } from '../support/collector.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { recordLogs } from '../support/logs.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const foreign = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const open = (part = 1, logger = silent): OpenTracing =>
  openTracing({ url: `${collector.url}/v1/traces`, headers: new Map(), serviceName: 'laurel', part }, '1', logger);

describe('spans', () => {
  test('are below the one that runs, however the asynchronous work goes on, and siblings do not meet', async () => {
    const tracing = open();
    const child = async (name: string): Promise<void> => {
      await inSpan(tracing, { name }, async () => {
        await Promise.resolve();
        await inSpan(tracing, { name: `below ${name}` }, () => Promise.resolve());
      });
    };
    await inSpan(tracing, { name: 'root', parent: null }, () => Promise.all([child('one'), child('two')]));
    await tracing.close();
    const byName = new Map(collector.spans.map((span) => [span.name, span]));
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
    for (const name of ['one', 'two']) {
      expect(byName.get(name)?.parentSpanId).toBe(byName.get('root')?.spanId);
      expect(byName.get(`below ${name}`)?.parentSpanId).toBe(byName.get(name)?.spanId);
    }
  });

  test('join the trace of another process, and hand on their own', async () => {
    const tracing = open();
    const handedOn = await inSpan(tracing, { name: 'ours', parent: foreign }, () =>
      Promise.resolve(tracing.traceParent()),
    );
    expect(tracing.traceParent()).toBeNull();
    await tracing.close();
    const [span] = collector.spans;
    expect(span).toMatchObject({ traceId: foreign.slice(3, 35), parentSpanId: foreign.slice(36, 52) });
    expect(handedOn).toBe(`00-${span?.traceId}-${span?.spanId}-01`);
  });

  test('that fail say by which code, and never what the message was', async () => {
    const tracing = open();
    const failure = Object.assign(new Error('duplicate key: ada@example.org'), { code: '23505' });
    await expect(inSpan(tracing, { name: 'fails' }, () => Promise.reject(failure))).rejects.toBe(failure);
    await tracing.close();
    expect(collector.spans).toMatchObject([{ failed: true, attributes: { 'error.type': '23505' } }]);
    expect(collector.text()).not.toContain('ada@example.org');
  });

  test('are left out with their whole trace when the settings keep a part of the traces only', async () => {
    const tracing = open(0);
    const handedOn = await inSpan(tracing, { name: 'root', parent: null }, () =>
      inSpan(tracing, { name: 'below' }, () => Promise.resolve(tracing.traceParent())),
    );
    // Whoever joins it leaves out theirs too.
    expect(handedOn).toMatch(/-00$/);
    await inSpan(tracing, { name: 'later', parent: handedOn }, () => Promise.resolve());
    // Somebody else has decided that this one is kept.
    await inSpan(tracing, { name: 'kept', parent: foreign }, () => Promise.resolve());
    await tracing.close();
    expect(collector.spans.map(({ name }) => name)).toEqual(['kept']);
  });
});

test('a collector that is away costs the spans, one line in the log, and no time', async () => {
  const { logger, lines } = recordLogs();
  collector.answer = 400;
  const tracing = open(1, logger);
  await inSpan(tracing, { name: 'lost' }, () => Promise.resolve());
  const begun = performance.now();
  await tracing.close();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await waitFor('the log line', () => lines.length > 0);
  expect(lines).toMatchObject([{ level: 40, msg: 'the collector does not accept traces; they are lost' }]);
});

describe('a batch', () => {
  const traceOfBadge = async (tracing: Tracing | undefined): Promise<string | null | undefined> => {
    const database: Database = await createEmbeddedDatabase();
    await storeTemplates(database, [template()]);
    const parts = { ...consumerParts(database), ...(tracing === undefined ? {} : { tracing }) };
    const work = () => processBatch(parts, [messageOf(passing())]);
    await (tracing === undefined ? work() : inSpan(tracing, { name: 'batch', parent: null }, work));
    const [badge] = await database.query<{ trace_parent: string | null }>('SELECT trace_parent FROM badge');
    await database.close();
    return badge?.trace_parent;
  };

  test('leaves its trace with the badges that it makes', async () => {
    const tracing = open();
    const traceParent = await traceOfBadge(tracing);
    await tracing.close();
    const transaction = collector.spans.find(({ name }) => name === 'transaction');
    expect(traceParent).toBe(`00-${transaction?.traceId}-${transaction?.spanId}-01`);
  });

  test.each([
    ['nobody says otherwise', undefined],
    ['tracing is off', noTracing],
  ])('leaves none when %s', async (_when, tracing) => {
    expect(await traceOfBadge(tracing)).toBeNull();
  });
});

test.each([
  ['', null],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331', null],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', null],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', null],
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', null],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', null],
  [foreign, 1],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00', 0],
  ['01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03-more', 1],
])('the traceparent %j is read as the specification says', (text, flags) => {
  expect(parseTraceParent(text)?.traceFlags ?? null).toBe(flags);
});
