import { Tally } from '../consumer/report.ts';
import type { Reading } from '../events/reading.ts';
import { compile, match } from '../rules/compile.ts';
import type { CompiledRules } from '../rules/compile.ts';
import { decide } from '../rules/decide.ts';
import type { Change, LearnerState } from '../rules/decide.ts';
import { formatMicros } from '../events/time.ts';
import type { Event, Micros } from '../rules/event.ts';
import { evolve } from '../rules/evolve.ts';
import { measure } from '../rules/progress.ts';
import type { Template } from '../rules/template.ts';
import type { Vocabulary } from '../rules/value-type.ts';

/** What `laurel simulate --json` prints. */
export interface SimulationResult {
  readonly events: {
    readonly read: number;
    readonly applied: number;
    readonly no_effect: number;
    /** By reason. */
    readonly ignored: Readonly<Record<string, number>>;
    /** By reason. */
    readonly parked: Readonly<Record<string, number>>;
  };
  /** Learners with at least one progress record, by id. */
  readonly learners: readonly SimulatedLearner[];
  /** In the order in which they happened. */
  readonly signals: readonly SimulatedSignal[];
}

interface SimulatedLearner {
  readonly id: number;
  /** The newest one, by event time. */
  readonly username: string;
  /** Templates with a progress record, by id. */
  readonly templates: readonly {
    readonly template: string;
    readonly ratio: number;
    readonly complete: boolean;
    /** Ids of the fulfilled requirements, sorted. */
    readonly fulfilled: readonly string[];
    readonly badge: 'awarded' | 'revoked' | null;
  }[];
}

interface SimulatedSignal {
  readonly type: string;
  readonly learner: number;
  readonly template: string;
  /** Its CloudEvents time: that of the causing event, or the moment after the badge's signal before it (S28). */
  readonly time: string;
  /** Id of the causing event. */
  readonly cause: string;
}

interface Known {
  readonly username: string;
  readonly namedBy: Pick<Event, 'time' | 'id'>;
  readonly state: LearnerState;
}

const noState: LearnerState = new Map();

/** The pure core over a series of events, in memory: no database, no network, no clock. */
export class Simulation {
  readonly #rules: CompiledRules;
  readonly #learners = new Map<number, Known>();
  readonly #signals: SimulatedSignal[] = [];
  /** Times of the newest signals, by learner and template. */
  readonly #signalTimes = new Map<string, Micros>();
  readonly #tally = new Tally();

  /** @param templates inactive ones are not processed (S18) */
  constructor(templates: readonly Template[], vocabulary: Vocabulary) {
    this.#rules = compile(
      templates.filter(({ active }) => active),
      vocabulary,
    );
  }

  take(reading: Reading): void {
    switch (reading.kind) {
      case 'ignored':
        return this.#tally.ignore(reading.reason);
      case 'unreadable':
        return this.#tally.park(reading.reason);
      case 'event':
        return this.#tally.decided(this.#process(reading.event));
    }
  }

  #process(event: Event): readonly Change[] {
    const { learner, time, id } = event;
    const known = this.#learners.get(learner.id);
    const state = known?.state ?? noState;
    const changes = decide(match(this.#rules, event), state, event);
    const isNews = known === undefined || isAfter(event, known.namedBy);
    this.#learners.set(learner.id, {
      username: isNews ? learner.username : known.username,
      namedBy: isNews ? { time, id } : known.namedBy,
      state: evolve(state, changes),
    });
    for (const change of changes) {
      if (change.kind === 'awarded' || change.kind === 'revoked')
        this.#signals.push({
          type: `org.openedx.learning.badge.${change.kind}.v1`,
          learner: learner.id,
          template: change.template,
          time: formatMicros(this.#signalTime(`${learner.id} ${change.template}`, time)),
          cause: id,
        });
    }
    return changes;
  }

  #signalTime(badge: string, caused: Micros): Micros {
    const last = this.#signalTimes.get(badge);
    const time = last === undefined ? caused : Math.max(caused, last + 1);
    this.#signalTimes.set(badge, time);
    return time;
  }

  result(): SimulationResult {
    const { total, applied, noEffect, ignored, parked } = this.#tally;
    return {
      events: {
        read: total,
        applied,
        no_effect: noEffect,
        ignored: Object.fromEntries([...ignored].toSorted(byText)),
        parked: Object.fromEntries([...parked].toSorted(byText)),
      },
      learners: [...this.#learners]
        .toSorted(([a], [b]) => a - b)
        .map(([id, { username, state }]) => ({ id, username, templates: this.#templatesOf(state) }))
        .filter(({ templates }) => templates.length > 0),
      signals: this.#signals,
    };
  }

  #templatesOf(state: LearnerState): SimulatedLearner['templates'] {
    return [...state]
      .filter(([, { started }]) => started)
      .toSorted(byText)
      .map(([template, { registers, badge }]) => {
        const { met, groups, complete } = measure(this.#rules.templates.get(template)?.groups ?? [], registers);
        const fulfilled = [...registers].filter(([, register]) => register.fulfilled).map(([id]) => id);
        return { template, ratio: groups === 0 ? 0 : met / groups, complete, fulfilled: fulfilled.toSorted(), badge };
      });
  }
}

/** Later by time; at the same time, by event id (S11). */
function isAfter(event: Pick<Event, 'time' | 'id'>, other: Pick<Event, 'time' | 'id'>): boolean {
  return event.time === other.time ? event.id > other.id : event.time > other.time;
}

/** By code unit: the same order on every machine. */
function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
