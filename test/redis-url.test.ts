import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readRedisUrl } from '../src/redis-url.ts';
import { readSettings } from '../src/settings.ts';

test.each([
  ['redis://redis:6379/', { server: { host: 'redis', port: 6379 }, database: 0, username: null, password: null }],
  ['redis://@redis', { server: { host: 'redis', port: 6379 }, username: null }],
  ['redis://redis?db=2', { database: 2 }],
  ['redis://redis/3', { database: 3 }],
  ['redis://redis/3?db=4', { database: 4 }],
  ['redis://u%40x:p%2F%20w%zz@redis', { username: 'u@x', password: 'p/ w%zz' }],
  ['redis://:p@ss@redis', { username: null, password: 'p@ss', server: { host: 'redis', port: 6379 } }],
  ['redis://redis?username=u&password=p%2526', { username: 'u', password: 'p&' }],
  ['redis://[::1]:7000/1', { server: { host: '::1', port: 7000 }, database: 1 }],
  ['redis:///5', { server: { host: 'localhost', port: 6379 }, database: 5 }],
  ['unix://u:p@/run/my%20redis.sock?db=1', { server: { path: '/run/my redis.sock' }, username: 'u', database: 1 }],
  ['redis://r?socket_timeout=2.5&socket_connect_timeout=1', { answerTimeoutMs: 2_500, connectTimeoutMs: 1_000 }],
  ['redis://r?socket_keepalive=False&client_name=badges', { keepAlive: false, clientName: 'badges' }],
  ['redis://r?max_connections=5&health_check_interval=30&db=', { database: 0 }],
  ['rediss://r?ssl_cert_reqs=none', { tls: expect.objectContaining({ verify: false, checkHostname: false }) }],
  ['rediss://r?ssl_check_hostname=false', { tls: expect.objectContaining({ verify: true, checkHostname: false }) }],
])('%s is read as redis-py reads it', (url, expected) => {
  const reading = readRedisUrl(url);
  expect(reading.ok && reading.target).toMatchObject(expected);
});

test.each([
  ['http://:sesame@r', 'must be a URL such as'],
  ['redis://:sesame@r?dbb=2', 'the parameter dbb,'],
  ['redis://:sesame@r?db=two', 'has a db that'],
  ['redis://:sesame@r/two', 'has a path that'],
  ['redis://:sesame@r:99999', 'has a port that'],
  ['redis://:sesame@r?ssl_ca_certs=/ca.pem', 'needs rediss://'],
  ['rediss://:sesame@r?ssl_ca_certs=/sesame/ca.pem', 'ssl_ca_certs that names no file'],
  ['rediss://:sesame@r?ssl_cert_reqs=maybe', 'ssl_cert_reqs other than'],
  ['redis://:sesame@r?socket_timeout=soon', 'socket_timeout that is no time'],
])('%s is a mistake in the settings that is named, without the secret', (url, mistake) => {
  const read = (): unknown => readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: url });
  expect(read).toThrow(mistake);
  expect(read).not.toThrow('sesame');
});

test('the address for the log has neither password nor parameters; files of certificates are found', () => {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-ca-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'ca.pem');
  writeFileSync(file, '');
  const reading = readRedisUrl(`rediss://u:sesame@r/2?ssl_ca_certs=${file}`);
  expect(reading.ok && reading.target).toMatchObject({ address: 'rediss://u:***@r:6379/2', tls: { caFile: file } });
});
