import type { Logger } from 'pino';
import type { Arrivals } from '../bus/http-inbox/arrivals.ts';
import type { RunOptions } from '../cli/context.ts';
import type { Closers } from '../lifecycle.ts';
import type { ActivityLog } from '../monitoring/activity-log.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import type { Vitals } from '../monitoring/vitals.ts';
import type { Tracing } from '../telemetry/tracing.ts';

/** What the roles of one process share. */
export interface RoleParts extends RunOptions {
  readonly logger: Logger;
  /** Whether awards and revocations become signals. */
  readonly announces: boolean;
  readonly metrics: Metrics;
  /** Where loops say how they go. */
  readonly vitals: Vitals;
  readonly tracing: Tracing;
  readonly activity: ActivityLog;
  /** Takes what has to be closed again. */
  readonly closers: Closers;
  /** Rings when the inbox of this process has stored something. */
  readonly arrivals: Arrivals;
}
