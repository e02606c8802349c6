import type { BusInspection } from '../bus/inspection.ts';
import { LaurelError } from '../errors.ts';
import type { Database } from '../store/database/database.ts';
import type { DutyStanding } from '../store/engine/processes.ts';
import { inspectStore } from '../store/lists/inspection.ts';
import type { StoreInspection } from '../store/lists/inspection.ts';
import { listProcesses } from '../store/lists/process-list.ts';
import type { ProcessListing } from '../store/lists/process-list.ts';
import { requireCurrentSchema } from '../store/database/migrate.ts';
import { lookAt } from './look.ts';
import { judgeBus } from './bus-standing.ts';
import type { BusLook, BusStanding } from './bus-standing.ts';
import { remembered, within } from './remembered.ts';
import type { Vitals } from './vitals.ts';
import { told } from '../told.ts';

export interface ReadinessCheck {
  readonly name: string;
  /** `not_used`: a bus is configured, and this process neither reads from it nor writes to it. */
  readonly state: 'ok' | 'failing' | 'not_configured' | 'not_used';
}

/** Whether this process can do its work. */
export interface Readiness {
  /**
   * `degraded`: something that it does in the background fails or hangs, such as reading while the bus is away. Events and
   * signals wait, and everything else goes on.
   */
  readonly status: 'ready' | 'degraded' | 'not_ready';
  readonly checks: readonly ReadinessCheck[];
}

export interface StandingParts {
  readonly database: Database;
  /** Where it is counted what waits; `database` unless told. Whether the process is ready does not depend on who else counts. */
  readonly counting?: Database;
  /** What the loops of this process last did. */
  readonly vitals: Vitals;
  /** Whether an event bus is configured. */
  readonly hasBus: boolean;
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
  /** How the event bus stands for all processes. Fails when the database does not answer. */
  readonly bus: () => Promise<BusStanding>;
  /** What a look at the bus from here finds. */
  readonly look: () => Promise<BusLook>;
  /** What this process does. */
  readonly duties: () => readonly DutyStanding[];
  /** All processes as they last told, this one as it is now. Fails when the database does not answer. */
  readonly processes: () => Promise<readonly ProcessListing[]>;
  /** Fails when the database does not answer. */
  readonly work: () => Promise<StoreInspection>;
  readonly readiness: () => Promise<Readiness>;
}

/** How long a look at a server is as good as another one. */
const KEPT_MS = 1_000;

export function createStanding(parts: StandingParts): Standing {
  const { database, counting = database, inspectBus, vitals, patienceMs = 2_000 } = parts;
  // Remembered inside, bounded outside: a look that hangs is not begun again until it has ended.
  const inspection = remembered(inspectBus, () => KEPT_MS);
  const list = remembered(
    () => lookAt(counting, listProcesses),
    () => KEPT_MS,
  );
  const store = remembered(
    () => lookAt(counting, inspectStore),
    (tookMs) => 20 * tookMs,
  );
  const schema = remembered(
    () => requireCurrentSchema(database),
    () => KEPT_MS,
  );

  async function look(): Promise<BusLook> {
    try {
      const found = await within(patienceMs, inspection());
      return found === null ? { state: 'not_configured' } : { state: 'works', inspection: found };
    } catch (error) {
      const why = error instanceof LaurelError ? error.told : [told`It did not respond within ${patienceMs} ms.`];
      return { state: 'away', told: why };
    }
  }

  async function processes(): Promise<readonly ProcessListing[]> {
    const all = await within(patienceMs, list());
    const duties = vitals.duties();
    return all.map((each) => (each.id === vitals.self.id ? { ...each, state: 'running', duties } : each));
  }

  async function databaseChecks(): Promise<ReadinessCheck[]> {
    const checksOf = (database: 'ok' | 'failing', schema: 'ok' | 'failing'): ReadinessCheck[] => [
      { name: 'database', state: database },
      { name: 'schema', state: schema },
    ];
    try {
      await within(patienceMs, schema());
      return checksOf('ok', 'ok');
    } catch (error) {
      return checksOf(error instanceof LaurelError ? 'ok' : 'failing', 'failing');
    }
  }

  return {
    bus: async () => judgeBus(...(await Promise.all([look(), processes()]))),
    look,
    duties: () => vitals.duties(),
    processes,
    work: () => within(patienceMs, store()),
    readiness: async () => {
      const needed = await databaseChecks();
      const own = [busCheck(parts), ...dutyChecks(vitals.duties())];
      const fails = (checks: readonly ReadinessCheck[]): boolean => checks.some(({ state }) => state === 'failing');
      return {
        status: fails(needed) ? 'not_ready' : fails(own) ? 'degraded' : 'ready',
        checks: [...needed, ...own],
      };
    },
  };
}

/** Whether this process's own ways over the bus work; null: it has none. */
export function isBusUp(duties: readonly DutyStanding[]): boolean | null {
  const ways = duties.filter(({ bus }) => bus !== null);
  return ways.length === 0 ? null : ways.every(({ bus }) => bus === 'works');
}

function busCheck({ hasBus, vitals }: StandingParts): ReadinessCheck {
  const isUp = isBusUp(vitals.duties());
  const unused = hasBus ? 'not_used' : 'not_configured';
  return { name: 'bus', state: isUp === null ? unused : isUp ? 'ok' : 'failing' };
}

/** Whether each role that this process has does its work. */
export function roleStates(duties: readonly DutyStanding[]): ReadonlyMap<DutyStanding['role'], boolean> {
  const works = new Map<DutyStanding['role'], boolean>();
  for (const { role, state } of duties) works.set(role, (works.get(role) ?? true) && state === 'works');
  return works;
}

function dutyChecks(duties: readonly DutyStanding[]): ReadinessCheck[] {
  return [...roleStates(duties)].map(([name, works]) => ({ name, state: works ? 'ok' : 'failing' }));
}
