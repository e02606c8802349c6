import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedFetch, isOfTheInternet } from '../src/guarded-fetch.ts';
import { leaveBy } from '../src/outgoing.ts';
import type { OutgoingSettings } from '../src/settings/outgoing.ts';
import { Authority } from './support/certificates.ts';

const direct: OutgoingSettings = { proxy: null, certificates: [], privateHosts: [] };
const limits = { accept: 'application/json', mostBytes: 1_000 };

test('what is of the internet, and what is not', () => {
  for (const address of ['8.8.8.8', '2606:4700::1111'])
    expect([address, isOfTheInternet(address)]).toEqual([address, true]);
  const others = `127.0.0.1 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 192.0.0.1 192.0.2.1 198.18.0.1
    224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:a00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
    2002:7f00:1:: 2001::1 2001:db8::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 localhost`;
  for (const address of others.split(/\s+/)) expect([address, isOfTheInternet(address)]).toEqual([address, false]);
});

describe('what strangers name', () => {
  let server: Server;
  let port: number;
  let answer: RequestListener;
  let asked: string[];
  let restore: () => void;
  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'laurel-guarded-'));
    const authority = await Authority.create(directory, 'authority');
    const { keyFile, certificateFile } = await authority.issue('server');
    restore = leaveBy({ ...direct, certificates: [readFileSync(authority.file, 'utf8')] });
    const identity = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
    rmSync(directory, { recursive: true });
    server = createServer(identity, (request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    restore();
    server.closeAllConnections();
    await new Promise((settle) => server.close(settle));
  });

  /** Asks at `localhost`, which the settings allow, unless told. */
  const fetchFrom = (path: string, { host = 'localhost', privateHosts = ['localhost'], mostMs = 5_000 } = {}) => {
    asked = [];
    const address = path.startsWith('https:') ? path : `https://${host}:${port}${path}`;
    return createGuardedFetch({ ...direct, privateHosts }, mostMs)(address, limits).then(String, (error: Error) => ({
      error: error.message,
    }));
  };

  test('is fetched from hosts that the settings allow', async () => {
    answer = ({ headers }, response) => response.end(JSON.stringify([headers.accept, headers.cookie]));
    expect(await fetchFrom('/')).toBe('["application/json",null]');
  });

  test.each([
    'localhost',
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0x7f.1',
    '2130706433',
    'LOCALHOST',
    '169.254.169.254',
    '10.0.0.7',
  ])('is not fetched from a private network: %s', async (host) => {
    answer = (_request, response) => response.end('secret');
    expect(await fetchFrom('/', { host, privateHosts: [] })).toEqual({
      error: expect.stringContaining('nothing is fetched from a private network'),
    });
    expect(asked).toEqual([]);
  });

  test('nor by a redirect to there, nor for ever', async () => {
    answer = (request, response) =>
      response
        .writeHead(302, { location: request.url === '/in' ? `https://127.0.0.1:${port}/secret` : '/round' })
        .end();
    expect(await fetchFrom('/in')).toEqual({ error: expect.stringContaining('private network') });
    expect(asked).toEqual(['/in']);
    expect(await fetchFrom('/round')).toEqual({ error: expect.stringContaining('redirects more than 3 times') });
    expect(asked).toHaveLength(4);
    answer = (_request, response) => response.writeHead(301, { location: 'http://localhost/' }).end();
    expect(await fetchFrom('/down')).toEqual({ error: expect.stringContaining('begins with https://') });
  });

  test('is given up when it is large, slow, compressed or refused', async () => {
    answer = (_request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(400)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(await fetchFrom('/endless')).toEqual({ error: expect.stringContaining('more than 1000 bytes') });
    answer = (_request, response) => void response.write('{');
    expect(await fetchFrom('/slow', { mostMs: 200 })).toEqual({ error: `localhost:${port} took too long to answer.` });
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect(await fetchFrom('/bomb')).toEqual({ error: expect.stringContaining('answers compressed') });
    answer = (_request, response) => response.writeHead(404).end();
    expect(await fetchFrom('/gone')).toEqual({ error: expect.stringContaining('status 404') });
    answer = (_request, response) => response.destroy();
    expect(await fetchFrom('/cut')).toEqual({ error: expect.stringContaining("can't be reached") });
  });

  test.each([
    ['http://example.org/', 'begins with https://'],
    ['file:///etc/passwd', 'begins with https://'],
    ['https://user:secret@example.org/', 'password'],
    ['https://example.org:22/', 'Port 22'],
    ['not an address', 'begins with https://'],
  ])('is not looked at when it can be no page: %s', async (url, expected) => {
    const refused = createGuardedFetch(direct)(url, limits);
    await expect(refused).rejects.toThrow(expected);
  });
});
