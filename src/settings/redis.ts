import type { RedisSettings } from '../settings.ts';
import type { SettingValues } from './table.ts';

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
