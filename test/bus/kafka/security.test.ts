import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKafkaPublisher } from '../../../src/bus/kafka/publisher.ts';
import type { Environment } from '../../../src/settings/sources.ts';
import type { Check } from '../../../src/cli/doctor/checks.ts';
import { laurel } from '../../cli/command-line.ts';
import { Authority } from '../../support/certificates.ts';
import type { Identity } from '../../support/certificates.ts';
import { createEmbeddedDatabase } from '../../support/database.ts';
import { isKafkaInstalled, startKafka } from '../../support/kafka.ts';
import type { KafkaCluster, SecuredServers } from '../../support/kafka.ts';
import { recordLogs } from '../../support/logs.ts';
import { sharedKafka } from '../../support/on-demand.ts';
import { isRegistryInstalled } from '../../support/registry.ts';
import { kafkaSettings } from './kafka-settings.ts';

const user = { EVENT_BUS_KAFKA_API_KEY: 'laurel', EVENT_BUS_KAFKA_API_SECRET: 'wonder-land-1' };

describe.skipIf(!isKafkaInstalled() || !isRegistryInstalled())('S20, S26: Kafka with TLS and signing in', () => {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-certificates-'));
  let kafka: KafkaCluster;
  let registryUrl: string;
  let files: Record<'ca' | 'otherCa', string>;
  let identities: Record<'broker' | 'laurel' | 'stranger', Identity>;

  beforeAll(async () => {
    const [authority, other] = await Promise.all(['ours', 'others'].map((name) => Authority.create(directory, name)));
    if (authority === undefined || other === undefined) throw new Error('no authorities');
    files = { ca: authority.file, otherCa: other.file };
    // One after the other: an authority counts what it signs in a file.
    identities = {
      broker: await authority.issue('broker'),
      laurel: await authority.issue('laurel'),
      stranger: await other.issue('stranger'),
    };
    const security = {
      authorityFile: authority.file,
      identityFile: identities.broker.bothFile,
      users: { [user.EVENT_BUS_KAFKA_API_KEY]: user.EVENT_BUS_KAFKA_API_SECRET },
    };
    [kafka, { registryUrl }] = await Promise.all([startKafka({ security }), sharedKafka()]);
    await kafka.admin.createTopic('dev-signals');
  }, 240_000);
  afterAll(async () => {
    await kafka?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Looks whether signals could be sent, and what is told when they can't. */
  async function look(environment: Environment): Promise<{ trouble: string | null; log: string }> {
    const logs = recordLogs();
    const settings = kafkaSettings({ EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl, ...environment });
    const publisher = openKafkaPublisher(settings, 'dev', logs.logger);
    await publisher.check('signals');
    const { trouble, healthy } = publisher;
    expect(healthy).toBe(trouble === null);
    await publisher.close();
    return { trouble, log: logs.text() };
  }

  const at = (listener: keyof SecuredServers | 'open'): Environment => ({
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: listener === 'open' ? kafka.servers : kafka.secured?.[listener],
  });
  const ca = (): Environment => ({ LAUREL_KAFKA_CA: files.ca });
  const certificate = (who: 'laurel' | 'stranger'): Environment => ({
    LAUREL_KAFKA_CERTIFICATE: identities[who].certificateFile,
    LAUREL_KAFKA_KEY: identities[who].keyFile,
  });
  const scram = (bits: 256 | 512): Environment => ({ ...user, LAUREL_KAFKA_SASL_MECHANISM: `SCRAM-SHA-${bits}` });
  const plainText = { LAUREL_KAFKA_SECURITY_PROTOCOL: 'SASL_PLAINTEXT' };

  test('every way in that the brokers offer works, key and certificate in one file or in the setting itself too', async () => {
    const ways: Record<string, Environment> = {
      'PLAIN over TLS': { ...at('saslTls'), ...ca(), ...user },
      'SCRAM-SHA-256 over TLS': { ...at('saslTls'), ...ca(), ...scram(256) },
      'SCRAM-SHA-512 over TLS': { ...at('saslTls'), ...ca(), ...scram(512) },
      'PLAIN in the open': { ...at('saslPlain'), ...plainText, ...user },
      'SCRAM-SHA-256 in the open': { ...at('saslPlain'), ...plainText, ...scram(256) },
      'certificates of both': { ...at('mutualTls'), ...ca(), ...certificate('laurel') },
      'one file': { ...at('mutualTls'), ...ca(), LAUREL_KAFKA_CERTIFICATE: identities.laurel.bothFile },
      texts: {
        ...at('mutualTls'),
        LAUREL_KAFKA_CA: readFileSync(files.ca, 'utf8'),
        LAUREL_KAFKA_CERTIFICATE: readFileSync(identities.laurel.bothFile, 'utf8'),
      },
    };
    const troubles = await Promise.all(
      Object.entries(ways).map(async ([way, environment]) => [way, (await look(environment)).trouble]),
    );
    expect(troubles).toEqual(Object.keys(ways).map((way) => [way, null]));
  });

  test('what is refused says which setting to look at, and no secret', async () => {
    const wrong = { EVENT_BUS_KAFKA_API_SECRET: 'tweedle-dum-2' };
    const password = /EVENT_BUS_KAFKA_API_SECRET/;
    const protocol = /LAUREL_KAFKA_SECURITY_PROTOCOL/;
    const identity = /LAUREL_KAFKA_CERTIFICATE/;
    const cases: Record<string, readonly [environment: Environment, told: RegExp]> = {
      'wrong password, PLAIN': [{ ...at('saslTls'), ...ca(), ...user, ...wrong }, password],
      'wrong password, SCRAM-SHA-256': [{ ...at('saslTls'), ...ca(), ...scram(256), ...wrong }, password],
      'wrong password, SCRAM-SHA-512': [{ ...at('saslTls'), ...ca(), ...scram(512), ...wrong }, password],
      'unknown user': [
        { ...at('saslTls'), ...ca(), ...user, EVENT_BUS_KAFKA_API_KEY: 'nobody' },
        /EVENT_BUS_KAFKA_API_KEY/,
      ],
      'a mechanism that is not offered': [
        { ...at('saslPlain'), ...plainText, ...scram(512) },
        /LAUREL_KAFKA_SASL_MECHANISM/,
      ],
      'no authority': [{ ...at('saslTls'), ...user }, /LAUREL_KAFKA_CA/],
      'another authority': [{ ...at('saslTls'), ...user, LAUREL_KAFKA_CA: files.otherCa }, /LAUREL_KAFKA_CA/],
      'no certificate': [{ ...at('mutualTls'), ...ca() }, identity],
      'the certificate of a stranger': [{ ...at('mutualTls'), ...ca(), ...certificate('stranger') }, identity],
      'plain text to TLS': [at('saslTls'), protocol],
      'TLS to plain text': [{ ...at('open'), ...ca() }, protocol],
      'nobody signs in where users must': [at('saslPlain'), protocol],
      'signing in where nobody does': [{ ...at('open'), ...plainText, ...user }, protocol],
    };
    const unclear: string[] = [];
    const tryOne = async ([name, [environment, told]]: [string, readonly [Environment, RegExp]]): Promise<void> => {
      const { trouble, log } = await look(environment);
      if (trouble === null || !told.test(trouble)) unclear.push(`${name}: ${trouble}`);
      for (const secret of [user.EVENT_BUS_KAFKA_API_SECRET, wrong.EVENT_BUS_KAFKA_API_SECRET, 'PRIVATE KEY'])
        expect(`${trouble} ${log}`).not.toContain(secret);
    };
    await Promise.all(Object.entries(cases).map(tryOne));
    expect(unclear).toEqual([]);
  });

  test('laurel doctor says the same', async () => {
    const database = await createEmbeddedDatabase();
    const wrong = { ...scram(512), EVENT_BUS_KAFKA_API_SECRET: 'tweedle-dum-2' };
    const cases: readonly (readonly [environment: Environment, told: string])[] = [
      [{ ...at('saslTls'), ...ca(), ...wrong }, 'EVENT_BUS_KAFKA_API_SECRET'],
      [{ ...at('saslTls'), ...user, LAUREL_KAFKA_CA: files.otherCa }, 'LAUREL_KAFKA_CA'],
      [{ ...at('mutualTls'), ...ca() }, 'LAUREL_KAFKA_CERTIFICATE'],
    ];
    try {
      for (const [more, told] of cases) {
        const environment = { EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registryUrl, ...more };
        const ended = await laurel(['doctor', '--json'], database, { environment, openProviders: () => new Map() });
        expect(ended.exitCode).toBe(1);
        const { checks } = ended.json() as { checks: Check[] };
        expect(checks).toContainEqual(
          expect.objectContaining({ status: 'fail', todo: expect.stringContaining(told) as unknown }),
        );
        expect(JSON.stringify(checks)).not.toContain('tweedle-dum-2');
      }
    } finally {
      await database.close();
    }
  });

  test('a registry behind TLS of the same authority, with a key and a secret', async () => {
    const tls = {
      key: readFileSync(identities.broker.keyFile),
      cert: readFileSync(identities.broker.certificateFile),
    };
    const expected = `Basic ${Buffer.from('key:s3cr:et').toString('base64')}`;
    const server = createServer(tls, (request, response) => {
      const answer = async (): Promise<void> => {
        const { status, text } =
          request.headers.authorization === expected
            ? await fetch(`${registryUrl}${request.url ?? ''}`).then(async (got) => ({
                status: got.status,
                text: await got.text(),
              }))
            : { status: 401, text: '' };
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      };
      void answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const registry = {
        ...at('open'),
        LAUREL_KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT',
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY: 'key',
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET: 's3cr:et',
      };
      expect(await look({ ...registry, ...ca() })).toMatchObject({ trouble: null });
      const untrusted = await look(registry);
      expect(untrusted.trouble).toMatch(/registry.*LAUREL_KAFKA_CA/s);
      const refused = await look({ ...registry, ...ca(), EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET: 'wr0ng' });
      expect(refused.trouble).toMatch(/registry.*EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET/s);
      expect(`${refused.trouble}${refused.log}`).not.toMatch(/wr0ng|s3cr:et/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
