import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { viewSettings } from '../../src/settings/view.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-kafka-settings-'));
const [certificate, key, otherKey] = [join(folder, 'one.pem'), join(folder, 'one.key'), join(folder, 'other.key')];
const least = {
  EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: 'kafka.example.org',
  EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: 'http://registry.example.org:8081',
};
const user = { EVENT_BUS_KAFKA_API_KEY: 'laurel', EVENT_BUS_KAFKA_API_SECRET: 'wonder' };

beforeAll(() => {
  const subject = ['-subj', '/CN=laurel', '-days', '2'];
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', [...make, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  execFileSync('openssl', [...make, ...subject, '-keyout', otherKey, '-out', join(folder, 'x')], { stdio: 'ignore' });
});
afterAll(() => rmSync(folder, { recursive: true }));

function kafkaOf(environment: Environment) {
  return readSettings({ ...least, ...environment }).bus.kafka;
}

describe('the Kafka of the event bus', () => {
  test('has the names and defaults of event-bus-kafka', () => {
    expect(readSettings({}).bus.kafka).toBeNull();
    expect(kafkaOf({})).toEqual({
      servers: [{ host: 'kafka.example.org', port: 9092 }],
      registry: { url: 'http://registry.example.org:8081/', credentials: null, authorities: null },
      tls: null,
      sasl: null,
      consumersEnabled: true,
      pollTimeoutMs: 1000,
      pollFailureSleepMs: 1000,
      consecutiveErrorsLimit: null,
      auditLogging: true,
      group: null,
      sessionTimeoutMs: 45_000,
    });
    expect(
      kafkaOf({ EVENT_BUS_KAFKA_POLL_INTERVAL_SEC: '2', EVENT_BUS_KAFKA_CONSUMERS_ENABLED: 'False' }),
    ).toMatchObject({ consumersEnabled: false });
  });

  test.each([
    [
      'a:1, b:2',
      [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    ],
    ['SASL_SSL://pkc-1.example.org:9092', [{ host: 'pkc-1.example.org', port: 9092 }]],
    [
      '[::1]:19092,10.0.0.7',
      [
        { host: '::1', port: 19_092 },
        { host: '10.0.0.7', port: 9092 },
      ],
    ],
  ])('brokers are read as librdkafka reads them: %s', (text, servers) => {
    expect(kafkaOf({ EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: text })?.servers).toEqual(servers);
  });

  test('user and password mean PLAIN over SASL_SSL, as in the reference, unless something else is said', () => {
    expect(kafkaOf(user)).toMatchObject({
      tls: { authorities: null, identity: null },
      sasl: { mechanism: 'PLAIN', username: 'laurel', password: 'wonder' },
    });
    const scram = { LAUREL_KAFKA_SASL_MECHANISM: 'scram-sha-512', LAUREL_KAFKA_SECURITY_PROTOCOL: 'sasl_plaintext' };
    expect(kafkaOf({ ...user, ...scram })).toMatchObject({ tls: null, sasl: { mechanism: 'SCRAM-SHA-512' } });
    expect(kafkaOf({ LAUREL_KAFKA_SECURITY_PROTOCOL: 'SSL' })).toMatchObject({ tls: {}, sasl: null });
  });

  test('certificates and keys are files or text, and the key may stand with the certificate', () => {
    const [certificateText, keyText] = [readFileSync(certificate, 'utf8'), readFileSync(key, 'utf8')];
    const files = { LAUREL_KAFKA_CA: certificate, LAUREL_KAFKA_CERTIFICATE: certificate, LAUREL_KAFKA_KEY: key };
    expect(kafkaOf(files)).toMatchObject({
      tls: { authorities: certificateText, identity: { certificate: certificateText, key: keyText, password: null } },
      registry: { authorities: certificateText },
      sasl: null,
    });
    const oneLine = (certificateText + keyText).replaceAll('\n', String.raw`\n`);
    const identity = { certificate: certificateText + keyText, key: certificateText + keyText };
    expect(kafkaOf({ LAUREL_KAFKA_CERTIFICATE: oneLine })).toMatchObject({ tls: { identity } });
  });

  test("the registry's user may stand in its address, and is never shown", () => {
    const registry = { url: 'https://registry.example.org/x/', credentials: { key: 'me', secret: 'p@ss' } };
    const url = { EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: 'https://me:p%40ss@registry.example.org/x' };
    expect(kafkaOf(url)?.registry).toMatchObject(registry);
    const shown = viewSettings({ ...least, ...url, ...user, LAUREL_KAFKA_KEY: readFileSync(key, 'utf8') });
    for (const secret of ['p%40ss', 'wonder', 'PRIVATE KEY']) expect(JSON.stringify(shown)).not.toContain(secret);
  });
});

describe('mistakes of it', () => {
  const [registry, servers] = ['EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL', 'EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS'];
  const mistakes: [Environment, string][] = [
    [{ [registry]: '' }, `${registry}: is needed with ${servers}`],
    [{ EVENT_BUS_KAFKA_API_KEY: 'x' }, 'EVENT_BUS_KAFKA_API_SECRET: is needed with EVENT_BUS_KAFKA_API_KEY. Set both'],
    [{ EVENT_BUS_KAFKA_API_SECRET: 'x' }, 'EVENT_BUS_KAFKA_API_KEY: is needed with EVENT_BUS_KAFKA_API_SECRET.'],
    [{ [`${registry.slice(0, -4)}_API_KEY`]: 'x' }, 'SCHEMA_REGISTRY_API_SECRET: is needed with'],
    [
      { EVENT_BUS_REDIS_CONNECTION_URL: 'redis://r:6379' },
      `edx_event_bus_kafka.create_producer remove EVENT_BUS_REDIS`,
    ],
    [{ [servers]: 'a:b' }, 'must be a list of brokers such as'],
    [{ [servers]: 'a:99999' }, 'must be a list of brokers such as'],
    [{ [servers]: '', LAUREL_KAFKA_CA: certificate }, `LAUREL_KAFKA_CA: has no effect without ${servers}`],
    [{ EVENT_BUS_KAFKA_API_KYE: 'x' }, 'there is no such setting. Did you mean'],
    [{ LAUREL_KAFKA_SECURITY_PROTOCOL: 'SASL_SSL' }, 'SASL_SSL needs a user and a password, EVENT_BUS_KAFKA_API_KEY'],
    [{ ...user, LAUREL_KAFKA_SECURITY_PROTOCOL: 'SSL' }, 'EVENT_BUS_KAFKA_API_KEY: has no effect with the security'],
    [{ LAUREL_KAFKA_SASL_MECHANISM: 'PLAIN' }, 'LAUREL_KAFKA_SASL_MECHANISM: has no effect with the security protocol'],
    [{ LAUREL_KAFKA_SASL_MECHANISM: 'GSSAPI' }, 'must be one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512'],
    [{ LAUREL_KAFKA_CERTIFICATE: certificate }, 'LAUREL_KAFKA_KEY: is needed with LAUREL_KAFKA_CERTIFICATE'],
    [{ LAUREL_KAFKA_KEY: key }, 'LAUREL_KAFKA_CERTIFICATE: is needed with LAUREL_KAFKA_KEY'],
    [
      { LAUREL_KAFKA_CA: '/no/such.pem' },
      "must be certificates as PEM text, or name a file with it, and that file can't be read (ENOENT)",
    ],
    [
      { LAUREL_KAFKA_CA: key },
      'LAUREL_KAFKA_CA (in the environment): must be certificates as PEM text, or name a file',
    ],
    [{ LAUREL_KAFKA_CERTIFICATE: certificate, LAUREL_KAFKA_KEY: otherKey }, 'the key is not that of the certificate'],
  ];
  test.each(mistakes)('K06: %o', (environment, told) => {
    expect(() => readSettings({ ...least, ...environment })).toThrow(told);
  });

  test('each is told once', () => {
    try {
      readSettings({ ...least, EVENT_BUS_KAFKA_API_SECRET: 'x', LAUREL_KAFKA_SECURITY_PROTOCOL: 'nonsense' });
      expect.unreachable();
    } catch (error) {
      expect((error as { details: string[] }).details).toHaveLength(2);
    }
  });
});
