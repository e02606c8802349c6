import { findDatabaseUrlMistakes } from './database-url.ts';
import { composeRetired } from './settings/earner-table.ts';
import { CommandError } from './errors.ts';
import type { Failpoint } from './failpoints.ts';
import type { EnvironmentSettings } from './settings/environments.ts';
import { findEventTypeMistakes } from './events/vocabulary.ts';
import type { EncryptionKey } from './settings/encryption-keys.ts';
import { composeIssuing } from './settings/issuing.ts';
import type { IssuingSettings } from './settings/issuing.ts';
import { checkKafka, composeKafka } from './settings/kafka.ts';
import type { KafkaSettings } from './settings/kafka.ts';
import { checkMail, composeMail } from './settings/mail.ts';
import type { MailSettings } from './settings/mail.ts';
import { checkMonitoring, composeMonitoring, composeTracing } from './settings/monitoring.ts';
import type { MonitoringSettings, TracingSettings } from './settings/monitoring.ts';
import { composeOutgoing } from './settings/outgoing.ts';
import type { OutgoingSettings } from './settings/outgoing.ts';
import { parseSettings } from './settings/parse.ts';
import { checkProviders, composeAccredible, composeCredly } from './settings/providers.ts';
import { composeRedis } from './settings/redis.ts';
import type { RedisSettings } from './settings/redis.ts';
import { checkSignIn, composeHttp, composeSignIn } from './settings/sign-in.ts';
import type { HttpSettings, SignInSettings } from './settings/sign-in.ts';
import { collectSettings } from './settings/sources.ts';
import type { Environment, WrittenSettings } from './settings/sources.ts';
import type { SettingName, SettingValues } from './settings/table.ts';

/**
 * Everything that an operator can set, read once from the environment and an optional YAML file, checked as a whole.
 * This is the only module that reads the environment.
 */

export interface Settings {
  readonly badgesEnabled: boolean;
  /** `BADGES_CONFIG["events"]`: the event types that are processed (S1). */
  readonly events: readonly string[];
  readonly ignoredKeyPaths: readonly string[];
  readonly credly: CredlySettings;
  readonly accredible: AccredibleSettings;
  readonly secrets: SecretSettings;
  readonly database: DatabaseSettings;
  readonly bus: BusSettings;
  /** Null when the HTTP inbox is off. */
  readonly inbox: InboxSettings | null;
  readonly http: HttpSettings;
  readonly signIn: SignInSettings;
  /** Null: this site sends no mail. */
  readonly mail: MailSettings | null;
  readonly issuing: IssuingSettings;
  readonly consumer: ConsumerSettings;
  readonly delivery: DeliverySettings;
  readonly keptDays: KeptDays;
  /** Of what earners read. */
  readonly language: 'en' | 'ar';
  readonly outgoing: OutgoingSettings;
  readonly retired: RetiredSettings;
  /** Null: this process has no monitoring port of its own. */
  readonly monitoring: MonitoringSettings | null;
  /** So long one turn of a loop may take before this process says that it hangs. */
  readonly stallMs: number;
  /** Null: nothing is traced. */
  readonly tracing: TracingSettings | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where a process of a test ends or freezes; empty on every site. */
  readonly failpoints: readonly Failpoint[];
}

/** The API bases have the version and a trailing slash: `https://api.credly.com/v1/`. */
export interface CredlySettings extends EnvironmentSettings {
  /** `ORGANIZATIONS`: organization UUID → API key. */
  readonly organizations: ReadonlyMap<string, string>;
  /** `KEY_DATES`: organization UUID → the day on which Credly made its key, `2026-03-02`. */
  readonly keyDates?: ReadonlyMap<string, string>;
}

/**
 * The API bases are hosts without version, with a trailing slash: `https://api.accredible.com/`. A trailing `/v1/` of the
 * setting is dropped.
 */
export interface AccredibleSettings extends EnvironmentSettings {
  /** `ACCOUNTS`: account name → API key. */
  readonly accounts: ReadonlyMap<string, string>;
}

export interface SecretSettings {
  /** The first seals, all of them open; empty: nothing secret can be stored. */
  readonly encryptionKeys: readonly EncryptionKey[];
}

export type DatabaseSettings =
  | { readonly kind: 'postgresql'; readonly url: string; readonly poolSize: number }
  | { readonly kind: 'embedded'; readonly directory: string };

export interface BusSettings {
  /** Topics without prefix; default `learning-badges-lifecycle`. The first one carries Laurel's own signals. */
  readonly topics: readonly string[];
  /** `EVENT_BUS_TOPIC_PREFIX`; empty for none. */
  readonly topicPrefix: string;
  /** Null when no Redis is set. */
  readonly redis: RedisSettings | null;
  /** Null when no Kafka is set; never set together with Redis. */
  readonly kafka: KafkaSettings | null;
  readonly announcing: AnnouncingSettings;
}

