import { randomUUID, randomUUIDv7 } from 'node:crypto';
import type { Change, LearnerState } from '../rules/decide.ts';
import type { Event, Micros } from '../rules/event.ts';
import { evolve } from '../rules/evolve.ts';
import { insertBadges, revokeBadges } from '../store/engine/badges.ts';
import type { NewBadge, Revocation } from '../store/engine/badges.ts';
import type { Transaction } from '../store/database/database.ts';
import { appendHistory } from '../store/engine/history.ts';
import type { LearnerHistoryEntry, LearnerHistoryKind } from '../store/engine/history.ts';
import { addSignals } from '../store/engine/outbox.ts';
import type { NewSignal } from '../store/engine/outbox.ts';
import { loadProgress, writeFulfillments, writeProgress } from '../store/engine/progress.ts';
import type { FulfillmentWrite, ProgressKey, StoredProgress } from '../store/engine/progress.ts';
import type { Measure } from '../rules/progress.ts';
import type { RulesSnapshot } from './live-rules.ts';

type Key = `${number}:${string}`;

/** What of the rules is needed to write down what they decide. */
type Rules = Pick<RulesSnapshot, 'keys' | 'reasonOf'>;

/**
 * The progress that a batch touches: loaded once, carried from event to event, written back once, set by set. Only the
 * newest write on each row reaches the database; the history keeps them all.
 */
export class Ledger {
  readonly #templateKeys: ReadonlyMap<string, number>;
  readonly #states: Map<number, LearnerState>;
  readonly #reasonOf: Rules['reasonOf'];
  readonly #badgeIds: Map<Key, string>;
  readonly #retired: ReadonlySet<number>;
  readonly #fulfillments = new Map<string, FulfillmentWrite>();
  readonly #progress = new Map<Key, ProgressKey & { readonly measure: Measure }>();
  readonly #newBadges = new Map<string, NewBadge>();
  readonly #revocations: (Revocation & { readonly entry: LearnerHistoryEntry })[] = [];
  readonly #signals: NewSignal[] = [];
  readonly #history: LearnerHistoryEntry[] = [];

  private constructor(
    { keys, reasonOf }: Rules,
    {
      states,
      badgeIds,
      retired,
    }: {
      readonly states: Map<number, LearnerState>;
      readonly badgeIds: Map<Key, string>;
      readonly retired: ReadonlySet<number>;
    },
  ) {
    this.#templateKeys = keys;
    this.#reasonOf = reasonOf;
    this.#states = states;
    this.#badgeIds = badgeIds;
    this.#retired = retired;
  }

  /**
   * Loads the progress of the given learners on the given templates. The learners must be locked. Others, whom a batch
   * touches too, have none.
   *
   * @param wanted learner id → ids of templates
   */
  static async load(
    transaction: Transaction,
    wanted: ReadonlyMap<number, ReadonlySet<string>>,
    rules: Rules,
  ): Promise<Ledger> {
    const templateKeys = rules.keys;
    const ids = new Map([...templateKeys].map(([id, key]) => [key, id]));
    const keys = [...wanted].flatMap(([learner, templates]) =>
      [...templates].map((id) => ({ learner, template: templateKeys.get(id) as number })),
    );
    const states = new Map<number, Map<string, StoredProgress>>(
      [...wanted.keys()].map((learner) => [learner, new Map()]),
    );
    const badgeIds = new Map<Key, string>();
    const retired = new Set<number>();
    for (const { learner, template, progress, retired: isRetired } of await loadProgress(transaction, keys)) {
      if (isRetired) retired.add(learner);
      const id = ids.get(template) as string;
      states.get(learner)?.set(id, progress);
      if (progress.badgeId !== null) badgeIds.set(`${learner}:${id}`, progress.badgeId);
    }
    return new Ledger(rules, { states, badgeIds, retired });
  }

  stateOf(learner: number): LearnerState {
    return this.#states.get(learner) ?? new Map();
  }

  /** Whether a learner is retired: nothing is decided about them any more (S26). */
  isRetired(learner: number): boolean {
    return this.#retired.has(learner);
  }

