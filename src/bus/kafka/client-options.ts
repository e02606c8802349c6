import { isIP } from 'node:net';
import { getCACertificates } from 'node:tls';
import type { BaseOptions } from '@platformatic/kafka';
import type { KafkaSettings, KafkaTls } from '../../settings/kafka.ts';

const connectTimeoutMs = 5_000;
const requestTimeoutMs = 10_000;

/**
 * What Consumer, Producer and Admin of the client need to reach and enter this Kafka. Topics are never made by asking for
 * them, and nothing is tried again behind the caller's back unless it says so.
 */
export function clientOptions(settings: KafkaSettings): BaseOptions {
  const { servers, tls, sasl } = settings;
  return {
    clientId: 'laurel',
    bootstrapBrokers: [...servers],
    connectTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retries: 0,
    autocreateTopics: false,
    ...(tls === null ? {} : { tls: tlsOptions(tls), tlsServerName: servers.every(({ host }) => isIP(host) === 0) }),
    ...(sasl === null ? {} : { sasl: { ...sasl } }),
  };
}

/** For messages to people: the brokers, without a secret. */
export function kafkaAddress({ servers }: Pick<KafkaSettings, 'servers'>): string {
  return servers.map(({ host, port }) => `${isIP(host) === 6 ? `[${host}]` : host}:${port}`).join(',');
}

function tlsOptions({ authorities, identity }: KafkaTls): NonNullable<BaseOptions['tls']> {
  return {
    ...(authorities === null ? {} : { ca: trustedBesides(authorities) }),
    ...(identity === null
      ? {}
      : {
          cert: identity.certificate,
          key: identity.key,
          ...(identity.password === null ? {} : { passphrase: identity.password }),
        }),
  };
}

/** The usual authorities of this process and these ones; naming any takes the place of the usual ones. */
export function trustedBesides(authorities: string): string[] {
  return [...getCACertificates('default'), authorities];
}
