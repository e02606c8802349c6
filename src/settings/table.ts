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
import { mailTable } from './mail-table.ts';
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
    'A YAML file with any of these settings under the same names; same as `--settings FILE`. Environment variables override the file, name by name. Only read from the environment.',
  ),
  BADGES_ENABLED: setting(
    boolean,
    'true',
    'Whether events are processed. If off, they wait on the bus and in the inbox; everything else keeps running.',
  ),
  'BADGES_CONFIG.events': setting(
    textList,
    [
      'org.openedx.learning.course.passing.status.updated.v1',
      'org.openedx.learning.ccx.course.passing.status.updated.v1',
    ],
    'The event types to process: any type of openedx-events about a learner.',
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
    'Key paths that rules must not use.',
  ),
  LAUREL_ENCRYPTION_KEYS: setting(
    encryptionKeys,
    null,
    'Keys that encrypt the API keys of connections created in Laurel, and the signing keys of issuers: comma-separated `id:base64` entries of 32 bytes each (`openssl rand -base64 32`). The first key encrypts; all keys decrypt. If not set, API keys can only come from BADGES_CONFIG, and Laurel issues no badges itself.',
    'secret',
  ),
  EVENT_BUS_TOPIC_PREFIX: setting(text, null, 'Prefix of every topic: `<prefix>-<topic>`.'),
  LAUREL_TOPICS: setting(
    textList,
    ['learning-badges-lifecycle'],
    "Comma-separated topics to read, without the prefix. Laurel's own signals go to the first one.",
  ),
  EVENT_BUS_REDIS_CONNECTION_URL: setting(
    redisUrl,
    null,
    'The Redis of the event bus: a `redis://`, `rediss://` or `unix://` URL with the database and parameters that redis-py accepts (docs/operations.md). If neither Redis nor Kafka is set, there is no bus, and events arrive only through the HTTP inbox.',
    'url',
  ),
  EVENT_BUS_REDIS_CONSUMERS_ENABLED: setting(boolean, 'true', 'Whether the consumer reads from Redis.'),
  EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: setting(
    seconds(0.01, 3600),
    '60',
    'Maximum seconds that one read waits for messages.',
  ),
  EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP: setting(
    seconds(0.01, 3600),
    '1.0',
    'Seconds to wait after the first failed read; later failures wait longer.',
  ),
  EVENT_BUS_REDIS_CONSUMER_CONSECUTIVE_ERRORS_LIMIT: setting(
    wholeNumber(1, 1_000_000),
    null,
    'Number of consecutive failed reads after which the process exits. If not set, it keeps trying.',
  ),
  EVENT_BUS_REDIS_STREAM_MAX_LEN: setting(
    wholeNumber(1, 1_000_000_000),
    null,
    "Number of entries that the platform's own producers keep in the stream (10000 by default). If set, Laurel also trims the stream to that length after writing signals, but never removes entries that a consumer group has not read and acknowledged. If not set, Laurel does not trim.",
  ),
  EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: setting(boolean, 'true', 'Whether each message read or sent is logged.'),
  ...kafkaTable,
  LAUREL_ANNOUNCE_ENABLED: setting(
    boolean,
    'true',
    'Whether awards and revocations are announced on the event bus. With `false`, no signals are created, and waiting signals are discarded when a process with the role `announce` starts.',
  ),
  LAUREL_ANNOUNCE_WAIT_SECONDS: setting(
    seconds(0.01, 86_400),
    '300',
    'Signals wait while the consumer group has many unread events. After this many seconds without progress in the group, they are sent anyway.',
  ),
  LAUREL_CONSUMER_GROUP: setting(
    text,
    null,
    "Consumer group. Default: `badges.<full topic>`. Never use another service's group: each service would get only part of the events.",
  ),
  LAUREL_CLAIM_IDLE_SECONDS: setting(
    seconds(1, 86_400),
    '60',
    'Seconds after which Laurel takes over a message that another consumer read from Redis or the inbox but did not finish.',
  ),
  LAUREL_DATABASE_URL: setting(
    url(['postgresql', 'postgres'], 'postgresql://laurel:password@postgres.example.org:5432/laurel'),
    null,
    'PostgreSQL 15 or newer. For encryption, use the parameters of psql: `?sslmode=` `disable`, `allow`, `prefer` (the default), `require`, `verify-ca` or `verify-full`, with `sslrootcert` (a file, or `system`), `sslcert`, `sslkey` and `sslpassword`. If not set, the embedded database in LAUREL_DATA_DIRECTORY is used.',
    'url',
  ),
  LAUREL_DATABASE_POOL_SIZE: setting(
    wholeNumber(2, 1000),
    '10',
    'PostgreSQL connections per process. In a process that serves the API and the pages, half of them are reserved for requests.',
  ),
  LAUREL_DATA_DIRECTORY: setting(
    text,
    './laurel-data',
    'Directory of the embedded database, for trying Laurel out. Only one process can use it at a time. It survives a killed process, but not every power failure.',
  ),
  LAUREL_INBOX_TOKEN: setting(
    text,
    null,
    'Token that senders to the HTTP inbox must present, at least 16 characters. If not set, there is no inbox.',
    'secret',
  ),
  LAUREL_INBOX_HOST: setting(text, '127.0.0.1', 'Address on which the HTTP inbox listens.'),
  LAUREL_INBOX_PORT: setting(wholeNumber(0, 65_535), '8770', 'Port of the HTTP inbox; 0 picks a free one.'),
  LAUREL_INBOX_MAX_BODY_BYTES: setting(
    wholeNumber(1024, 104_857_600),
    '1048576',
    'Largest request the HTTP inbox accepts, in bytes.',
  ),
  ...signInTable,
  ...mailTable,
  ...issuingTable,
  LAUREL_BATCH_SIZE: setting(wholeNumber(1, 10_000), '1000', 'Maximum number of messages in one transaction.'),
  LAUREL_KNOWN_LEARNERS: setting(
    wholeNumber(0, 10_000_000),
    '200000',
    'How many learners a consumer keeps in memory, to save database round trips.',
  ),
  LAUREL_FUTURE_TOLERANCE_SECONDS: setting(
    seconds(0, 31_536_000),
    '600',
    "Seconds by which an event's time may be ahead of the database's clock. Events further ahead are parked until then.",
  ),
  LAUREL_DELIVERY_CONCURRENCY: setting(
    wholeNumber(1, 1000),
    '8',
    'Concurrent provider calls per account, across all processes.',
  ),
  LAUREL_DELIVERY_TIMEOUT_SECONDS: setting(seconds(0.05, 600), '10', 'Time-out of one provider call, in seconds.'),
  LAUREL_DELIVERY_LEASE_SECONDS: setting(
    seconds(0.1, 86_400),
    '60',
    'Seconds after which another worker takes over a badge. Must be more than twice the time-out, because a badge can need two calls.',
  ),
  LAUREL_DELIVERY_POLL_SECONDS: setting(
    seconds(0.01, 3600),
    '1',
    'Seconds between checks for due badges when none are due.',
  ),
  LAUREL_DELIVERY_RETRY_BASE_SECONDS: setting(
    seconds(0.01, 86_400),
    '5',
    'Approximate seconds before the first retry.',
  ),
  LAUREL_DELIVERY_RETRY_CAP_SECONDS: setting(
    seconds(0.01, 604_800),
    '3600',
    'Longest wait between retries, in seconds.',
  ),
  LAUREL_DELIVERY_RATE_PER_SECOND: setting(
    wholeNumber(1, 10_000),
    '5',
    'Provider calls per second and account, across all processes. Accredible allows about 6.',
  ),
  LAUREL_KEEP_HISTORY_DAYS: setting(
    wholeNumber(0, 36_500),
    '1095',
    'How many days the history of learners is kept; 0 means forever. Progress, badges, the evidence for them, and the history of templates are always kept.',
  ),
  LAUREL_KEEP_AUDIT_DAYS: setting(
    wholeNumber(0, 36_500),
    '3650',
    'How many days the audit (who changed what) is kept; 0 means forever.',
  ),
  LAUREL_KEEP_JOBS_DAYS: setting(
    wholeNumber(0, 36_500),
    '365',
    'How many days finished syncs (except the last one of each account), finished bulk retries and acknowledged gaps are kept; 0 means forever.',
  ),
  LAUREL_LANGUAGE: setting(
    oneOf(['en', 'ar']),
    'en',
    'Language of messages to learners, such as the reason for a revocation when the penalty has no description. In the pages, everyone chooses their own language.',
  ),
  HTTP_PROXY: setting(
    proxyUrl,
    null,
    'The proxy for calls to `http:` URLs: Credly, Accredible, the LMS, the OpenTelemetry collector. `http_proxy` is also read and takes precedence.',
    'url',
  ),
  HTTPS_PROXY: setting(
    proxyUrl,
    null,
    'The same for `https:` URLs. `https_proxy` is also read and takes precedence. If not set, HTTP_PROXY applies.',
    'url',
  ),
  NO_PROXY: setting(
    text,
    null,
    'Comma-separated hosts to call without a proxy: `lms.example.org` (includes its subdomains), `.example.org`, `10.0.0.7`, with or without a port; `*` means all. Network ranges are not supported. `no_proxy` is also read and takes precedence.',
  ),
  LAUREL_CA_FILE: setting(
    certificateFile,
    null,
    'A PEM file with your own CA certificates, trusted in all TLS connections in addition to the usual ones: for a proxy that inspects TLS, or an internal LMS.',
  ),
  ...earnerTable,
  LAUREL_MONITORING_PORT: setting(
    wholeNumber(0, 65_535),
    null,
    'Port for `/healthz`, `/readyz` and `/metrics` of processes that do not serve the API, without authentication; 0 picks a free one. If not set, there is none.',
  ),
  LAUREL_MONITORING_HOST: setting(
    text,
    '127.0.0.1',
    'Address on which LAUREL_MONITORING_PORT listens. There is no authentication: never use a public one.',
  ),
  LAUREL_STALL_SECONDS: setting(
    seconds(10, 86_400),
    '60',
    'Maximum seconds for one iteration of the consume, announce or deliver loop. After that, the process reports that it hangs.',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    url(['http', 'https'], 'http://collector.example.org:4318'),
    null,
    'The OpenTelemetry collector that receives traces (OTLP over HTTP, as JSON); `/v1/traces` is appended. If not set, nothing is traced.',
    'url',
  ),
  OTEL_EXPORTER_OTLP_HEADERS: setting(
    headerList,
    null,
    'Comma-separated headers for the collector: `name=value`.',
    'secret',
  ),
  OTEL_SERVICE_NAME: setting(text, 'laurel', 'Name of this process in traces.'),
  OTEL_TRACES_SAMPLER_ARG: setting(fraction, '1', 'Share of traces to keep, from 0 to 1.'),
  LAUREL_LOG_LEVEL: setting(oneOf(['debug', 'info', 'warn', 'error', 'silent']), 'info', 'Lowest level to log.'),
  LAUREL_FAILPOINTS: setting(
    failpoints,
    null,
    'For tests only; never set it on a production site. Named points at which a process ends or freezes (docs/fire.md).',
  ),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settingsTable;

/** What reading gives for each name: the value, or null when it is not set and has no default. */
export type SettingValues = {
  readonly [Name in SettingName]:
    | z.output<(typeof settingsTable)[Name]['schema']>
    | ((typeof settingsTable)[Name]['default'] extends null ? null : never);
};
