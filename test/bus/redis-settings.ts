import type { RedisSettings } from '../../src/settings.ts';

/** Settings as a test wants them: short waits, nothing claimed unless asked for. */
export function redisSettings(url: string, changes: Partial<RedisSettings> = {}): RedisSettings {
  return {
    url,
    consumersEnabled: true,
    pollTimeoutMs: 100,
    pollFailureSleepMs: 20,
    consecutiveErrorsLimit: null,
    streamMaxLength: 10_000,
    auditLogging: true,
    group: null,
    claimIdleMs: 60_000,
    ...changes,
  };
}
