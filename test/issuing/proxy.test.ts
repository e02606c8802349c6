import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import { createCredlyProvider } from '../../src/issuing/credly/provider.ts';
import { createRateLimits } from '../../src/issuing/http/rate-limit.ts';
import { agentFor, leaveBy } from '../../src/outgoing.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { openTracing } from '../../src/telemetry/open-telemetry.ts';
import { silent } from '../support/database.ts';

const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** A proxy as companies have one: tunnels by CONNECT, and forwards plain requests. Every name leads to this machine. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => response.end('{}'));
  });
  server.on('connect', ({ url = '' }, socket, head) => {
    asked.push(`CONNECT ${url}`);
    const onward = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [onward, socket]) end.on('error', () => (onward.destroy(), socket.destroy()));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('calls that leave by a proxy', () => {
  let credly: CredlySimulator;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let restore = (): void => {};
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'laurel-proxy-'));
    proxy = await startProxy();
    credly = await startCredlySimulator({
      organizations: [{ id: organization, name: 'Demo University', tokens: ['key'] }],
    });
  });
  afterAll(async () => {
    proxy.close();
    rmSync(directory, { recursive: true });
    await credly.close();
  });
  afterEach(() => {
    restore();
    proxy.asked.splice(0);
  });

  /** Asks a Credly of this address, as a process with this environment does. */
  async function ask(baseUrl: string, environment: Environment) {
    const settings = readSettings(environment);
    restore = leaveBy(settings.outgoing);
    const provider = createCredlyProvider({
      settings: { ...settings.credly, apiBaseUrl: baseUrl, organizations: new Map([[organization, 'key']]) },
      timeoutMs: 5_000,
      limits: createRateLimits(1_000, null),
    });
    return provider.check(organization, AbortSignal.timeout(5_000));
  }
  const portOf = (url: string): string => new URL(url).port;

  test('reach their provider through it, and no other one when small letters name it too', async () => {
    const port = portOf(credly.url);
    const environment = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: proxy.url };
    expect(await ask(`http://credly.example.org:${port}/v1/`, environment)).toMatchObject({ kind: 'answers' });
    expect(proxy.asked).toEqual([`CONNECT credly.example.org:${port}`]);
  });

  test.each([{ NO_PROXY: 'lms.example.org, 127.0.0.1' }, { no_proxy: '*', NO_PROXY: 'elsewhere.example.org' }])(
    'go straight where %o says so',
    async (exceptions) => {
      const answer = await ask(credly.apiBaseUrl, { HTTP_PROXY: proxy.url, ...exceptions });
      expect([answer.kind, proxy.asked]).toEqual(['answers', []]);
    },
  );

  test('trust the authority of LAUREL_CA_FILE, through the proxy of HTTPS_PROXY', async () => {
    const [key, file] = [join(directory, 'key.pem'), join(directory, 'ca.pem')];
    const subject = ['-subj', '/CN=credly.example.org', '-addext', 'subjectAltName=DNS:credly.example.org'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        ...subject,
        '-keyout',
        key,
        '-out',
        file,
      ],
      { stdio: 'ignore' },
    );
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(file) }, (_, response) => {
      response.end(JSON.stringify({ data: [], metadata: { total_pages: 1, total_count: 7 } }));
    });
    const baseUrl = `https://credly.example.org:${await listen(tls)}/v1/`;
    try {
      const unknown = await ask(baseUrl, { HTTPS_PROXY: proxy.url });
      expect(unknown).toMatchObject({
        kind: 'failed',
        failure: { kind: 'retryable', body: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      });
      restore();
      expect(await ask(baseUrl, { HTTPS_PROXY: proxy.url, LAUREL_CA_FILE: file })).toEqual({
        kind: 'answers',
        templates: 7,
      });
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${new URL(baseUrl).host}`]));
    } finally {
      tls.closeAllConnections();
      tls.close();
    }
  });

  test('spans leave by it too', async () => {
    const settings = readSettings({
      HTTP_PROXY: proxy.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example.org:4318',
    });
    if (settings.tracing === null) throw new Error('nothing is traced');
    const tracing = openTracing(settings.tracing, '0.0.0', silent, (protocol) => agentFor(protocol, settings.outgoing));
    tracing.start({ name: 'work' }).end();
    await tracing.close();
    expect(proxy.asked).toEqual(['POST http://collector.example.org:4318/v1/traces']);
  });

  test.each([
    [{ HTTPS_PROXY: 'proxy.example.org:3128' }, /HTTPS_PROXY .*must be a URL such as http:\/\/proxy/],
    [{ LAUREL_CA_FILE: '/nowhere/ca.pem' }, /LAUREL_CA_FILE .*can't be read \(ENOENT\)/],
    [{ LAUREL_CA_FILE: import.meta.filename }, /LAUREL_CA_FILE .*has none/],
  ])('%o is refused', (environment, told) => {
    expect(() => readSettings(environment)).toThrow(told);
  });
});
