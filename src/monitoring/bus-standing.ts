import type { BusInspection } from '../bus/inspection.ts';
import { asIs } from '../told.ts';
import type { Told } from '../told.ts';
import type { ProcessListing } from '../store/lists/process-list.ts';

/** What a look at the event bus over a connection of its own found. That it is away is a find like another. */
export type BusLook =
  | { readonly state: 'works'; readonly inspection: BusInspection }
  /** What is wrong, for operators; holds no secret. */
  | { readonly state: 'away'; readonly told: readonly Told[] }
  | { readonly state: 'not_configured' };

/** How the event bus stands for those who need it. */
export interface BusStanding {
  /** `failing`: a process can't do its part, while the bus answers others. `away`: it answers nobody. */
  readonly state: 'works' | 'failing' | 'away' | 'not_configured';
  /** For operators; holds no secret. Empty when there is nothing to say. */
  readonly told: readonly Told[];
  /** Null: nobody could look. */
  readonly inspection: BusInspection | null;
}

/**
 * The processes that read from the bus and write to it decide, by what they last did; a look from here tells of the topics, and
 * decides only where no process runs.
 */
export function judgeBus(look: BusLook, processes: readonly ProcessListing[]): BusStanding {
  if (look.state === 'not_configured') return { state: 'not_configured', told: [], inspection: null };
  const duties = processes
    .filter(({ state }) => state === 'running')
    .flatMap((process) => process.duties)
    .filter(({ bus, state }) => bus !== null && state !== 'starting');
  const failing = duties.filter(({ bus }) => bus === 'failing');
  const inspection = look.state === 'works' ? look.inspection : null;
  const seen = look.state === 'works' ? [] : look.told;
  // A user may lack the right to look, or this host the way, while the others work.
  const lacks = [...new Set(inspection?.topics.flatMap((topic) => topic.lacks.map(({ message }) => message)))];
  if (failing.length === 0 && duties.length === 0 && lacks.length > 0)
    return { state: 'failing', told: lacks.map(asIs), inspection };
  if (failing.length === 0 && (duties.length > 0 || look.state === 'works'))
    return { state: 'works', told: seen, inspection };
  const troubles = [...new Set(failing.map(({ trouble }) => trouble).filter((trouble) => trouble !== ''))];
  const isAway = look.state === 'away' && failing.length === duties.length;
  return { state: isAway ? 'away' : 'failing', told: isAway ? seen : troubles.map(asIs), inspection };
}
