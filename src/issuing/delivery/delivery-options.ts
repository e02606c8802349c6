import type { Logger } from 'pino';
import type { Pulse } from '../../pulse.ts';
import type { Origin } from '../../rules/template.ts';
import type { DeliverySettings, RetiredSettings } from '../../settings.ts';
import type { Database } from '../../store/database/database.ts';
import type { Tracing } from '../../telemetry/tracing.ts';
import type { RateLimits } from '../http/rate-limit.ts';
import type { Provider } from '../provider.ts';
import type { Delivery } from './counters.ts';

/** What a DeliveryWorker works with. */
export interface DeliveryOptions {
  readonly database: Database;
  readonly providers: ReadonlyMap<Origin, Provider>;
  /** The same limits that the providers send through. */
  readonly limits: RateLimits;
  readonly settings: DeliverySettings;
  /** How the names of retired learners look. */
  readonly retired: RetiredSettings;
  readonly logger: Logger;
  /** In [0, 1); Math.random unless a test wants to know. */
  readonly random?: () => number;
  /** Told of every attempt once it is written down. Must not throw. */
  readonly onDelivery?: (delivery: Delivery) => void;
  /** Told of each look for due badges. */
  readonly pulse?: Pulse;
  /** None unless given. */
  readonly tracing?: Tracing;
  /** How long calls in flight may go on after a stop; 6 seconds unless told. */
  readonly stopGraceMs?: number;
}
