import type { Condition, TemplateMatch } from './compile.ts';
import { readValues } from './data-rule.ts';
import type { Event, Micros } from './event.ts';
import { earnedAt, measure, noProgress, wins } from './progress.ts';
import type { Measure, Progress, Register } from './progress.ts';
import type { Value } from './value-type.ts';

/** Why a register was written: enough to answer "why does this learner have, or not have, this badge" (S10). */
export interface Evidence {
  readonly eventId: string;
  readonly eventType: string;
  readonly eventSource: string;
  readonly time: Micros;
  /** The values that the rules read, by key path. */
  readonly values: Readonly<Record<string, Value | null>>;
  /** Version of the template's rules. */
  readonly version: number;
  /** The penalty that reset the requirement; null for a fulfillment. */
  readonly penalty: string | null;
}

/** One thing that an event changes for its learner. In the order in which they happen (S13). */
export type Change =
  /** A register is written. `confirms`: it said so already, only its time moves on. */
  | {
      readonly kind: 'fulfilled' | 'reset';
      readonly template: string;
      readonly requirement: string;
      readonly confirms: boolean;
      readonly evidence: Evidence;
    }
  /** The progress record is made, or its numbers change. */
  | { readonly kind: 'progress'; readonly template: string; readonly measure: Measure }
  /** The badge is made (S14). */
  | { readonly kind: 'awarded'; readonly template: string; readonly earnedAt: Micros }
  /** The awarded badge is taken away (S15) by these penalties: those that took a fulfilled requirement with them. */
  | { readonly kind: 'revoked'; readonly template: string; readonly penalties: readonly string[] }
  /** Complete again, but a revoked badge is never issued again (S17). */
  | { readonly kind: 'withheld'; readonly template: string };

/** A learner's progress by template id; absent means none. */
export type LearnerState = ReadonlyMap<string, Progress>;

/**
 * Decides what an event changes for its learner. Pure: the same function serves live processing, simulation, explanation
 * and replay.
 *
 * Within one event all requirements come first, then awards, then all penalties, then revocations (S13).
 *
 * @param matches what the event matches, from {@link match}
 * @param state the learner's progress on at least the matched templates
 */
export function decide(matches: readonly TemplateMatch[], state: LearnerState, event: Event): Change[] {
  const drafts = matches.map((found) => new Draft(found, state.get(found.template.id) ?? noProgress, event));
  for (const draft of drafts) draft.fulfill();
  for (const draft of drafts) draft.award();
  for (const draft of drafts) draft.penalize();
  for (const draft of drafts) draft.revoke();
  return drafts.length === 1 ? (drafts[0] as Draft).changes.map(({ change }) => change) : inOrder(drafts);
}

/** Phase by phase, and within a phase template by template. */
function inOrder(drafts: readonly Draft[]): Change[] {
  return drafts
    .flatMap(({ changes }) => changes)
    .toSorted((a, b) => a.phase - b.phase)
    .map(({ change }) => change);
}

/** The decision on one template, as it grows through the four phases. */
class Draft {
  readonly changes: { readonly phase: number; readonly change: Change }[] = [];
  readonly #match: TemplateMatch;
  readonly #event: Event;
  readonly #before: Measure;
  readonly #registers: Map<string, Register>;
  #started: boolean;
  #badge: Progress['badge'];
  /** The numbers last told. */
  #told: Measure;

  constructor(match: TemplateMatch, progress: Progress, event: Event) {
    this.#match = match;
    this.#event = event;
    this.#registers = new Map(progress.registers);
    this.#started = progress.started;
    this.#badge = progress.badge;
    this.#before = this.#told = measure(match.template.groups, this.#registers);
  }

  fulfill(): void {
    const { requirements } = this.#match;
    if (requirements.length === 0) return;
    for (const requirement of requirements) this.#write(1, requirement, true);
    // Also when every write lost against a newer one: the record must not depend on the order of arrival (S9, S11).
    const isNew = !this.#started;
    this.#started = true;
    this.#tellProgress(1, isNew);
  }

  award(): void {
    if (this.#match.requirements.length === 0 || !this.#told.complete) return;
    const template = this.#match.template.id;
    if (this.#badge === null) {
      this.#badge = 'awarded';
      const earned = earnedAt(this.#match.template.groups, this.#registers, this.#event.time);
      this.#push(2, { kind: 'awarded', template, earnedAt: earned });
    } else if (this.#badge === 'revoked' && !this.#before.complete) {
      this.#push(2, { kind: 'withheld', template });
    }
  }

  penalize(): void {
    for (const penalty of this.#match.penalties) this.#write(3, penalty, false);
  }

  revoke(): void {
    const wasComplete = this.#told.complete;
    if (this.#started) this.#tellProgress(4, false);
    if (this.#badge !== 'awarded' || !wasComplete || this.#told.complete) return;
    this.#badge = 'revoked';
    const taken = this.changes.flatMap(({ change }) =>
      change.kind === 'reset' && !change.confirms && change.evidence.penalty !== null ? [change.evidence.penalty] : [],
    );
    this.#push(4, { kind: 'revoked', template: this.#match.template.id, penalties: [...new Set(taken)] });
  }

  #write(phase: number, condition: Condition, fulfilled: boolean): void {
    const { id: eventId, type: eventType, source: eventSource, time } = this.#event;
    const register: Register = { fulfilled, time, eventId };
    for (const requirement of condition.requirements) {
      const held = this.#registers.get(requirement);
      if (!wins(register, held)) continue;
      this.#registers.set(requirement, register);
      this.#push(phase, {
        kind: fulfilled ? 'fulfilled' : 'reset',
        template: this.#match.template.id,
        requirement,
        confirms: (held?.fulfilled ?? false) === fulfilled,
        evidence: {
          eventId,
          eventType,
          eventSource,
          time,
          values: readValues(condition.rules, this.#event.payload),
          version: this.#match.template.version,
          penalty: fulfilled ? null : condition.id,
        },
      });
    }
  }

  #tellProgress(phase: number, always: boolean): void {
    const now = measure(this.#match.template.groups, this.#registers);
    const moved = now.met !== this.#told.met;
    this.#told = now;
    if (moved || always) this.#push(phase, { kind: 'progress', template: this.#match.template.id, measure: now });
  }

  #push(phase: number, change: Change): void {
    this.changes.push({ phase, change });
  }
}
