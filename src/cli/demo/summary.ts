import { origins } from '../../rules/template.ts';
import type { Origin } from '../../rules/template.ts';
import type { DeliveryCounters } from '../../issuing/delivery/counters.ts';
import type { Database } from '../../store/database/database.ts';
import { countPending, countTotals } from '../../store/delivery/reconciliation.ts';
import type { Pending } from '../../store/delivery/reconciliation.ts';
import type { DemoCounts } from './counts.ts';

/** What the demo prints with --json. */
export interface DemoSummary {
  readonly events: {
    readonly published: number;
    readonly processed: number;
    readonly ignored: number;
    readonly parked: number;
  };
  readonly learners: number;
  readonly awarded: number;
  readonly revoked: number;
  readonly withheld: number;
  readonly providers: Readonly<Record<Origin, DeliveryCounters>>;
  /** Signals that the LMS has received, each counted once. */
  readonly signals: { readonly awarded: number; readonly revoked: number };
  /** Badges and signals that are not where they belong yet. */
  readonly pending: number;
  /** Whether the providers, asked over HTTP, hold exactly what they should. */
  readonly reconciled: boolean;
}

/** Sums up the demo from its counters and its database. */
export async function summarize(
  database: Database,
  counts: DemoCounts,
  signals: DemoSummary['signals'],
  reconciled: boolean,
): Promise<DemoSummary> {
  const { learners, awarded, revoked } = await countTotals(database);
  const { published, processed, ignored, parked, providers } = counts;
  return {
    events: { published, processed, ignored, parked },
    learners,
    awarded,
    revoked,
    withheld: counts.tally.changes.get('withheld') ?? 0,
    providers: Object.fromEntries(
      origins.map((origin) => [origin, { ...providers[origin] }]),
    ) as DemoSummary['providers'],
    signals,
    pending: openWork(await countPending(database)),
    reconciled,
  };
}

/** All that is still to be done, by itself or by an operator. */
export function openWork({ deliveries, failed, signals, inbox }: Pending): number {
  return deliveries + failed + signals + inbox;
}
