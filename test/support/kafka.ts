/** Apache Kafka itself, for tests: private ports on the loopback interface, private directories. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ChildServer } from './child-server.ts';
import type { ServerControl } from './child-server.ts';
import { isFetched, kafka, placeOf } from './java-programs.ts';
import { KafkaAdmin } from './kafka-admin.ts';
import { propertiesOf } from './kafka-properties.ts';
import type { KafkaPorts, KafkaSecurity } from './kafka-properties.ts';
import { freePort } from './ports.ts';

const run = promisify(execFile);

export interface KafkaOptions {
  /** With three, topics have three replicas, two of which must have a message before it is taken. */
  readonly brokers?: 1 | 3;
  /** Whether a topic comes into being when somebody asks for it. */
  readonly autoCreateTopics?: boolean;
  /** Listeners with TLS and signing in, besides the open one. */
  readonly security?: KafkaSecurity;
  /**
   * Users who come by a listener of their own (SASL_PLAINTEXT, PLAIN) and may do only what they are granted: passwords by name.
   */
  readonly restricted?: Readonly<Record<string, string>>;
  /** Further lines of server.properties. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A cluster of the tests' own. */
export interface KafkaCluster {
  /** `host:port,...` of the open listener. */
  readonly servers: string;
  /** `host:port,...` of the listeners with security; null without. */
  readonly secured: SecuredServers | null;
  /** `host:port,...` of the listener for restricted users; nobody listens there without them. */
  readonly restrictedServers: string;
  readonly nodes: readonly ServerControl[];
  readonly admin: KafkaAdmin;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

export interface SecuredServers {
  /** SASL_SSL: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512. */
  readonly saslTls: string;
  /** SASL_PLAINTEXT: PLAIN and SCRAM-SHA-256. */
  readonly saslPlain: string;
  /** SSL: asks for a client's certificate. */
  readonly mutualTls: string;
}

export function isKafkaInstalled(): boolean {
  return isFetched(kafka);
}

/** Starts a fresh cluster and waits until all its brokers are in it. */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaCluster> {
  const count = options.brokers ?? 1;
  const root = mkdtempSync(join(tmpdir(), 'laurel-kafka-'));
  const ports = await Promise.all(Array.from({ length: count }, freePorts));
  // It may begin with a dash.
  const cluster = randomBytes(16).toString('base64url');
  const admin = new KafkaAdmin(ports.map(({ open }) => `127.0.0.1:${open}`));
  const nodes = await Promise.all(
    ports.map(async (own, index) => {
      const directory = join(root, String(index + 1));
      const file = join(root, `server-${index + 1}.properties`);
      writeFileSync(file, propertiesOf({ node: index + 1, directory, all: ports, own, ...options }));
      const users = Object.entries(options.security?.users ?? {}).flatMap(([name, password]) =>
        ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
          '--add-scram',
          `${mechanism}=[name=${name},password=${password}]`,
        ]),
      );
      await run('java', [
        ...java,
        'kafka.tools.StorageTool',
        'format',
        `--cluster-id=${cluster}`,
        '-c',
        file,
        ...users,
      ]);
      return new ChildServer({
        name: `Kafka broker ${index + 1}`,
        program: 'java',
        args: ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', ...java, 'kafka.Kafka', file],
        directory: root,
        logFile: join(root, `server-${index + 1}.log`),
        isReady: () => new KafkaAdmin([`127.0.0.1:${own.open}`]).sees(index + 1),
      });
    }),
  );
  const remove = async (): Promise<void> => {
    await admin.close();
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(root, { recursive: true, force: true });
  };
  try {
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await remove();
    throw error;
  }
  const listeners = (name: keyof KafkaPorts): string => ports.map((own) => `127.0.0.1:${own[name]}`).join(',');
  return {
    servers: listeners('open'),
    restrictedServers: listeners('saslPlain'),
    secured: options.security
      ? {
          saslTls: listeners('saslTls'),
          saslPlain: listeners('saslPlain'),
          mutualTls: listeners('mutualTls'),
        }
      : null,
    nodes,
    admin,
    remove,
  };
}

/** Quick to start rather than quick in the long run. */
const java = ['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', join(placeOf(kafka), '*')];

async function freePorts(): Promise<KafkaPorts> {
  const [open, controller, saslTls, saslPlain, mutualTls] = await Promise.all(Array.from({ length: 5 }, freePort));
  return { open, controller, saslTls, saslPlain, mutualTls } as KafkaPorts;
}
