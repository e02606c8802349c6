import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { busUnavailable } from '../../src/bus/redis-streams/failures.ts';
import { openRedisPublisher } from '../../src/bus/redis-streams/publisher.ts';
import { openRedisSubscription } from '../../src/bus/redis-streams/subscription.ts';
import type { RawMessage } from '../../src/events/message.ts';
import { Authority } from '../support/certificates.ts';
import { recordLogs } from '../support/logs.ts';
import { freePort } from '../support/ports.ts';
import { isRedisInstalled, startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait.ts';
import { idsOf, passingBody, passingFields } from './passing-status.ts';
import { redisSettings } from './redis-settings.ts';

const topic = 'dev-learning-badges-lifecycle';
const never = new AbortController().signal;

describe.skipIf(!isRedisInstalled())('a Redis that speaks TLS', () => {
  let directory: string;
  let server: RedisServer;
  let port: number;
  let client: string;
  const fileOf = (name: string): string => join(directory, `${name}.pem`);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'laurel-redis-tls-'));
    const [ours] = await Promise.all([Authority.create(directory, 'ours'), Authority.create(directory, 'others')]);
    const [its, own] = [await ours.issue('server'), await ours.issue('client')];
    client = `ssl_certfile=${own.certificateFile}&ssl_keyfile=${own.keyFile}`;
    port = await freePort();
    const files = [
      '--tls-cert-file',
      its.certificateFile,
      '--tls-key-file',
      its.keyFile,
      '--tls-ca-cert-file',
      ours.file,
    ];
    server = await startRedisServer({ options: ['--tls-port', String(port), '--tls-auth-clients', 'yes', ...files] });
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  const urlOf = (parameters: string): string => `rediss://127.0.0.1:${port}/0?${parameters}`;

  test('signals get there and events come, with the authority and a certificate of our own', async () => {
    const url = urlOf(`ssl_ca_certs=${fileOf('ours')}&${client}`);
    const { logger } = recordLogs();
    const publisher = openRedisPublisher(redisSettings(url), 'dev', logger);
    const subscription = openRedisSubscription(redisSettings(url), [topic], logger);
    onTestFinished(async () => void (await Promise.all([publisher.close(), subscription.close()])));
    const fields = passingFields('over-tls');
    await publisher.publish([{ topic: 'learning-badges-lifecycle', key: 'k', fields, body: passingBody }]);
    const all: RawMessage[] = [];
    await waitFor('the event', async () => {
      all.push(...(await subscription.read(10, never)));
      return all.length === 1;
    });
    expect(idsOf(all)).toEqual(['over-tls']);
    await subscription.acknowledge(all);
  });

  test.each([
    ['another authority', () => `ssl_ca_certs=${fileOf('others')}&${client}`],
    ['nobody to trust', () => client],
    ['no certificate of our own', () => `ssl_ca_certs=${fileOf('ours')}`],
  ])('%s: nothing is sent, and it says why', async (_, parameters) => {
    const publisher = openRedisPublisher(redisSettings(urlOf(parameters())), 'dev', recordLogs().logger);
    onTestFinished(() => publisher.close());
    const message = { topic: 'refused', key: 'k', fields: passingFields('secret-event'), body: passingBody };
    const failure = await publisher.publish([message]).catch((error: unknown) => String(error));
    expect(failure).toMatch(/certificate/i);
    expect(publisher.healthy).toBe(false);
  });

  test('the server may end the connection before its reason arrives: it says what that can be', () => {
    const cut = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET' });
    const told = (scheme: string): string => String(busUnavailable(`${scheme}://127.0.0.1:6379/0`, cut));
    expect(told('rediss')).toMatch(/client certificate.*ssl_certfile/);
    expect(told('redis')).not.toMatch(/certificate/);
  });
});
