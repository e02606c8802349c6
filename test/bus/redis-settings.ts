import type { BusSettings } from '../../src/settings.ts';
import type { RedisSettings } from '../../src/settings/redis.ts';

/** Settings as a test wants them: short waits, nothing claimed unless asked for. */
export function redisSettings(url: string, changes: Partial<RedisSettings> = {}): RedisSettings {
  return {
    url,
    consumersEnabled: true,
    pollTimeoutMs: 100,
    pollFailureSleepMs: 20,
    consecutiveErrorsLimit: null,
    streamMaxLength: null,
    auditLogging: true,
    group: null,
    claimIdleMs: 60_000,
    ...changes,
  };
}

/** A bus with one topic and no prefix. */
export function busSettings(topic: string, redis: RedisSettings, patienceMs = 60_000): BusSettings {
  return { topics: [topic], topicPrefix: '', redis, kafka: null, announcing: { enabled: true, patienceMs } };
}
