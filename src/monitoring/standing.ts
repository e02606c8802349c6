import type { BusInspection } from '../bus/inspection.ts';
import { LaurelError } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import { inspectStore } from '../store/lists/inspection.ts';
import type { StoreInspection } from '../store/lists/inspection.ts';
import { requireCurrentSchema } from '../store/database/migrate.ts';
import { lookAt } from './look.ts';
import { remembered, within } from './remembered.ts';

/** How the event bus stands. That it is away is a state like another. */
export type BusStanding =
  | { readonly state: 'works'; readonly inspection: BusInspection }
  /** The message is for operators and holds no secret. */
  | { readonly state: 'away'; readonly message: string }
  | { readonly state: 'not_configured' };

/** Whether this process can do its work. */
export interface Readiness {
  /**
   * `degraded`: the bus is away. Events and signals wait, and everything else goes on; starting the process again would
   * not help.
   */
  readonly status: 'ready' | 'degraded' | 'not_ready';
  readonly checks: readonly { readonly name: string; readonly state: 'ok' | 'failing' | 'not_configured' }[];
}

export interface StandingParts {
  readonly database: Database;
  /** Where it is counted what waits; `database` unless told. Whether the process is ready does not depend on who else counts. */
  readonly counting?: Database;
  /** Null when no bus is configured. */
  readonly inspectBus: () => Promise<BusInspection | null>;
  /** How long anything may take to answer, in milliseconds; 2 seconds unless told. */
  readonly patienceMs?: number;
}

/**
 * How the things that Laurel stands on are doing. Whoever asks gets an answer in bounded time, whatever hangs; many who
 * ask at once cost one look.
 */
export interface Standing {
  readonly bus: () => Promise<BusStanding>;
  /** Fails when the database does not answer. */
  readonly work: () => Promise<StoreInspection>;
  readonly readiness: () => Promise<Readiness>;
}

/** How long a look at a server is as good as another one. */
const KEPT_MS = 1_000;

export function createStanding({
  database,
  counting = database,
  inspectBus,
  patienceMs = 2_000,
}: StandingParts): Standing {
  // Remembered inside, bounded outside: a look that hangs is not begun again until it has ended.
  const look = remembered(inspectBus, () => KEPT_MS);
  const store = remembered(
    () => lookAt(counting, inspectStore),
    (tookMs) => 20 * tookMs,
  );
  const schema = remembered(
    () => requireCurrentSchema(database),
    () => KEPT_MS,
  );

  async function bus(): Promise<BusStanding> {
    try {
      const inspection = await within(patienceMs, look());
      return inspection === null ? { state: 'not_configured' } : { state: 'works', inspection };
    } catch (error) {
      const told = error instanceof LaurelError ? error.details.join(' ') : `It gave no answer in ${patienceMs} ms.`;
      return { state: 'away', message: told };
    }
  }

  async function databaseStates(): Promise<('ok' | 'failing')[]> {
    try {
      await within(patienceMs, schema());
      return ['ok', 'ok'];
    } catch (error) {
      return [error instanceof LaurelError ? 'ok' : 'failing', 'failing'];
    }
  }

  return {
    bus,
    work: () => within(patienceMs, store()),
    readiness: async () => {
      const [[database = 'failing', schema = 'failing'], { state }] = await Promise.all([databaseStates(), bus()]);
      return {
        status: schema === 'failing' ? 'not_ready' : state === 'away' ? 'degraded' : 'ready',
        checks: [
          { name: 'database', state: database },
          { name: 'schema', state: schema },
          { name: 'bus', state: state === 'works' ? 'ok' : state === 'away' ? 'failing' : state },
        ],
      };
    },
  };
}
