import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { failureOf, withoutPersonalData } from '../../src/issuing/http/failure.ts';
import type { Effect } from '../../src/issuing/http/failure.ts';
import { createHttpClient, parseRetryAfter } from '../../src/issuing/http/http.ts';
import type { HttpResult } from '../../src/issuing/http/http.ts';
import { whileHeld } from '../../src/issuing/http/leave.ts';
import { createRateLimiter } from '../../src/issuing/http/rate-limit.ts';
import { freePort } from '../support/ports.ts';

const secret = 'k3y-of-the-test';
const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function client(baseUrl: string, timeoutMs = 2_000) {
  return createHttpClient({
    baseUrl,
    authorization: `Token token=${secret}`,
    secret,
    timeoutMs,
    limiter: createRateLimiter(1_000),
  });
}

const post = (baseUrl: string, timeoutMs?: number): Promise<HttpResult> =>
  client(baseUrl, timeoutMs).send({ method: 'POST', path: 'v1/credentials', json: { a: 1 } }, neverAborted);
const neverAborted = new AbortController().signal;
const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

describe('one call to a provider', () => {
  test('sends JSON with the key and reads JSON', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${request.headers['content-type']}`);
      response.end('{"credential":{"id":"7"}}');
    });
    const result = await post(url);
    expect(result).toMatchObject({ kind: 'answer', status: 200, json: { credential: { id: '7' } } });
    expect(seen).toEqual([`POST /v1/credentials Token token=${secret} application/json`]);
  });

  test('encodes what stands in a query', async () => {
    let path: string | undefined;
    const url = await serve((request, response) => {
      path = request.url;
      response.end('{}');
    });
    const filter = 'recipient_email_all::a+b@example.org|badge_template_id::T&x=1';
    await client(url).send({ method: 'GET', path: 'badges', query: { filter } }, neverAborted);
    expect(new URL(path ?? '', url).searchParams.get('filter')).toBe(filter);
    expect(path).toContain('a%2Bb%40example.org');
  });

  test('never follows a redirect: the key goes nowhere else', async () => {
    let elsewhere = 0;
    const other = await serve((_, response) => {
      elsewhere++;
      response.end('{}');
    });
    const url = await serve(answering(307, '', { location: other }));
    const result = await post(url);
    expect(failureOf(result, 'changes')).toMatchObject({ kind: 'permanent', status: 307, account: true });
    expect(elsewhere).toBe(0);
  });

  test('repeats no secret in any of the forms in which the other side may say it', async () => {
    const odd = 'k3y"\\/+%=&<';
    const authorization = `Basic ${Buffer.from(`${odd}:`).toString('base64')}`;
    const numbered = odd.replaceAll(/./g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const said = [odd, encodeURIComponent(odd), authorization].map((text) => JSON.stringify(text));
    const url = await serve(answering(403, `[${said.join(',')},"${numbered}"]`));
    const limiter = createRateLimiter(1_000);
    const options = { baseUrl: url, authorization, secret: odd, timeoutMs: 2_000, limiter };
    const result = await createHttpClient(options).send({ method: 'GET', path: '' }, neverAborted);
    expect(result).toMatchObject({ json: ['[key]', '[key]', 'Basic [key]', '[key]'] });
  });

  test('repeats no secret that the other side says', async () => {
    const result = await post(await serve(answering(401, `bad key ${secret}`)));
    expect(failureOf(result, 'changes').body).toBe('bad key [key]');
  });

  test('keeps at most 2,000 characters of what the other side says', async () => {
    const result = await post(await serve(answering(422, 'x'.repeat(100_000))));
    expect(failureOf(result, 'changes').body).toHaveLength(2_000);
  });

  test('takes out what PostgreSQL can’t store', async () => {
    const result = await post(await serve(answering(422, '{"message":"a\\u0000b\\ud800c"}')));
    expect(result).toMatchObject({ json: { message: 'ab\ufffdc' } });
  });
});

describe('what a result means for a call that changes something, and for a look-up (S21)', () => {
  const sentOnce = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    request.on('end', () => response.socket?.resetAndDestroy());
  };
  test.each<[string, Answer, string, string, boolean]>([
    ['400', answering(400, ''), 'permanent', 'permanent', false],
    ['401', answering(401, ''), 'permanent', 'permanent', true],
    ['403', answering(403, ''), 'permanent', 'permanent', true],
    ['404', answering(404, ''), 'permanent', 'permanent', false],
    ['408', answering(408, ''), 'unknown', 'retryable', true],
    ['422', answering(422, ''), 'permanent', 'permanent', false],
    ['429', answering(429, ''), 'retryable', 'retryable', true],
    ['500', answering(500, ''), 'unknown', 'retryable', true],
    ['503', answering(503, ''), 'unknown', 'retryable', true],
    ['200 that is cut off', answering(200, '{"data":{"id"'), 'unknown', 'retryable', true],
    ['200 that says failure', answering(200, '{"success":false}'), 'permanent', 'permanent', false],
    ['a reset after sending', sentOnce, 'unknown', 'retryable', true],
    ['no answer in time', () => {}, 'unknown', 'retryable', true],
    ['half an answer', (_, response) => response.writeHead(200).write('{"da'), 'unknown', 'retryable', true],
    ['an endless answer', endless, 'unknown', 'retryable', true],
  ])('%s', async (_, answer, changing, looking, account) => {
    const url = await serve(answer);
    const meaning = async (effect: Effect) => failureOf(await post(url, 300), effect);
    const [change, look] = await Promise.all([meaning('changes'), meaning('nothing')]);
    expect(change).toMatchObject({ kind: changing, account });
    expect(look).toMatchObject({ kind: looking, account });
  });

  test('nobody listens: certainly no effect', async () => {
    const failure = failureOf(await post(`http://127.0.0.1:${await freePort()}/`), 'changes');
    expect(failure).toMatchObject({ kind: 'retryable', status: null, body: 'ECONNREFUSED', account: true });
  });

  test('an unknown host: certainly no effect', async () => {
    const failure = failureOf(await post('http://nowhere.invalid/'), 'changes');
    expect(failure).toMatchObject({ kind: 'retryable', status: null, account: true });
  });

  test('called off before it was sent: certainly no effect', async () => {
    const limiter = createRateLimiter(0.01);
    await limiter.take(neverAborted);
    const stop = new AbortController();
    const options = { baseUrl: 'http://127.0.0.1:1/', authorization: 'x', secret, timeoutMs: 1_000, limiter };
    const result = createHttpClient(options).send({ method: 'POST', path: '', json: {} }, stop.signal);
    stop.abort();
    expect(await result).toEqual({ kind: 'not_sent', code: 'CALLED_OFF' });
  });

  // After a call that was cut, `fetch` keeps a connection that nothing was sent by; by that one it sends a GET before it returns,
  // and to call it off then ended the process.
  test.each(['GET', 'PUT'] as const)(
    'S21: a %s whose lease ends when it is about to leave does not leave',
    async (method) => {
      const seen: string[] = [];
      const url = await serve((request, response) => {
        seen.push(request.url ?? '');
        setTimeout(() => response.end('{}'), 2);
      });
      const own = client(url);
      const over = whileHeld(new AbortController().signal, {
        stillHeld: () => Promise.resolve(true),
        isOver: () => true,
      });
      const givenUp = { kind: 'no_answer', code: 'ABORTED' };
      for (let round = 0; round < 10; round += 1) {
        const cut = new AbortController();
        const isCut = own.send({ method, path: 'cut' }, cut.signal);
        setTimeout(() => cut.abort(), 0);
        expect(await isCut).toEqual(givenUp);
        expect(await own.send({ method, path: 'first' }, neverAborted)).toMatchObject({ status: 200 });
        expect(await own.send({ method, path: 'over' }, over)).toEqual(givenUp);
        expect(await own.send({ method, path: 'over' }, over)).toEqual(givenUp);
      }
      expect(seen.filter((path) => path === '/first')).toHaveLength(10);
      expect(seen).not.toContain('/over');
    },
  );
});

