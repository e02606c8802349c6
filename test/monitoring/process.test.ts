import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import type { Database } from '../../src/store/database/database.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { startCollector } from '../support/collector.ts';
import type { ArrivedSpan, Collector } from '../support/collector.ts';
import { silent } from '../support/database.ts';
import { demoCourse, passing } from '../support/events.ts';
import { LaurelProcess } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { findPostgresql, startPostgresql } from '../support/postgresql.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';
import { RedisTopic } from '../support/redis-topic.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { waitFor } from '../support/wait.ts';
import { apply, settingsFor } from '../operations/stage.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const credlyTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';

describe.skipIf(!isRedisInstalled() || findPostgresql() === undefined)('a process that is watched', () => {
  let postgresql: PostgresqlServer;
  let redis: RedisServer;
  let credly: CredlySimulator;
  let collector: Collector;
  let environment: LaurelEnvironment;
  let database: Database;
  let topic: RedisTopic;
  let laurel: LaurelProcess;
  let monitoring: string;

  beforeAll(async () => {
    [postgresql, redis, collector, credly] = await Promise.all([
      startPostgresql(),
      startRedisServer(),
      startCollector(),
      startCredlySimulator({
        organizations: [
          {
            id: organization,
            name: 'One',
            tokens: ['a-key-of-tests'],
            templates: [{ id: credlyTemplate, name: 'Data' }],
          },
        ],
      }),
    ]);
    database = openPostgresql({ url: postgresql.url, poolSize: 2, logger: silent });
    topic = new RedisTopic(redis.url);
    environment = {
      ...settingsFor(redis.url, postgresql.url),
      BADGES_CONFIG: `credly: {CREDLY_API_BASE_URL: '${credly.apiBaseUrl}', ORGANIZATIONS: {${organization}: a-key-of-tests}}`,
      LAUREL_MONITORING_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=badges%20team',
      OTEL_SERVICE_NAME: 'laurel-of-tests',
    };
    await apply(
      environment,
      template({
        id: 'graduate',
        holder: { origin: 'credly', organization, template: credlyTemplate },
        requirements: [passCourse('pass', demoCourse)],
        penalties: [failPenalty('fail', ['pass'], demoCourse)],
      }),
    );
    laurel = new LaurelProcess(['run', '--roles', 'consume,announce,deliver'], environment);
    monitoring = String((await laurel.waitForLog('serving health and metrics'))['url']);
    await laurel.waitForLog('started');
  });
  afterAll(async () => {
    await laurel?.kill();
    await database?.close();
    await Promise.all([postgresql?.remove(), redis?.remove(), credly?.close(), collector?.close()]);
  });

  const spanNamed = (name: string, traceId?: string): ArrivedSpan => {
    const found = collector.spans.find((span) => span.name === name && (traceId ?? span.traceId) === span.traceId);
    const names = collector.spans.map((span) => span.name);
    if (found === undefined) throw new Error(`no span ${name} among ${names.join(', ')}`);
    return found;
  };
  const issued = (learner: number) =>
    waitFor('the badge is outside', async () => {
      const [badge] = await database.query<{ state: string }>('SELECT state FROM badge WHERE learner_id = $1', [
        learner,
      ]);
      return badge?.state === 'pending' || badge?.state === 'accepted';
    });
  const metric = (text: string, line: string): number => {
    const found = text.split('\n').find((each) => each.startsWith(`${line} `));
    if (found === undefined) throw new Error(`no ${line} in\n${text}`);
    return Number(found.slice(line.length + 1));
  };
  const scrape = async (): Promise<string> => (await fetch(`${monitoring}/metrics`)).text();

  test('an event, its transaction and the call of the provider are one trace', async () => {
    await topic.publish(passing({ learner: 7 }));
    await issued(7);
    await waitFor('the spans', () => collector.spans.some(({ name }) => name === 'POST'), { timeoutMs: 20_000 });
    await waitFor('the batch', () => collector.spans.some(({ name }) => name === 'process batch'));
    const call = spanNamed('POST');
    const { traceId } = call;
    const [receive, batch, match] = ['receive', 'process batch', 'decode and match'].map((n) => spanNamed(n, traceId));
    const [transaction, acknowledge] = ['transaction', 'acknowledge'].map((n) => spanNamed(n, traceId));
    const deliver = spanNamed('deliver badge', traceId);
    expect(receive?.parentSpanId).toBe('');
    expect(batch?.parentSpanId).toBe(receive?.spanId);
    for (const below of [match, transaction, acknowledge]) expect(below?.parentSpanId).toBe(batch?.spanId);
    expect(deliver.parentSpanId).toBe(transaction?.spanId);
    expect(call.parentSpanId).toBe(deliver.spanId);
    expect(batch?.attributes).toMatchObject({ 'messaging.batch.message_count': 1, 'laurel.events.applied': 1 });
    expect(deliver.attributes).toMatchObject({
      'laurel.origin': 'credly',
      'laurel.account': organization,
      'laurel.delivery.due': 'issue',
      'laurel.delivery.attempt': 1,
      'laurel.delivery.result': 'issued',
    });
    expect(call).toMatchObject({
      kind: 3,
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 201 },
    });
    expect(collector.resource).toMatchObject({ 'service.name': 'laurel-of-tests' });
    expect(collector.headers).toMatchObject({ 'x-tenant': 'badges team' });
  });

  test('the signal on the bus names the trace that it comes from', async () => {
    const { traceId } = spanNamed('deliver badge');
    const sent = await waitFor('the span of the signal', () =>
      collector.spans.find(({ name, links }) => name === 'publish signals' && links.includes(traceId)),
    );
    expect(sent).toMatchObject({ parentSpanId: '', kind: 4, attributes: { 'messaging.batch.message_count': 1 } });
  });

  test('a revocation outside is in the trace of the event that took the badge away', async () => {
    await topic.publish(passing({ learner: 7, passing: false }));
    const revoking = await waitFor('the span of the revocation', () =>
      collector.spans.find(({ attributes }) => attributes['laurel.delivery.due'] === 'revoke'),
    );
    expect(revoking.traceId).not.toBe(spanNamed('deliver badge').traceId);
    await waitFor('its batch', () =>
      collector.spans.some(({ name, traceId }) => name === 'process batch' && traceId === revoking.traceId),
    );
    expect(spanNamed('PUT').parentSpanId).toBe(revoking.spanId);
  });

  test('metrics count all of it', async () => {
    await topic.publish(passing({ learner: 8, course: 'course-v1:OpenedX+Other+2026' }));
    const text = await waitFor('three events, and our own two signals that come back', async () => {
      const found = await scrape();
      const all = ['no_effect",reason=""} 1', 'ignored",reason="type_not_configured"} 2'];
      return all.every((line) => found.includes(`laurel_events_total{verdict="${line}`)) && found;
    });
    expect(metric(text, 'laurel_events_total{verdict="applied",reason=""}')).toBe(2);
    expect(metric(text, 'laurel_changes_total{kind="awarded"}')).toBe(1);
    expect(metric(text, 'laurel_batch_seconds_count')).toBeGreaterThanOrEqual(4);
    expect(metric(text, 'laurel_signals_sent_total{signal="revoked"}')).toBe(1);
    expect(metric(text, 'laurel_deliveries_total{origin="credly",result="issued"}')).toBe(1);
    expect(metric(text, 'laurel_provider_call_seconds_count{origin="credly",method="POST",result="2xx"}')).toBe(1);
    expect(metric(text, 'laurel_bus_lag{topic="dev-learning-badges-lifecycle"}')).toBe(0);
    expect(metric(text, 'laurel_bus_consumers{topic="dev-learning-badges-lifecycle"}')).toBe(1);
    expect(metric(text, 'laurel_database_up')).toBe(1);
    expect(metric(text, 'laurel_bus_up')).toBe(1);
    expect(metric(text, 'laurel_badges_due')).toBe(0);
    expect(metric(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  });

  test('the charts have it at the stop at the latest', async () => {
    expect(await laurel.stop()).toBe(0);
    const rows = await database.query<{ metric: string; count: number }>(
      'SELECT metric, sum(count)::bigint AS count FROM activity GROUP BY metric ORDER BY metric',
    );
    expect(Object.fromEntries(rows.map(({ metric, count }) => [metric, count]))).toMatchObject({
      awarded: 1,
      delivered: 2,
      events_applied: 2,
      events_no_effect: 1,
      revoked: 1,
    });
  });

  test('nothing of a person and no secret is in traces, metrics or log', () => {
    const told = [collector.text(), laurel.stderr].join('\n');
    for (const secret of ['learner7', 'Learner 7', 'example.org', 'a-key-of-tests']) expect(told).not.toContain(secret);
  });

  test('with the database away it says so, and with the bus away it is degraded', async () => {
    const broken = new LaurelProcess(['run', '--roles', 'consume'], {
      ...environment,
      EVENT_BUS_REDIS_CONNECTION_URL: `redis://127.0.0.1:${await freePort()}/0`,
    });
    try {
      const url = String((await broken.waitForLog('serving health and metrics'))['url']);
      const ready = async () => {
        const answer = await fetch(`${url}/readyz`);
        return { status: answer.status, body: (await answer.json()) as { status: string } };
      };
      const degraded = await waitFor('it is degraded', async () => {
        const found = await ready();
        return found.body.status === 'degraded' && found;
      });
      expect(degraded).toEqual({
        status: 200,
        body: {
          status: 'degraded',
          checks: [
            { name: 'database', state: 'ok' },
            { name: 'schema', state: 'ok' },
            { name: 'bus', state: 'failing' },
            { name: 'consume', state: 'failing' },
          ],
        },
      });
      await postgresql.stop();
      const down = await waitFor('it is not ready', async () => {
        const found = await ready();
        return found.status === 503 && found;
      });
      expect(down.body).toMatchObject({ status: 'not_ready' });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const text = await (await fetch(`${url}/metrics`)).text();
      expect(metric(text, 'laurel_database_up')).toBe(0);
      expect(metric(text, 'laurel_bus_up')).toBe(0);
      expect(text).not.toMatch(/^laurel_parked_messages /m);
      expect(await broken.stop()).toBe(0);
    } finally {
      await broken.kill();
      await postgresql.start();
    }
  });

  test('a process waits for the database with its monitoring port open', async () => {
    await postgresql.stop();
    const waiting = new LaurelProcess(['run', '--roles', 'deliver'], environment);
    try {
      const url = String((await waiting.waitForLog('serving health and metrics'))['url']);
      await waiting.waitForLog('waiting for the database, which is not responding yet');
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect((await fetch(`${url}/readyz`)).status).toBe(503);
      await postgresql.start();
      await waitFor('it is ready', async () => (await fetch(`${url}/readyz`)).status === 200);
    } finally {
      await waiting.kill();
    }
  });

  test('the address of monitoring that is taken ends the process with what to do', async () => {
    const { port } = new URL(collector.url);
    const refused = new LaurelProcess(['run', '--roles', 'deliver'], { ...environment, LAUREL_MONITORING_PORT: port });
    expect((await refused.ended).code).toBe(1);
    expect(refused.stderr).toContain(
      'Set LAUREL_MONITORING_HOST and LAUREL_MONITORING_PORT to a free port or another address.',
    );
  });
});
