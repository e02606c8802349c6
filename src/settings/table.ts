import type { z } from 'zod';
import { certificateFile, proxyUrl } from './outgoing-values.ts';
import { encryptionKeys } from './encryption-keys.ts';
import { redisUrl } from './redis-url.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { earnerTable } from './earner-table.ts';
import { issuingTable } from './issuing-table.ts';
import { kafkaTable } from './kafka-table.ts';
import { providerTable } from './provider-table.ts';
import { signInTable } from './sign-in-table.ts';
import {
  anyTextList,
  boolean,
  failpoints,
  fraction,
  headerList,
  oneOf,
  seconds,
  text,
  textList,
  url,
  wholeNumber,
} from './values.ts';

/**
 * Every setting: its name, how it is read, its default and what it means. Reading, the page docs/settings.md and the
 * view of `laurel doctor` are all made from this table. A dot leads into a mapping: `BADGES_CONFIG.credly.USE_SANDBOX`
 * is BADGES_CONFIG["credly"]["USE_SANDBOX"].
 */
export const settingsTable = {
  LAUREL_SETTINGS: setting(
    text,
    null,
    'A YAML file with any of these settings under the same names; the same as `--settings FILE`. The environment wins over the file, name by name. Only read from the environment.',
  ),
  BADGES_ENABLED: setting(
    boolean,
    'true',
    'Whether events are processed. Off: they wait on the bus and in the inbox; everything else goes on.',
  ),
  'BADGES_CONFIG.events': setting(
    textList,
    [
      'org.openedx.learning.course.passing.status.updated.v1',
      'org.openedx.learning.ccx.course.passing.status.updated.v1',
    ],
    'The event types that are processed: any type of openedx-events that is about a learner.',
  ),
  ...providerTable,
  'BADGES_CONFIG.rules.ignored_keypaths': setting(
    anyTextList,
    [
      'user.id',
      'user.is_active',
      'user.pii.username',
      'user.pii.email',
      'user.pii.name',
      'course.display_name',
      'course.start',
      'course.end',
    ],
    'Key paths that rules may not use.',
  ),
  LAUREL_ENCRYPTION_KEYS: setting(
    encryptionKeys,
    null,
    'Keys that seal the API keys of connections made in Laurel, and the keys of issuers: `id:base64` entries of 32 bytes each (`openssl rand -base64 32`), separated by commas. The first seals, all of them open. Not set: API keys can only come from BADGES_CONFIG, and Laurel issues no badges itself.',
    'secret',
  ),
  EVENT_BUS_TOPIC_PREFIX: setting(text, null, 'Prefix of every topic: `<prefix>-<topic>`.'),
  LAUREL_TOPICS: setting(
    textList,
    ['learning-badges-lifecycle'],
    "Topics to read, without the prefix, separated by commas. The first one carries Laurel's own signals.",
  ),
  EVENT_BUS_REDIS_CONNECTION_URL: setting(
    redisUrl,
    null,
    'The Redis of the event bus: `redis://`, `rediss://` or `unix://` with database and parameters as redis-py reads them (docs/operations.md). Not set, and no Kafka either: no bus, and events come in by the HTTP inbox only.',
    'url',
  ),
  EVENT_BUS_REDIS_CONSUMERS_ENABLED: setting(boolean, 'true', 'Whether the consumer reads from Redis.'),
  EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: setting(
    seconds(0.01, 3600),
    '60',
    'Seconds that one look for messages takes at most when there are none.',
  ),
  EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP: setting(
    seconds(0.01, 3600),
    '1.0',
    'Seconds to wait after the first failed read; later failures wait longer.',
  ),
  EVENT_BUS_REDIS_CONSUMER_CONSECUTIVE_ERRORS_LIMIT: setting(
    wholeNumber(1, 1_000_000),
    null,
    'Failed reads in a row after which the process gives up. Not set: never.',
  ),
  EVENT_BUS_REDIS_STREAM_MAX_LEN: setting(
    wholeNumber(1, 1_000_000_000),
    null,
    "How many entries the platform's own producers leave in the stream (10000 there, unless it is set). Set: Laurel trims to that length, too, after it has written signals, but nothing that a consumer group has not read and finished. Not set: Laurel trims nothing.",
  ),
  EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: setting(boolean, 'true', 'Whether each message read or sent is logged.'),
  ...kafkaTable,
  LAUREL_ANNOUNCE_ENABLED: setting(
    boolean,
    'true',
    'Whether awards and revocations are announced on the event bus. With `false` no signals are made, and those that wait are dropped when a process with the role `announce` starts.',
  ),
  LAUREL_ANNOUNCE_WAIT_SECONDS: setting(
    seconds(0.01, 86_400),
    '300',
    'Signals wait while the consumer group has many events left to read. Seconds without any progress of the group after which they go out all the same.',
  ),
  LAUREL_CONSUMER_GROUP: setting(
    text,
    null,
    'Consumer group. Not set: `badges.<full topic>`. Never the group of another service: each would get half of the events.',
  ),
  LAUREL_CLAIM_IDLE_SECONDS: setting(
    seconds(1, 86_400),
    '60',
    'Seconds after which a message from Redis or the inbox that another consumer read and never finished is taken over.',
  ),
  LAUREL_DATABASE_URL: setting(
    url(['postgresql', 'postgres'], 'postgresql://laurel:password@postgres.example.org:5432/laurel'),
    null,
    'PostgreSQL 15 or newer. Encryption as psql takes it: `?sslmode=` `disable`, `allow`, `prefer` (the default), `require`, `verify-ca` or `verify-full`, with `sslrootcert` (a file, or `system`), `sslcert`, `sslkey` and `sslpassword`. Not set: the embedded database in LAUREL_DATA_DIRECTORY.',
    'url',
  ),
  LAUREL_DATABASE_POOL_SIZE: setting(
    wholeNumber(2, 1000),
    '10',
    'Connections to PostgreSQL, for one process. Where it answers the API and the pages, half of them are for that.',
  ),
  LAUREL_DATA_DIRECTORY: setting(
    text,
    './laurel-data',
    'Directory of the embedded database: one process at a time, for trying out. It survives a killed process, but not every power cut.',
  ),
  LAUREL_INBOX_TOKEN: setting(
    text,
    null,
    'Token that senders to the HTTP inbox must present, at least 16 characters. Not set: no inbox.',
    'secret',
  ),
  LAUREL_INBOX_HOST: setting(text, '127.0.0.1', 'Address on which the HTTP inbox listens.'),
  LAUREL_INBOX_PORT: setting(wholeNumber(0, 65_535), '8770', 'Port of the HTTP inbox; 0 takes a free one.'),
  LAUREL_INBOX_MAX_BODY_BYTES: setting(
    wholeNumber(1024, 104_857_600),
    '1048576',
    'Largest request that the HTTP inbox takes, in bytes.',
  ),
  ...signInTable,
  ...issuingTable,
  LAUREL_BATCH_SIZE: setting(wholeNumber(1, 10_000), '1000', 'Most messages in one transaction.'),
  LAUREL_KNOWN_LEARNERS: setting(
    wholeNumber(0, 10_000_000),
    '200000',
    'How many learners a consumer remembers, so that they cost no database round trip.',
  ),
  LAUREL_FUTURE_TOLERANCE_SECONDS: setting(
    seconds(0, 31_536_000),
    '600',
    "Seconds by which the time of an event may lie ahead of the database's clock; what lies further ahead is parked until then.",
  ),
  LAUREL_DELIVERY_CONCURRENCY: setting(
    wholeNumber(1, 1000),
    '8',
    'Badges whose provider calls are in flight, for each account; all processes together.',
  ),
  LAUREL_DELIVERY_TIMEOUT_SECONDS: setting(seconds(0.05, 600), '10', 'Time-out of one provider call, in seconds.'),
  LAUREL_DELIVERY_LEASE_SECONDS: setting(
    seconds(0.1, 86_400),
    '60',
    'Seconds that a badge is left to its worker before another takes it over; more than twice the time-out, for a badge can need two calls.',
  ),
  LAUREL_DELIVERY_POLL_SECONDS: setting(
    seconds(0.01, 3600),
    '1',
    'Seconds between looks for due badges when there were none.',
  ),
  LAUREL_DELIVERY_RETRY_BASE_SECONDS: setting(seconds(0.01, 86_400), '5', 'Seconds before the first retry, about.'),
  LAUREL_DELIVERY_RETRY_CAP_SECONDS: setting(
    seconds(0.01, 604_800),
    '3600',
    'The longest wait between retries, in seconds.',
  ),
  LAUREL_DELIVERY_RATE_PER_SECOND: setting(
    wholeNumber(1, 10_000),
    '5',
    'Most provider calls in a second, for one account; all processes together. Accredible allows about 6.',
  ),
  LAUREL_KEEP_HISTORY_DAYS: setting(
    wholeNumber(0, 36_500),
    '1095',
    'Days for which the history keeps what happened to learners; 0: for ever. Progress, badges, and why a learner has or lacks one stay for ever, and so does what happened to templates.',
  ),
  LAUREL_KEEP_AUDIT_DAYS: setting(
    wholeNumber(0, 36_500),
    '3650',
    'Days for which the audit keeps who changed what; 0: for ever.',
  ),
  LAUREL_KEEP_JOBS_DAYS: setting(
    wholeNumber(0, 36_500),
    '365',
    'Days for which finished syncs (but the last of each account), finished retries of many deliveries and acknowledged gaps are kept; 0: for ever.',
  ),
  LAUREL_LANGUAGE: setting(
    oneOf(['en', 'ar']),
    'en',
    'The language of what Laurel itself tells earners: why a badge was revoked, where the penalty has no description. People choose the language of the pages themselves.',
  ),
  HTTP_PROXY: setting(
    proxyUrl,
    null,
    'The proxy for calls to `http:` addresses: Credly, Accredible, the LMS, the OpenTelemetry collector. `http_proxy` is read too, and wins.',
    'url',
  ),
  HTTPS_PROXY: setting(
    proxyUrl,
    null,
    'The same for `https:` addresses; `https_proxy` wins. Not set: the proxy of HTTP_PROXY, if there is one.',
    'url',
  ),
  NO_PROXY: setting(
    text,
    null,
    'Hosts that are called without a proxy, separated by commas: `lms.example.org` (its subdomains too), `.example.org`, `10.0.0.7`, with a port or without; `*`: all. No network ranges. `no_proxy` wins.',
  ),
  LAUREL_CA_FILE: setting(
    certificateFile,
    null,
    'A PEM file with the certificates of your own authorities, which are trusted besides the usual ones in all TLS connections: for a proxy that looks into TLS, or an LMS inside.',
  ),
  ...earnerTable,
  LAUREL_MONITORING_PORT: setting(
    wholeNumber(0, 65_535),
    null,
    'Port of `/healthz`, `/readyz` and `/metrics` of processes that do not serve the API, open to whoever reaches it; 0 takes a free one. Not set: none.',
  ),
  LAUREL_MONITORING_HOST: setting(
    text,
    '127.0.0.1',
    'Address on which LAUREL_MONITORING_PORT listens. There is no password: never a public one.',
  ),
  LAUREL_STALL_SECONDS: setting(
    seconds(10, 86_400),
    '60',
    'Seconds that one turn of a loop that consumes, announces or delivers may take before the process says that it hangs.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    url(['http', 'https'], 'http://collector.example.org:4318'),
    null,
    'The OpenTelemetry collector that traces are sent to (OTLP over HTTP, as JSON); `/v1/traces` is added. Not set: nothing is traced.',
    'url',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: setting(
    headerList,
    null,
    'Headers for the collector: `name=value`, separated by commas.',
    'secret',
  ),
  OTEL_SERVICE_NAME: setting(text, 'laurel', 'How traces name this process.'),
  OTEL_TRACES_SAMPLER_ARG: setting(fraction, '1', 'Which part of the traces is kept, from 0 to 1.'),
  LAUREL_LOG_LEVEL: setting(oneOf(['debug', 'info', 'warn', 'error', 'silent']), 'info', 'The least that is logged.'),
  LAUREL_FAILPOINTS: setting(
    failpoints,
    null,
    'For tests only, never set it on a site: named points at which a process ends or freezes (docs/fire.md).',
  ),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settingsTable;

/** What reading gives for each name: the value, or null when it is not set and has no default. */
export type SettingValues = {
  readonly [Name in SettingName]:
    | z.output<(typeof settingsTable)[Name]['schema']>
    | ((typeof settingsTable)[Name]['default'] extends null ? null : never);
};