function endless(_: IncomingMessage, response: ServerResponse): void {
  const chunk = Buffer.alloc(1_000_000, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

test.each([
  ['120', 120_000],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s', (value, milliseconds) => {
  expect(parseRetryAfter(value, Date.parse('2026-11-22T10:00:00Z'))).toBe(milliseconds);
});

describe('the rate limit of an account', () => {
  test('lets one second’s worth of calls through at once, and then no more in any second', async () => {
    const limiter = createRateLimiter(10);
    const times: number[] = [];
    const take = () => limiter.take(neverAborted).then(() => times.push(performance.now()));
    await Promise.all(Array.from({ length: 12 }, take));
    expect((times[9] ?? Infinity) - (times[0] ?? 0)).toBeLessThan(500);
    for (const [index, time] of times.slice(10).entries()) expect(time - (times[index] ?? time)).toBeGreaterThan(1_000);
  });

  test('gives back the turns of those who gave up', async () => {
    const limiter = createRateLimiter(2);
    await Promise.all([limiter.take(neverAborted), limiter.take(neverAborted)]);
    const stop = new AbortController();
    const inVain = Array.from({ length: 500 }, () => limiter.take(stop.signal));
    stop.abort();
    expect((await Promise.allSettled(inVain)).every(({ status }) => status === 'rejected')).toBe(true);
    await limiter.take(AbortSignal.timeout(5_000));
  });

  test('serves the shares in turn, so that a flood of one leaves the others theirs', async () => {
    const limiter = createRateLimiter(100);
    await Promise.all(Array.from({ length: 100 }, () => limiter.take(neverAborted)));
    const order: string[] = [];
    const takers = (['webhook', 'tests', 'syncs'] as const).flatMap((share) =>
      Array.from({ length: share === 'webhook' ? 20 : 2 }, async () => {
        await limiter.take(neverAborted, share);
        order.push(share);
      }),
    );
    await Promise.all(takers);
    expect(order.slice(0, 6)).toEqual(['webhook', 'tests', 'syncs', 'webhook', 'tests', 'syncs']);
    expect(order).toHaveLength(24);
  });

  test('does not mind a clock that is set back', async () => {
    const limiter = createRateLimiter(2);
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      await Promise.all([limiter.take(neverAborted), limiter.take(neverAborted)]);
      vi.setSystemTime(Date.now() - 3_600_000);
      await limiter.take(AbortSignal.timeout(5_000));
    } finally {
      vi.useRealTimers();
    }
  });

  test('turns away what waits, when the account is paused', async () => {
    const limiter = createRateLimiter(1);
    await limiter.take(neverAborted);
    const waiting = limiter.take(neverAborted);
    limiter.turnAway();
    await expect(waiting).rejects.toThrow();
  });
});

describe('what a provider said of a learner (S26)', () => {
  const said = (body: string, who: { name?: string; username?: string }): string =>
    withoutPersonalData(
      { kind: 'permanent', status: 422, body, account: false },
      {
        badgeId: '7f0c4f6e-8a3b-4f3e-9d57-1c8f1e0b7a11',
        environment: 'production',
        learnerId: 7,
        earnerId: '7',
        sentTo: [],
        retired: false,
        username: 'ada',
        name: 'Ada Lovelace',
        email: 'ada@example.org',
        account: 'main',
        externalTemplate: '101',
        earnedAt: new Date('2026-03-02T14:05:00Z'),
        claimedAt: new Date(),
        reason: '',
        ...who,
      },
    ).body;

  test.each([
    [
      'The template is archived; arch can have no badge',
      { username: 'arch' },
      'The template is archived; [learner] can have no badge',
    ],
    [
      'arch-enemy and badge_arch stay, "ARCH" goes',
      { username: 'arch' },
      'arch-enemy and badge_arch stay, "[learner]" goes',
    ],
    ['Ada Lovelace <ada@example.org> has it', {}, '[learner] <[e-mail]> has it'],
    ['(a.b+c) aXb+c a.b+cd', { username: 'a.b+c' }, '([learner]) aXb+c a.b+cd'],
    [
      '{"error":"Jos\\u00e9 has it, Jos\\u00e9e does not"}',
      { name: 'José' },
      '{"error":"[learner] has it, Jos\\u00e9e does not"}',
    ],
    ['学员王伟已有徽章', { name: '王伟' }, '学员[learner]已有徽章'],
    ['Renée and Élodée', { name: 'Élod' }, 'Renée and Élodée'],
  ])('%s', (body, who, expected) => {
    expect(said(body, who)).toBe(expected);
  });
});
