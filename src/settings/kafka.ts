import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KafkaServer } from './kafka-values.ts';
import { kafkaTable } from './kafka-table.ts';
import type { kafkaMechanisms } from './kafka-table.ts';
import type { WrittenSettings } from './sources.ts';
import type { SettingName, SettingValues } from './table.ts';

/** The Kafka of the event bus. */
export interface KafkaSettings {
  readonly servers: readonly KafkaServer[];
  readonly registry: RegistrySettings;
  /** Null: connections are not encrypted. */
  readonly tls: KafkaTls | null;
  /** Null: nobody signs in. */
  readonly sasl: KafkaSasl | null;
  readonly consumersEnabled: boolean;
  readonly pollTimeoutMs: number;
  readonly pollFailureSleepMs: number;
  /** Null: never give up. */
  readonly consecutiveErrorsLimit: number | null;
  readonly auditLogging: boolean;
  /** Consumer group; default `badges.<full topic>` for each topic when null. */
  readonly group: string | null;
  /** How long a consumer may give no sign of life before others get its partitions. */
  readonly sessionTimeoutMs: number;
}

export interface RegistrySettings {
  /** With a trailing slash, without user and password. */
  readonly url: string;
  readonly credentials: { readonly key: string; readonly secret: string } | null;
  /** Certificates (PEM) that are trusted besides the usual ones; null: none. */
  readonly authorities: string | null;
}

/** Everything PEM. */
export interface KafkaTls {
  /** Trusted besides the usual ones; null: none. */
  readonly authorities: string | null;
  /** Laurel's own; null: none. */
  readonly identity: { readonly certificate: string; readonly key: string; readonly password: string | null } | null;
}

export interface KafkaSasl {
  readonly mechanism: (typeof kafkaMechanisms)[number];
  readonly username: string;
  readonly password: string;
}

/** Null when no Kafka is set, or not enough of it: then {@link checkKafka} says so. */
export function composeKafka(values: SettingValues): KafkaSettings | null {
  const { EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: servers, EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: registry } = values;
  if (servers === null || registry === null) return null;
  const protocol = protocolOf(values);
  const { EVENT_BUS_KAFKA_API_KEY: username, EVENT_BUS_KAFKA_API_SECRET: password } = values;
  const signsIn = protocol.startsWith('SASL_') && username !== null && password !== null;
  return {
    servers,
    registry: composeRegistry(registry, values),
    tls: protocol.endsWith('SSL') ? { authorities: values.LAUREL_KAFKA_CA, identity: identityOf(values) } : null,
    sasl: signsIn ? { mechanism: values.LAUREL_KAFKA_SASL_MECHANISM ?? 'PLAIN', username, password } : null,
    consumersEnabled: values.EVENT_BUS_KAFKA_CONSUMERS_ENABLED,
    pollTimeoutMs: values.EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT,
    pollFailureSleepMs: values.EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP,
    consecutiveErrorsLimit: values.EVENT_BUS_KAFKA_CONSUMER_CONSECUTIVE_ERRORS_LIMIT,
    auditLogging: values.EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED,
    group: values.LAUREL_CONSUMER_GROUP,
    sessionTimeoutMs: values.LAUREL_KAFKA_SESSION_SECONDS,
  };
}

