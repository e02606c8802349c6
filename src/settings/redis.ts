import type { SettingValues } from './table.ts';

export interface RedisSettings {
  readonly url: string;
  readonly consumersEnabled: boolean;
  readonly pollTimeoutMs: number;
  readonly pollFailureSleepMs: number;
  /** Null: never give up. */
  readonly consecutiveErrorsLimit: number | null;
  /** To which length Laurel trims, too; null: it trims nothing. */
  readonly streamMaxLength: number | null;
  readonly auditLogging: boolean;
  /** Consumer group; default `badges.<full topic>` for each topic when null. */
  readonly group: string | null;
  /** How long a message may be pending with another consumer before this one claims it. */
  readonly claimIdleMs: number;
}

/** Null when no Redis is set. */
export function composeRedis(values: SettingValues): RedisSettings | null {
  if (values.EVENT_BUS_REDIS_CONNECTION_URL === null) return null;
  return {
    url: values.EVENT_BUS_REDIS_CONNECTION_URL,
    consumersEnabled: values.EVENT_BUS_REDIS_CONSUMERS_ENABLED,
    pollTimeoutMs: values.EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT,
    pollFailureSleepMs: values.EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP,
    consecutiveErrorsLimit: values.EVENT_BUS_REDIS_CONSUMER_CONSECUTIVE_ERRORS_LIMIT,
    streamMaxLength: values.EVENT_BUS_REDIS_STREAM_MAX_LEN,
    auditLogging: values.EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED,
    group: values.LAUREL_CONSUMER_GROUP,
    claimIdleMs: values.LAUREL_CLAIM_IDLE_SECONDS,
  };
}