export interface AnnouncingSettings {
  readonly enabled: boolean;
  /** How long signals wait for a consumer group that has a backlog and makes no progress. */
  readonly patienceMs: number;
}

export interface InboxSettings {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly maxBodyBytes: number;
}

export interface ConsumerSettings {
  readonly batchSize: number;
  /** How many learners the cache of known learners holds. */
  readonly knownLearners: number;
  /** How far the time of an event may lie ahead of the database's clock (S27). */
  readonly futureToleranceMs: number;
  /** How long a message from the inbox is left to the process that has taken it. */
  readonly inboxLeaseMs: number;
}

export interface DeliverySettings {
  /** Badges whose calls are in flight, for each account and all processes: no account takes another's place (S23). */
  readonly concurrency: number;
  /** Time-out of one provider call. */
  readonly timeoutMs: number;
  /** How long a claimed badge is left to its worker before another takes it over; longer than any call may take. */
  readonly leaseMs: number;
  /** Pause between looks for due work when there was none. */
  readonly pollMs: number;
  readonly retry: RetrySettings;
  /** Calls per second and account, of all processes; the providers' published limits leave room. */
  readonly ratePerSecond: number;
  /** Stands before the LMS user id in what providers know a learner by; null: as the site began. */
  readonly earnerIdPrefix: string | null;
}

/** For how many days what is pruned is kept; null: for ever. */
export interface KeptDays {
  readonly history: number | null;
  readonly audit: number | null;
  /** Finished jobs and acknowledged gaps. */
  readonly jobs: number | null;
}

/** How the names of retired learners begin, and where their addresses end, as the LMS is set. */
export interface RetiredSettings {
  readonly usernamePrefix: string;
  readonly emailPrefix: string;
  readonly emailDomain: string;
}

export interface RetrySettings {
  readonly baseMs: number;
  readonly capMs: number;
}

/** Something that a command needs to be set. */
export interface Lack {
  /** The settings that decide it. */
  readonly settings: readonly SettingName[];
  /** What is lacking and how to mend it. */
  readonly mistake: string;
}

/** The environment of this process: the only place that reads it. */
export function processEnvironment(): Environment {
  return process.env;
}

/**
 * Reads all settings from the environment and an optional YAML file, and checks them as a whole; nothing starts half
 * configured.
 *
 * @param file - a YAML file with the same names; without it the one that LAUREL_SETTINGS names, if any
 * @param lacksOf - what a command lacks in settings that are valid as such
 * @throws LaurelError SETTINGS_INVALID with every mistake, each with its name, its place and the way to mend it
 */
export function readSettings(
  environment: Environment,
  file?: string,
  lacksOf: (settings: Settings) => readonly Lack[] = () => [],
): Settings {
  const written = collectSettings(environment, file);
  const { values, mistakes, mistaken } = parseSettings(written);
  const settings = compose(values);
  // What only follows from a mistake that is told already is no news.
  const lacks = lacksOf(settings).filter((lack) => !lack.settings.some((name) => mistaken.has(name)));
  const all = [
    ...written.mistakes,
    ...mistakes,
    ...checkTogether(values, written),
    ...checkSignIn(values, written, mistaken),
    ...checkMail(values, mistaken),
    ...checkKafka(values, written, mistaken),
    ...checkMonitoring(values, written),
    ...checkProviders(values, mistaken),
    ...lacks.map(({ mistake }) => mistake),
  ];
  if (all.length > 0) throw new CommandError('SETTINGS_INVALID', all);
  return settings;
}

