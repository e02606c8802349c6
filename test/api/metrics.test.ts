import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import type { Database } from '../../src/store/database/database.ts';
import { parkMessages } from '../../src/store/engine/parked.ts';
import { Metrics } from '../../src/monitoring/metrics.ts';
import { openTracing } from '../../src/telemetry/open-telemetry.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { startCollector } from '../support/collector.ts';
import type { Collector } from '../support/collector.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { passing } from '../support/events.ts';
import { recordLogs } from '../support/logs.ts';
import { messageOf } from '../support/messages.ts';
import { template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';

const { logger, lines, text } = recordLogs();
let database: Database;
let collector: Collector;
let tracing: ReturnType<typeof openTracing>;
let api: ApiStage;

beforeAll(async () => {
  [database, collector] = await Promise.all([createEmbeddedDatabase(), startCollector()]);
  const settings = { url: `${collector.url}/v1/traces`, headers: new Map(), serviceName: 'laurel', part: 1 };
  tracing = openTracing(settings, '1', silent);
  await storeTemplates(database, [template()]);
  api = await stageApi(database, {
    logger,
    metrics: new Metrics('1.2.3'),
    tracing,
    retryParked: (filter, note) => retryParked({ ...consumerParts(database), tracing }, filter, { note }),
  });
  lines.length = 0;
});
afterAll(async () => {
  await api.close();
  await tracing.close();
  await Promise.all([database.close(), collector.close()]);
});

const metrics = async (): Promise<string> => (await api.send('viewer', 'GET', '/metrics')).text;

describe('metrics', () => {
  test('are for Prometheus with the key of a viewer, and for nobody without', async () => {
    const { key } = (
      await api.send('admin', 'POST', '/api/v1/api-keys', {
        body: { name: 'Prometheus', role: 'viewer', expiresInDays: null },
      })
    ).json();
    const answer = await api.send(null, 'GET', '/metrics', { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.text).toContain('laurel_build_info{version="1.2.3"} 1');
    expect((await api.send(null, 'GET', '/metrics')).json().code).toBe('NOT_SIGNED_IN');
  });

  test('are in the form that Prometheus reads: each with its help and its type, names and units as is usual', async () => {
    const told = (await metrics()).split('\n').filter((line) => line.startsWith('# TYPE laurel_'));
    expect(told.length).toBeGreaterThan(12);
    for (const line of told) {
      const [, , name = '', type] = line.split(' ');
      if (type === 'counter') expect(name).toMatch(/_total$/);
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
      expect(name).toMatch(/^laurel_[a-z_]+$/);
    }
  });

  test('count requests by the pattern of their route, never by what was asked for', async () => {
    await api.send('viewer', 'GET', '/api/v1/parked/4711');
    await api.send('viewer', 'GET', '/api/v1/parked?topic=ada%40example.org');
    await api.send('viewer', 'GET', '/no/such/address');
    const told = await metrics();
    expect(told).toContain('laurel_http_request_seconds_count{route="/api/v1/parked/:id",method="GET",status="404"} 1');
    expect(told).toContain('laurel_http_request_seconds_count{route="/api/v1/parked",method="GET",status="200"} 1');
    expect(told).toMatch(/laurel_http_request_seconds_count\{route="",method="GET",status="404"\} \d/);
    for (const asked of ['4711', 'example.org', 'such']) expect(told).not.toContain(asked);
  });

  test('tell what waits', async () => {
    await database.transaction((transaction) =>
      parkMessages(transaction, [{ message: messageOf(passing()), reason: 'unknown_schema', detail: '' }]),
    );
    const told = await waitFor('the parked message', async () => {
      const found = await metrics();
      return found.includes('laurel_parked_messages 1') && found;
    });
    expect(told).toContain('laurel_outbox_waiting 0');
    expect(told).toContain('laurel_database_up 1');
    expect(told).not.toMatch(/^laurel_bus_up /m);
  });
});

describe('the log', () => {
  test('has a line for each request: who did what, how it ended, and the id that the answer has', async () => {
    lines.length = 0;
    const answer = await api.send('operator', 'GET', '/api/v1/parked?topic=ada%40example.org&limit=3');
    const [line] = await waitFor('the line', () => lines.length > 0 && lines);
    expect(line).toEqual({
      level: 30,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      msg: 'request',
      method: 'GET',
      route: '/api/v1/parked',
      status: 200,
      ms: expect.any(Number),
      requestId: answer.headers['x-request-id'],
      actor: `user:${api.people.operator.id}`,
    });
  });

  test('tells of refused requests, and of those of machines only to who looks closely', async () => {
    lines.length = 0;
    await api.send(null, 'GET', '/api/v1/overview');
    await api.send(null, 'GET', '/healthz');
    const found = await waitFor('both lines', () => lines.length >= 2 && lines);
    expect(found).toMatchObject([
      { level: 30, route: '/api/v1/overview', status: 401, actor: null },
      { level: 20, route: '/healthz', status: 200 },
    ]);
  });

  test('tells of what a page asks by itself only to who looks closely, unless it fails', async () => {
    lines.length = 0;
    const headers = { 'laurel-watching': '1' };
    await api.send('viewer', 'GET', '/api/v1/overview', { headers });
    await api.send('viewer', 'GET', '/api/v1/badges?limit=0', { headers });
    // Nobody hides what no page watches.
    await api.send('viewer', 'GET', '/api/v1/learners', { headers });
    const found = await waitFor('the lines', () => lines.length >= 3 && lines);
    expect(found.map(({ level, route }) => [level, route])).toEqual([
      [20, '/api/v1/overview'],
      [30, '/api/v1/badges'],
      [30, '/api/v1/learners'],
    ]);
  });

  test('never holds a query, a body or an address', async () => {
    await api.send('viewer', 'POST', '/api/v1/parked/retry', { body: { reason: 'hush', topic: null } });
    await api.send('viewer', 'GET', '/hush/address?hush=1');
    await waitFor('the lines', () => lines.some(({ route }) => route === ''));
    expect(text()).not.toContain('hush');
  });
});

describe('traces', () => {
  test('a request, and what it has processed, is one trace, and joins that of whoever sent it', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await api.send('operator', 'POST', '/api/v1/parked/retry', {
      body: { reason: null, topic: null },
      headers: { traceparent },
    });
    expect(answer.json()).toEqual({ processed: 1, stillParked: 0, keptInPart: 0 });
    const trace = await waitFor(
      'the spans',
      () => {
        const found = collector.spans.filter(({ traceId }) => traceId === traceparent.slice(3, 35));
        return found.length >= 3 && found;
      },
      { timeoutMs: 15_000 },
    );
    const request = trace.find(({ name }) => name === 'POST /api/v1/parked/retry');
    expect(request).toMatchObject({
      parentSpanId: traceparent.slice(36, 52),
      kind: 2,
      failed: false,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v1/parked/retry',
        'http.response.status_code': 200,
        'laurel.request.id': answer.headers['x-request-id'],
      },
    });
    // A stranger decides neither that a request is recorded nor in which trace.
    const strangers = '00-0af7651916cd43dd8448eb211c80319d-b7ad6b7169203331-01';
    for (const address of ['/healthz', '/api/v1/overview'])
      await api.send(null, 'GET', address, { headers: { traceparent: strangers } });
    await waitFor('the spans of strangers', () =>
      ['GET /healthz', 'GET /api/v1/overview'].every((wanted) => collector.spans.some(({ name }) => name === wanted)),
    );
    expect(collector.spans.filter(({ traceId }) => traceId === strangers.slice(3, 35))).toEqual([]);

    const transaction = trace.find(({ name }) => name === 'transaction');
    expect(transaction?.parentSpanId).toBe(request?.spanId);
    expect(await database.query('SELECT trace_parent FROM badge')).toEqual([
      { trace_parent: `00-${transaction?.traceId}-${transaction?.spanId}-01` },
    ]);
    expect(collector.text()).not.toContain('example.org');
  });
});
