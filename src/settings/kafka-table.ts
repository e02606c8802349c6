import { certificatesPem, kafkaServers, privateKeyPem } from './kafka-values.ts';
import { setting } from './setting.ts';
import { baseUrl, boolean, oneOf, seconds, text, wholeNumber } from './values.ts';

export const kafkaProtocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;
export const kafkaMechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

/** The rows of the table of settings that are about Kafka. */
export const kafkaTable = {
  EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: setting(
    kafkaServers,
    null,
    'Kafka as the event bus, instead of Redis: comma-separated bootstrap brokers, `host:port` (docs/kafka.md).',
  ),
  EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: setting(
    baseUrl,
    null,
    'The Confluent-compatible schema registry of the event bus; required with Kafka.',
    'url',
  ),
  EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY: setting(text, null, 'User name or API key for the schema registry.'),
  EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET: setting(
    text,
    null,
    'Password or API secret for the schema registry.',
    'secret',
  ),
  EVENT_BUS_KAFKA_API_KEY: setting(
    text,
    null,
    'User name or API key for the brokers. Used with PLAIN over SASL_SSL unless LAUREL_KAFKA_SECURITY_PROTOCOL and LAUREL_KAFKA_SASL_MECHANISM say otherwise.',
  ),
  EVENT_BUS_KAFKA_API_SECRET: setting(text, null, 'Password or API secret for the brokers.', 'secret'),
  EVENT_BUS_KAFKA_CONSUMERS_ENABLED: setting(boolean, 'true', 'Whether the consumer reads from Kafka.'),
  EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: setting(
    seconds(0.01, 3600),
    '1.0',
    'Maximum seconds that one read waits for messages.',
  ),
  EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: setting(
    seconds(0.01, 3600),
    '1.0',
    'Seconds to wait after the first failed read; later failures wait longer.',
  ),
  EVENT_BUS_KAFKA_CONSUMER_CONSECUTIVE_ERRORS_LIMIT: setting(
    wholeNumber(1, 1_000_000),
    null,
    'Number of consecutive failed reads after which the process exits. If not set, it keeps trying.',
  ),
  EVENT_BUS_KAFKA_POLL_INTERVAL_SEC: setting(
    seconds(0.01, 3600),
    '1.0',
    "How often the platform's producer polls for delivery reports. Laurel does not use it, but accepts it so that you can copy the platform's settings.",
  ),
  EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED: setting(boolean, 'true', 'Whether each message read or sent is logged.'),
  LAUREL_KAFKA_SECURITY_PROTOCOL: setting(
    oneOf(kafkaProtocols),
    null,
    'Security protocol: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`. Default: `SASL_SSL` with EVENT_BUS_KAFKA_API_KEY, `SSL` with LAUREL_KAFKA_CA or LAUREL_KAFKA_CERTIFICATE, otherwise `PLAINTEXT`.',
  ),
  LAUREL_KAFKA_SASL_MECHANISM: setting(
    oneOf(kafkaMechanisms),
    null,
    'SASL mechanism: `PLAIN`, `SCRAM-SHA-256` or `SCRAM-SHA-512`. Default: `PLAIN`.',
  ),
  LAUREL_KAFKA_CA: setting(
    certificatesPem,
    null,
    'CA certificates for brokers and registry, in addition to the usual ones and LAUREL_CA_FILE: a PEM file, or its content.',
    'secret',
  ),
  LAUREL_KAFKA_CERTIFICATE: setting(
    certificatesPem,
    null,
    'Client certificate for brokers that require one: a PEM file, or its content.',
    'secret',
  ),
  LAUREL_KAFKA_KEY: setting(
    privateKeyPem,
    null,
    'Private key of LAUREL_KAFKA_CERTIFICATE: a PEM file, or its content. If not set, it is read from the certificate file.',
    'secret',
  ),
  LAUREL_KAFKA_KEY_PASSWORD: setting(text, null, 'Password of that private key.', 'secret'),
  LAUREL_KAFKA_SESSION_SECONDS: setting(
    seconds(1, 1800),
    '45',
    'Session time-out of the consumer, in seconds. After it, the brokers assign the partitions of an unresponsive consumer to others.',
  ),
} as const;
