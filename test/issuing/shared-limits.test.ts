import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { addBadges, addTemplate, dueCount } from '../support/deliveries.ts';
import { startLaurel } from '../support/laurel.ts';
import { SimulatorControl } from '../support/simulator.ts';
import { waitFor } from '../support/wait.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const templateId = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';
const concurrency = 2;
const ratePerSecond = 6;

/** A call as it passed on its way to Credly, by one clock. */
interface Call {
  readonly port: number | undefined;
  readonly began: number;
  ended: number;
  status: number | null;
}

/** Stands before the simulator and writes down what passes. */
async function recordCalls(target: string): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const call: Call = { port: request.socket.remotePort, began: performance.now(), ended: Infinity, status: null };
    calls.push(call);
    const end = (): void => {
      call.ended = Math.min(call.ended, performance.now());
    };
    response.on('close', end);
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { authorization = '', 'content-type': type } = request.headers;
      const answer = await fetch(new URL(request.url ?? '', target), {
        method: request.method ?? 'GET',
        headers: { authorization, ...(type && { 'content-type': type }) },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      call.status = answer.status;
      const retryAfter = answer.headers.get('retry-after');
      const body = await answer.text();
      end();
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...(retryAfter && { 'retry-after': retryAfter }),
      });
      response.end(body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

/** On a busy machine calls come later than they were sent, and more of them together; twice as many never do. */
const jitterMs = 100;
const mostInASecond = ratePerSecond * 1.5;

/** Most calls that were under way at once, and most that began within one second. */
function mostOf(calls: readonly Call[]): { atOnce: number; inASecond: number } {
  const atOnce = calls.map(({ began }) => calls.filter((other) => other.began <= began && other.ended > began).length);
  const inASecond = calls.map(
    ({ began }) => calls.filter((other) => other.began >= began && other.began < began + 1_000 - jitterMs).length,
  );
  return { atOnce: Math.max(...atOnce), inASecond: Math.max(...inASecond) };
}

function expectWithinLimits(calls: readonly Call[]): void {
  const { atOnce, inASecond } = mostOf(calls);
  expect(atOnce).toBe(concurrency);
  expect(inASecond).toBeGreaterThanOrEqual(ratePerSecond);
  expect(inASecond).toBeLessThanOrEqual(mostInASecond);
}

test.skipIf(!hasPostgresql())(
  'two processes call an account no more than one may, pause together, and go on when one has died (S21, S23)',
  { timeout: 60_000 },
  async () => {
    const simulator = await startCredlySimulator({
      auth: 'strict',
      latency: 220,
      organizations: [
        { id: organization, name: 'One', tokens: ['key-one'], templates: [{ id: templateId, name: 'Data' }] },
      ],
    });
    onTestFinished(() => simulator.close());
    const { database, url, close } = await createTestDatabase();
    onTestFinished(close);
    const recorded = await recordCalls(simulator.url);
    const { calls } = recorded;
    const control = new SimulatorControl(simulator.url);
    const template = await addTemplate(database, { origin: 'credly', organization, template: templateId });
    const environment = {
      LAUREL_DATABASE_URL: url,
      LAUREL_LOG_LEVEL: 'debug',
      BADGES_CONFIG: JSON.stringify({
        credly: {
          CREDLY_API_BASE_URL: `${recorded.url}${new URL(simulator.apiBaseUrl).pathname}`,
          ORGANIZATIONS: { [organization]: 'key-one' },
        },
      }),
      LAUREL_DELIVERY_CONCURRENCY: String(concurrency),
      LAUREL_DELIVERY_RATE_PER_SECOND: String(ratePerSecond),
      LAUREL_DELIVERY_TIMEOUT_SECONDS: '0.6',
      LAUREL_DELIVERY_LEASE_SECONDS: '1.5',
      LAUREL_DELIVERY_POLL_SECONDS: '0.05',
    };
    const processes = [1, 2].map(() => startLaurel(['deliver'], environment));
    onTestFinished(async () => void (await Promise.all(processes.map((laurel) => laurel.kill()))));
    await Promise.all(processes.map((laurel) => laurel.waitForLog('started')));
    const allDelivered = () => waitFor('nothing is due', async () => (await dueCount(database)) === 0);

    await addBadges(database, template, 15);
    await allDelivered();
    const delivered = processes.map((laurel) => laurel.logs.filter(({ msg }) => msg === 'delivery').length);
    expect(Math.min(...delivered)).toBeGreaterThan(0);
    // Both limits were reached, and neither passed.
    expectWithinLimits(calls);

    // One of them is told to wait: neither calls, until one alone has tried.
    const before = calls.length;
    await control.fault({ route: 'badges.issue', kind: 'status', status: 429, retryAfter: 2, times: 1 });
    await addBadges(database, template, 6);
    await allDelivered();
    const refused = calls.slice(before).find(({ status }) => status === 429);
    const paused = calls.filter(({ began }) => began > (refused?.ended ?? 0) + 4 * jitterMs);
    const [probe, next] = paused;
    expect((probe?.began ?? 0) - (refused?.ended ?? Infinity)).toBeGreaterThan(1_900);
    expect((next?.began ?? 0) - (probe?.ended ?? Infinity)).toBeGreaterThanOrEqual(0);

    // One dies in the middle of its calls.
    await addBadges(database, template, 6);
    await waitFor('calls are under way', () => calls.filter(({ ended }) => ended === Infinity).length === concurrency);
    await processes[0]?.kill();
    await allDelivered();
    expectWithinLimits(calls);
    const { badges } = await control.get<{ badges: unknown[] }>('/_sim/badges');
    expect(badges).toHaveLength(27);
    expect(await processes[1]?.stop()).toBe(0);
  },
);
