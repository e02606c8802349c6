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
    'The Kafka of the event bus, instead of Redis: brokers to begin with, `host:port`, separated by commas (docs/kafka.md).',
  ),
  EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: setting(
    baseUrl,
    null,
    'The Confluent-compatible schema registry of the event bus; needed with Kafka.',
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
    'User name or API key for the brokers. With the secret, and unless LAUREL_KAFKA_SECURITY_PROTOCOL and LAUREL_KAFKA_SASL_MECHANISM say otherwise: PLAIN over SASL_SSL.',
  ),
  EVENT_BUS_KAFKA_API_SECRET: setting(text, null, 'Password or API secret for the brokers.', 'secret'),
  EVENT_BUS_KAFKA_CONSUMERS_ENABLED: setting(boolean, 'true', 'Whether the consumer reads from Kafka.'),
  EVENT_BUS_KAFKA_CONSUMER_POLL_TIMEOUT: setting(
    seconds(0.01, 3600),
    '1.0',
    'Seconds that one look for messages takes at most when there are none.',
  ),
  EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: setting(
    seconds(0.01, 3600),
    '1.0',
    'Seconds to wait after the first failed read; later failures wait longer.',
  ),
  EVENT_BUS_KAFKA_CONSUMER_CONSECUTIVE_ERRORS_LIMIT: setting(
    wholeNumber(1, 1_000_000),
    null,
    'Failed reads in a row after which the process gives up. Not set: never.',
  ),
  EVENT_BUS_KAFKA_POLL_INTERVAL_SEC: setting(
    seconds(0.01, 3600),
    '1.0',
    "How often the platform's own producer asks what came of its messages. Laurel waits for each answer and needs no such interval; it is here so that the platform's settings can be copied.",
  ),
  EVENT_BUS_KAFKA_AUDIT_LOGGING_ENABLED: setting(boolean, 'true', 'Whether each message read or sent is logged.'),
  LAUREL_KAFKA_SECURITY_PROTOCOL: setting(
    oneOf(kafkaProtocols),
    null,
    'How brokers are talked to: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`. Not set: `SASL_SSL` with EVENT_BUS_KAFKA_API_KEY, `SSL` with LAUREL_KAFKA_CA or LAUREL_KAFKA_CERTIFICATE, else `PLAINTEXT`.',
  ),
  LAUREL_KAFKA_SASL_MECHANISM: setting(
    oneOf(kafkaMechanisms),
    null,
    'How Laurel signs in at the brokers: `PLAIN`, `SCRAM-SHA-256` or `SCRAM-SHA-512`. Not set: `PLAIN`.',
  ),
  LAUREL_KAFKA_CA: setting(
    certificatesPem,
    null,
    'Certificates of the authorities that brokers and registry are trusted by, besides the usual ones and LAUREL_CA_FILE: a PEM file, or its text.',
    'secret',
  ),
  LAUREL_KAFKA_CERTIFICATE: setting(
    certificatesPem,
    null,
    "Laurel's own certificate for brokers that ask for one: a PEM file, or its text.",
    'secret',
  ),
  LAUREL_KAFKA_KEY: setting(
    privateKeyPem,
    null,
    'The private key of LAUREL_KAFKA_CERTIFICATE: a PEM file, or its text. Not set: it stands with the certificate.',
    'secret',
  ),
  LAUREL_KAFKA_KEY_PASSWORD: setting(text, null, 'Password of that private key.', 'secret'),
  LAUREL_KAFKA_SESSION_SECONDS: setting(
    seconds(1, 1800),
    '45',
    'Seconds without a sign of life after which the brokers give the partitions of a consumer to the others.',
  ),
} as const;
