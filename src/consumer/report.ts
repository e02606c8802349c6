import type { IgnoredReason } from '../events/reading.ts';
import type { Change } from '../rules/decide.ts';
import type { ParkedReason } from '../store/engine/parked.ts';

/** What became of messages: one verdict each. */
export interface BatchReport {
  /** The event changed its learner's records. */
  readonly applied: number;
  /** The event matched nothing, or told nothing new. */
  readonly noEffect: number;
  readonly ignored: ReadonlyMap<IgnoredReason, number>;
  readonly parked: ReadonlyMap<ParkedReason, number>;
  /** Configured event types that came. */
  readonly types: ReadonlySet<string>;
  /** Changes by kind. */
  readonly changes: ReadonlyMap<Change['kind'], number>;
}

/** Counts verdicts as they are reached. */
export class Tally implements BatchReport {
  applied = 0;
  noEffect = 0;
  readonly ignored = new Map<IgnoredReason, number>();
  readonly parked = new Map<ParkedReason, number>();
  readonly types = new Set<string>();
  readonly changes = new Map<Change['kind'], number>();

  decided(changes: readonly Change[]): void {
    if (changes.length === 0) this.noEffect += 1;
    else this.applied += 1;
    for (const { kind } of changes) increase(this.changes, kind, 1);
  }

  ignore(reason: IgnoredReason): void {
    increase(this.ignored, reason, 1);
  }

  park(reason: ParkedReason): void {
    increase(this.parked, reason, 1);
  }

  add(report: BatchReport): void {
    this.applied += report.applied;
    this.noEffect += report.noEffect;
    for (const [reason, count] of report.ignored) increase(this.ignored, reason, count);
    for (const [reason, count] of report.parked) increase(this.parked, reason, count);
    for (const type of report.types) this.types.add(type);
    for (const [kind, count] of report.changes) increase(this.changes, kind, count);
  }

  /** All messages together. */
  get total(): number {
    return this.applied + this.noEffect + sum(this.ignored) + sum(this.parked);
  }
}

export function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function increase<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