function composeRegistry(address: string, values: SettingValues): RegistrySettings {
  const url = new URL(address);
  // As Confluent's clients do, user and password may stand in the address.
  const inAddress = url.username === '' ? null : { key: decode(url.username), secret: decode(url.password) };
  [url.username, url.password] = ['', ''];
  const key = values.EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY;
  const secret = values.EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET;
  return {
    url: url.href,
    credentials: key !== null && secret !== null ? { key, secret } : inAddress,
    authorities: values.LAUREL_KAFKA_CA,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function protocolOf(values: SettingValues): NonNullable<SettingValues['LAUREL_KAFKA_SECURITY_PROTOCOL']> {
  if (values.LAUREL_KAFKA_SECURITY_PROTOCOL !== null) return values.LAUREL_KAFKA_SECURITY_PROTOCOL;
  if (values.EVENT_BUS_KAFKA_API_KEY !== null && values.EVENT_BUS_KAFKA_API_SECRET !== null) return 'SASL_SSL';
  return values.LAUREL_KAFKA_CA !== null || values.LAUREL_KAFKA_CERTIFICATE !== null ? 'SSL' : 'PLAINTEXT';
}

function identityOf(values: SettingValues): KafkaTls['identity'] {
  const certificate = values.LAUREL_KAFKA_CERTIFICATE;
  if (certificate === null) return null;
  return { certificate, key: values.LAUREL_KAFKA_KEY ?? certificate, password: values.LAUREL_KAFKA_KEY_PASSWORD };
}

/** What the settings of Kafka must be to each other, and to those of Redis. */
export function checkKafka(
  values: SettingValues,
  written: WrittenSettings,
  mistaken: ReadonlySet<SettingName>,
): string[] {
  const isSet = (name: SettingName): boolean => written.values.has(name);
  if (!isSet('EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS')) {
    const own = (Object.keys(kafkaTable) as SettingName[]).filter((name) => name.startsWith('LAUREL_') && isSet(name));
    return own.map(
      (name) => `${name}: has no effect without EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS. Set it, or remove this.`,
    );
  }
  const mistakes: string[] = [];
  if (isSet('EVENT_BUS_REDIS_CONNECTION_URL'))
    mistakes.push(
      "EVENT_BUS_REDIS_CONNECTION_URL and EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: a topic is on one bus only. EVENT_BUS_PRODUCER of the platform's services says which: with edx_event_bus_kafka.create_producer remove EVENT_BUS_REDIS_CONNECTION_URL, with edx_event_bus_redis.create_producer remove EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS.",
    );
  if (!isSet('EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL'))
    mistakes.push(
      'EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: is needed with EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS; the platform has the same setting.',
    );
  const together = (one: SettingName, other: SettingName, why: string): void => {
    if (isSet(one) && !isSet(other)) mistakes.push(`${other}: is needed with ${one}. ${why}`);
  };
  const both = 'Set both, or remove it.';
  together('EVENT_BUS_KAFKA_API_KEY', 'EVENT_BUS_KAFKA_API_SECRET', both);
  together('EVENT_BUS_KAFKA_API_SECRET', 'EVENT_BUS_KAFKA_API_KEY', both);
  together('EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY', 'EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET', both);
  together('EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET', 'EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY', both);
  together('LAUREL_KAFKA_KEY', 'LAUREL_KAFKA_CERTIFICATE', 'A key alone identifies nobody.');
  together('LAUREL_KAFKA_KEY_PASSWORD', 'LAUREL_KAFKA_CERTIFICATE', 'It opens the key of that certificate.');
  return [...mistakes, ...checkSecurity(values, isSet, mistaken), ...checkIdentity(values, mistaken)];
}

/** What the protocol needs, and what it has no use for: whoever set that believes to be safe by it. */
function checkSecurity(
  values: SettingValues,
  isSet: (name: SettingName) => boolean,
  mistaken: ReadonlySet<SettingName>,
): string[] {
  if (mistaken.has('LAUREL_KAFKA_SECURITY_PROTOCOL')) return [];
  const protocol = protocolOf(values);
  const signIn = ['EVENT_BUS_KAFKA_API_KEY', 'LAUREL_KAFKA_SASL_MECHANISM'] as const;
  const encryption = ['LAUREL_KAFKA_CERTIFICATE'] as const;
  const unused = [
    ...(protocol.startsWith('SASL_') ? [] : signIn),
    ...(protocol.endsWith('SSL') ? [] : encryption),
  ].filter(isSet);
  const mistakes = unused
    // Half a pair is told already.
    .filter((name) => name !== 'EVENT_BUS_KAFKA_API_KEY' || isSet('EVENT_BUS_KAFKA_API_SECRET'))
    .map(
      (name) =>
        `${name}: has no effect with the security protocol ${protocol}. Set LAUREL_KAFKA_SECURITY_PROTOCOL to ${name === 'LAUREL_KAFKA_CERTIFICATE' ? 'SSL or SASL_SSL' : 'SASL_SSL or SASL_PLAINTEXT'}${name === 'LAUREL_KAFKA_SASL_MECHANISM' ? ' and EVENT_BUS_KAFKA_API_KEY to the user' : ''}, or remove it.`,
    );
  if (protocol.startsWith('SASL_') && !isSet('EVENT_BUS_KAFKA_API_KEY') && !isSet('EVENT_BUS_KAFKA_API_SECRET'))
    mistakes.push(
      `LAUREL_KAFKA_SECURITY_PROTOCOL: ${protocol} needs a user and a password, EVENT_BUS_KAFKA_API_KEY and EVENT_BUS_KAFKA_API_SECRET.`,
    );
  return mistakes;
}

/** Whether the certificate and the key belong together, which no broker would say so clearly. */
function checkIdentity(values: SettingValues, mistaken: ReadonlySet<SettingName>): string[] {
  const identity = identityOf(values);
  if (identity === null || mistaken.has('LAUREL_KAFKA_KEY')) return [];
  const where = values.LAUREL_KAFKA_KEY === null ? 'LAUREL_KAFKA_CERTIFICATE' : 'LAUREL_KAFKA_KEY';
  try {
    const key = createPrivateKey({ key: identity.key, passphrase: identity.password ?? undefined });
    if (new X509Certificate(identity.certificate).checkPrivateKey(key)) return [];
    return [`${where}: the key is not that of the certificate in LAUREL_KAFKA_CERTIFICATE.`];
  } catch {
    return values.LAUREL_KAFKA_KEY === null && !identity.certificate.includes('PRIVATE KEY-----')
      ? ['LAUREL_KAFKA_KEY: is needed with LAUREL_KAFKA_CERTIFICATE, which has no key in it.']
      : [`${where}: the key can't be opened. Check LAUREL_KAFKA_KEY_PASSWORD.`];
  }
}