/** What the parsed values must be to each other. */
function checkTogether(values: SettingValues, written: WrittenSettings): string[] {
  const mistakes: string[] = [];
  const eventTypes = values['BADGES_CONFIG.events'];
  mistakes.push(...findEventTypeMistakes(eventTypes).map((mistake) => `BADGES_CONFIG.events: ${mistake}`));
  if (values.LAUREL_DATABASE_URL !== null && written.values.has('LAUREL_DATA_DIRECTORY'))
    mistakes.push('LAUREL_DATABASE_URL and LAUREL_DATA_DIRECTORY: choose one, PostgreSQL or the embedded database.');
  if (values.LAUREL_DATABASE_URL !== null)
    mistakes.push(
      ...findDatabaseUrlMistakes(values.LAUREL_DATABASE_URL).map((mistake) => `LAUREL_DATABASE_URL: ${mistake}`),
    );
  if (values.LAUREL_INBOX_TOKEN !== null && values.LAUREL_INBOX_TOKEN.length < 16)
    mistakes.push('LAUREL_INBOX_TOKEN: must have at least 16 characters; make one with `openssl rand -hex 32`.');
  for (const name of ['LAUREL_INBOX_HOST', 'LAUREL_INBOX_PORT', 'LAUREL_INBOX_MAX_BODY_BYTES'] as const) {
    if (values.LAUREL_INBOX_TOKEN === null && written.values.has(name))
      mistakes.push(
        `${name}: has no effect without LAUREL_INBOX_TOKEN. Set the token to open the inbox, or remove it.`,
      );
  }
  if (values.LAUREL_DELIVERY_LEASE_SECONDS <= 2 * values.LAUREL_DELIVERY_TIMEOUT_SECONDS)
    mistakes.push('LAUREL_DELIVERY_LEASE_SECONDS: must be more than twice LAUREL_DELIVERY_TIMEOUT_SECONDS.');
  if (values.LAUREL_DELIVERY_RETRY_CAP_SECONDS < values.LAUREL_DELIVERY_RETRY_BASE_SECONDS)
    mistakes.push('LAUREL_DELIVERY_RETRY_CAP_SECONDS: must not be less than LAUREL_DELIVERY_RETRY_BASE_SECONDS.');
  return mistakes;
}

function compose(values: SettingValues): Settings {
  return {
    badgesEnabled: values.BADGES_ENABLED,
    events: values['BADGES_CONFIG.events'],
    ignoredKeyPaths: values['BADGES_CONFIG.rules.ignored_keypaths'],
    credly: composeCredly(values),
    accredible: composeAccredible(values),
    secrets: { encryptionKeys: values.LAUREL_ENCRYPTION_KEYS ?? [] },
    database:
      values.LAUREL_DATABASE_URL === null
        ? { kind: 'embedded', directory: values.LAUREL_DATA_DIRECTORY }
        : { kind: 'postgresql', url: values.LAUREL_DATABASE_URL, poolSize: values.LAUREL_DATABASE_POOL_SIZE },
    bus: {
      topics: values.LAUREL_TOPICS,
      topicPrefix: values.EVENT_BUS_TOPIC_PREFIX ?? '',
      redis: composeRedis(values),
      kafka: composeKafka(values),
      announcing: { enabled: values.LAUREL_ANNOUNCE_ENABLED, patienceMs: values.LAUREL_ANNOUNCE_WAIT_SECONDS },
    },
    inbox:
      values.LAUREL_INBOX_TOKEN === null
        ? null
        : {
            host: values.LAUREL_INBOX_HOST,
            port: values.LAUREL_INBOX_PORT,
            token: values.LAUREL_INBOX_TOKEN,
            maxBodyBytes: values.LAUREL_INBOX_MAX_BODY_BYTES,
          },
    http: composeHttp(values),
    signIn: composeSignIn(values),
    mail: composeMail(values),
    issuing: composeIssuing(values),
    consumer: {
      batchSize: values.LAUREL_BATCH_SIZE,
      knownLearners: values.LAUREL_KNOWN_LEARNERS,
      futureToleranceMs: values.LAUREL_FUTURE_TOLERANCE_SECONDS,
      inboxLeaseMs: values.LAUREL_CLAIM_IDLE_SECONDS,
    },
    delivery: {
      concurrency: values.LAUREL_DELIVERY_CONCURRENCY,
      timeoutMs: values.LAUREL_DELIVERY_TIMEOUT_SECONDS,
      leaseMs: values.LAUREL_DELIVERY_LEASE_SECONDS,
      pollMs: values.LAUREL_DELIVERY_POLL_SECONDS,
      retry: { baseMs: values.LAUREL_DELIVERY_RETRY_BASE_SECONDS, capMs: values.LAUREL_DELIVERY_RETRY_CAP_SECONDS },
      ratePerSecond: values.LAUREL_DELIVERY_RATE_PER_SECOND,
      earnerIdPrefix: values.LAUREL_EARNER_ID_PREFIX,
    },
    keptDays: {
      history: values.LAUREL_KEEP_HISTORY_DAYS || null,
      audit: values.LAUREL_KEEP_AUDIT_DAYS || null,
      jobs: values.LAUREL_KEEP_JOBS_DAYS || null,
    },
    retired: composeRetired(values),
    language: values.LAUREL_LANGUAGE,
    outgoing: composeOutgoing(values),
    monitoring: composeMonitoring(values),
    stallMs: values.LAUREL_STALL_SECONDS,
    tracing: composeTracing(values),
    logLevel: values.LAUREL_LOG_LEVEL,
    failpoints: values.LAUREL_FAILPOINTS ?? [],
  };
}