  /** Takes in what an event changes. */
  record(event: Event, changes: readonly Change[]): void {
    const learner = event.learner.id;
    this.#states.set(learner, evolve(this.stateOf(learner), changes));
    for (const change of changes) this.#recordChange(event, change);
  }

  #recordChange(event: Event, change: Change): void {
    const learner = event.learner.id;
    const template = this.#templateKeys.get(change.template) as number;
    const key: Key = `${learner}:${change.template}`;
    const entry = (kind: LearnerHistoryKind, details: LearnerHistoryEntry['details'] = {}): LearnerHistoryEntry => ({
      learner,
      template,
      kind,
      event,
      details,
    });
    switch (change.kind) {
      case 'fulfilled':
      case 'reset': {
        const { requirement, evidence } = change;
        const fulfilled = change.kind === 'fulfilled';
        this.#fulfillments.set(`${key}:${requirement}`, { learner, template, requirement, fulfilled, evidence });
        const { values, version, penalty } = evidence;
        if (!change.confirms) this.#history.push(entry(change.kind, { requirement, values, version, penalty }));
        break;
      }
      case 'progress':
        this.#progress.set(key, { learner, template, measure: change.measure });
        break;
      case 'awarded': {
        // In the order of time: a random place in the index of a large store costs three times as much to write.
        const id = randomUUIDv7();
        this.#badgeIds.set(key, id);
        this.#newBadges.set(id, {
          id,
          learner,
          template,
          earnedAt: change.earnedAt,
          signalledAt: event.time,
          revoked: null,
        });
        this.#signals.push({ id: randomUUID(), signal: 'awarded', badgeId: id, time: event.time });
        this.#history.push(entry('awarded', { badge: id }));
        break;
      }
      case 'revoked':
        this.#revoke(this.#badgeIds.get(key) as string, event.time, change, entry);
        break;
      case 'withheld':
        this.#history.push(entry('withheld', { badge: this.#badgeIds.get(key) }));
        break;
    }
  }

  #revoke(
    badgeId: string,
    at: Micros,
    { template, penalties }: Change & { readonly kind: 'revoked' },
    entry: (kind: LearnerHistoryKind, details: LearnerHistoryEntry['details']) => LearnerHistoryEntry,
  ): void {
    const reason = this.#reasonOf(template, penalties);
    const cancelled = entry('cancelled', { badge: badgeId });
    this.#signals.push({ id: randomUUID(), signal: 'revoked', badgeId, time: null });
    this.#history.push(entry('revoked', { badge: badgeId, penalties }));
    const made = this.#newBadges.get(badgeId);
    if (made) {
      this.#newBadges.set(badgeId, {
        ...made,
        signalledAt: Math.max(at, made.signalledAt + 1),
        revoked: { at, reason },
      });
      this.#history.push(cancelled);
    } else {
      this.#revocations.push({ badgeId, at, reason, entry: cancelled });
    }
  }

  /**
   * Writes everything that was recorded: while the database is busy with one set, the next one is made ready.
   *
   * @param announces whether awards and revocations are announced
   * @param trace what the calls outside that become due here belong to (W3C traceparent); null: nothing
   */
  async write(transaction: Transaction, announces: boolean, trace: string | null): Promise<void> {
    await Promise.all([
      writeFulfillments(transaction, [...this.#fulfillments.values()]),
      writeProgress(transaction, [...this.#progress.values()]),
      insertBadges(transaction, [...this.#newBadges.values()], trace),
      // Before the signals, which take their times from the badges.
      this.#revokeAndRemember(transaction, trace),
      addSignals(transaction, announces ? this.#signals : []),
    ]);
  }

  async #revokeAndRemember(transaction: Transaction, trace: string | null): Promise<void> {
    const cancelled = await revokeBadges(transaction, this.#revocations, trace);
    for (const { badgeId, entry } of this.#revocations) if (cancelled.has(badgeId)) this.#history.push(entry);
    await appendHistory(transaction, this.#history);
  }
}
