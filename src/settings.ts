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
  readonly database: DatabaseSettings;
  readonly bus: BusSettings;
  /** Null when the HTTP inbox is off. */
  readonly inbox: InboxSettings | null;
  readonly consumer: ConsumerSettings;
  readonly delivery: DeliverySettings;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

export interface CredlySettings {
  /** API base with version and trailing slash, chosen by USE_SANDBOX: `https://api.credly.com/v1/`. */
  readonly apiBaseUrl: string;
  /** `ORGANIZATIONS`: organization UUID → API key. */
  readonly organizations: ReadonlyMap<string, string>;
}

export interface AccredibleSettings {
  /** API host without version, with trailing slash: `https://api.accredible.com/`. A trailing `/v1/` of the setting is dropped. */
  readonly apiBaseUrl: string;
  /** `ACCOUNTS`: account name → API key. */
  readonly accounts: ReadonlyMap<string, string>;
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
}

export interface RedisSettings {
  readonly url: string;
  readonly consumersEnabled: boolean;
  readonly pollTimeoutMs: number;
  readonly pollFailureSleepMs: number;
  /** Null: never give up. */
  readonly consecutiveErrorsLimit: number | null;
  readonly streamMaxLength: number;
  readonly auditLogging: boolean;
  /** Consumer group; default `badges.<full topic>` for each topic when null. */
  readonly group: string | null;
  /** How long a message may be pending with another consumer before this one claims it. */
  readonly claimIdleMs: number;
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
}

export interface DeliverySettings {
  /** Provider calls in flight in this process. */
  readonly concurrency: number;
  /** Time-out of one provider call. */
  readonly timeoutMs: number;
  /** How long a claimed badge is left to its worker before another takes it over; longer than any call may take. */
  readonly leaseMs: number;
  /** Pause between looks for due work when there was none. */
  readonly pollMs: number;
  readonly retry: RetrySettings;
  /** Calls per second and account; the providers' published limits leave room. */
  readonly ratePerSecond: number;
}

export interface RetrySettings {
  readonly baseMs: number;
  readonly capMs: number;
}
