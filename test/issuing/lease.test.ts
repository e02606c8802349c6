import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Lease, startStopwatch } from '../../src/issuing/delivery/lease.ts';
import { calledOff, createHttpClient } from '../../src/issuing/http/http.ts';
import { createRateLimiter } from '../../src/issuing/http/rate-limit.ts';
import { addBadge } from '../support/deliveries.ts';
import { describeDeliveries } from '../support/credly-stage.ts';

const leaseMs = 1_500;

/** A process that is stopped: nothing of it runs, and its timers come late. */
function freeze(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

describeDeliveries('the lease of a delivery', (stage) => {
  test.each([
    { what: 'a process frozen past it', freezeMs: leaseMs, taken: false, calls: 0 },
    { what: 'a badge that another worker has taken, by the clock of the database', freezeMs: 0, taken: true, calls: 0 },
    { what: 'neither', freezeMs: 0, taken: false, calls: 1 },
  ])('after the wait for a turn, with $what: $calls calls (S21)', async ({ freezeMs, taken, calls }) => {
    const { database, template } = stage();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => server.close().closeAllConnections());
    const limiter = createRateLimiter(1_000);
    const client = createHttpClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      authorization: 'Token token=key',
      secret: 'key',
      timeoutMs: 2_000,
      limiter: {
        ...limiter,
        take: async (signal) => {
          await limiter.take(signal);
          freeze(freezeMs);
        },
        turnAway: () => {},
      },
    });
    // A connection that is kept: the call could go out at once.
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/first`).then((response) => response.text());

    const badge = await addBadge(database, template);
    const elapsed = startStopwatch();
    const claim = await stage().claimAndDie(leaseMs);
    const lease = new Lease(claim, { database, leaseMs, probe: false, elapsed, cut: new AbortController().signal });
    if (taken) await database.query('UPDATE badge SET claimed_until = now() WHERE id = $1', [badge]);
    const result = await client.send({ method: 'POST', path: 'badges', json: {} }, lease.signal);
    lease.callsAreOver();
    expect(result).toMatchObject(calls === 1 ? { kind: 'answer' } : { kind: 'not_sent', code: calledOff });
    expect(asked.filter((path) => path === '/badges')).toHaveLength(calls);
  });
});
