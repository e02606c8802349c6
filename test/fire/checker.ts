import { concernsBadges, isNewer, nothing, outcomesOf } from './model.ts';
import type { Standing } from './model.ts';
import { keyOf, outsideKeyOf } from './observation.ts';
import type { Badge, Observation } from './observation.ts';
import { templates } from './templates.ts';
import type { FireTemplate } from './templates.ts';
import { identityOf } from './wire.ts';
import type { SentEvent, Signal } from './wire.ts';

/** Named as Jepsen's checker of logs names them where it has a name; docs/fire.md explains each. */
export type AnomalyKind =
  | 'lost'
  | 'duplicate'
  | 'unseen'
  | 'unasked-event'
  | 'award-without-cause'
  | 'award-missing'
  | 'revocation-without-cause'
  | 'revocation-missing'
  | 'stale-identity'
  | 'signal-without-badge'
  | 'signal-missing'
  | 'signal-double'
  | 'signal-order'
  | 'external-orphan'
  | 'external-double'
  | 'external-missing'
  | 'external-state'
  | 'parked-readable'
  | 'not-parked'
  | 'gap-untold'
  | 'gap-without-loss'
  | 'death'
  | 'broken-off';

export interface Anomaly {
  readonly kind: AnomalyKind;
  readonly what: string;
}

/** What was taken from the bus in one round before it was finished. */
export interface Losses {
  /** Ids of events that nobody can have read. */
  readonly lost: ReadonlySet<string>;
  /** Ids of events that may have been processed all the same. */
  readonly maybeLost: ReadonlySet<string>;
  /** How many messages nobody had read. */
  readonly unread: number;
  /** How many were read, and not finished then. */
  readonly unfinished: number;
}

/** What happened in one round, as the harness knows it. */
export interface Happened extends Losses {
  readonly events: readonly SentEvent[];
}

/** Checks round after round; what is right becomes what the next round begins with. */
export class Checker {
  #before: Pick<Observation, 'standings' | 'learners' | 'gaps'> = {
    standings: new Map(),
    learners: new Map(),
    gaps: [],
  };
  /** The event after which each stored learner is named. */
  readonly #newest = new Map<number, SentEvent>();
  /** All that was told of each learner. */
  readonly #told = new Map<number, readonly SentEvent[]>();
  readonly #unreadable = new Set<string>();
  /** What stays as it is, is told once. */
  readonly #known = new Set<string>();

  check(happened: Happened, seen: Observation): { anomalies: Anomaly[]; gapTold: boolean } {
    const events = [...new Map(happened.events.map((event) => [event.id, event])).values()].filter(
      ({ id }) => !happened.lost.has(id),
    );
    for (const { id, kind } of events) if (kind === 'unreadable' || kind === 'ahead') this.#unreadable.add(id);
    const readable = events.filter(({ kind }) => kind === 'passing');
    const anomalies = [
      ...this.#standings(readable, happened.maybeLost, seen),
      ...this.#identities(readable, happened.maybeLost, seen),
      ...seen.repeated.map((what): Anomaly => ({ kind: 'duplicate', what })),
      ...this.#parked(happened, seen),
      ...this.#gaps(happened, seen),
      ...checkSignals(seen.badges, seen.signals),
      ...checkOutside(seen),
    ];
    const gapTold = JSON.stringify(seen.gaps) !== JSON.stringify(this.#before.gaps);
    this.#before = seen;
    const fresh = anomalies.filter(({ kind, what }) => !this.#known.has(`${kind} ${what}`));
    for (const { kind, what } of fresh) this.#known.add(`${kind} ${what}`);
    return { anomalies: fresh, gapTold };
  }

  #standings(events: readonly SentEvent[], optional: ReadonlySet<string>, seen: Observation): Anomaly[] {
    const byLearner = Map.groupBy(events, ({ learner }) => learner);
    const learners = new Set([
      ...byLearner.keys(),
      ...[...seen.standings.keys()].map((key) => Number.parseInt(key, 10)),
    ]);
    return [...learners].flatMap((learner) =>
      templates.flatMap((template) => {
        const key = keyOf(learner, template.slug);
        const before = this.#before.standings.get(key) ?? nothing;
        const outcomes = outcomesOf(template, before, byLearner.get(learner) ?? [], optional);
        return compare(
          `learner ${learner} on ${template.slug}`,
          template,
          seen.standings.get(key) ?? nothing,
          outcomes,
        );
      }),
    );
  }

  /**
   * S5, S29: of stored learners, as the newest event tells; of those stored meanwhile at least as the newest that concerned a
   * badge. A process that had seen newer ones before, when nobody was stored yet, may still know them.
   */
  #identities(events: readonly SentEvent[], optional: ReadonlySet<string>, seen: Observation): Anomaly[] {
    const anomalies: Anomaly[] = [];
    for (const [learner, told] of Map.groupBy(events, ({ learner }) => learner)) {
      const everTold = [...(this.#told.get(learner) ?? []), ...told];
      this.#told.set(learner, everTold);
      const stored = seen.learners.get(learner);
      const certain = told.filter(({ id }) => !optional.has(id));
      const wasStored = this.#before.learners.has(learner);
      if (stored === undefined) {
        if (wasStored || certain.some(concernsBadges))
          anomalies.push({ kind: 'lost', what: `learner ${learner} is not stored` });
        continue;
      }
      const least = [this.#newest.get(learner), ...certain.filter((event) => wasStored || concernsBadges(event))]
        .filter((event) => event !== undefined)
        .reduce<SentEvent | null>((held, event) => (held && !isNewer(event, held) ? held : event), null);
      const found = everTold.find(({ id }) => id === stored.event);
      if (
        found !== undefined &&
        identityOf(found).email === stored.email &&
        (least === null || found.id === least.id || isNewer(found, least))
      )
        this.#newest.set(learner, found);
      else
        anomalies.push({
          kind: 'stale-identity',
          what: `learner ${learner} is ${stored.email} as ${stored.event} tells, not as ${least?.id} does`,
        });
    }
    return anomalies;
  }

  /** S3, S27: what can't be read, or lies ahead, is parked; nothing else is. */
  #parked({ events, lost, maybeLost }: Happened, seen: Observation): Anomaly[] {
    const parked = new Set(seen.parked.map(({ event }) => event));
    const missing = events.filter(
      ({ id, kind }) =>
        (kind === 'unreadable' || kind === 'ahead') && !parked.has(id) && !lost.has(id) && !maybeLost.has(id),
    );
    const wrongly = seen.parked.filter(({ event }) => !this.#unreadable.has(event));
    return [
      ...missing.map(({ id, kind }): Anomaly => ({ kind: 'not-parked', what: `${id} (${kind})` })),
      ...wrongly.map(({ event, reason }): Anomaly => ({ kind: 'parked-readable', what: `${event}: ${reason}` })),
    ];
  }

  /** What was removed before it was read is told, and nothing else. */
  #gaps({ unread, unfinished }: Happened, seen: Observation): Anomaly[] {
    const total = ({ gaps }: Pick<Observation, 'gaps'>): number => gaps.reduce((sum, gap) => sum + gap.lost, 0);
    const told = total(seen) - total(this.#before);
    // Where the whole topic is gone nobody can count: "at least so many" is then the truth.
    const isCounted = seen.gaps.slice(this.#before.gaps.length).every(({ exact }) => exact);
    const what = `${told} are told as lost; ${unread} were not read, ${unfinished} not finished`;
    if (told < unread && isCounted) return [{ kind: 'gap-untold', what }];
    return told > unread + unfinished ? [{ kind: 'gap-without-loss', what }] : [];
  }
}

function compare(where: string, template: FireTemplate, seen: Standing, outcomes: readonly Standing[]): Anomaly[] {
  const sameRegisters = outcomes.filter((outcome) =>
    template.requirements.every(({ id }) => {
      const [held, due] = [seen.registers.get(id), outcome.registers.get(id)];
      return held?.id === due?.id && held?.fulfilled === due?.fulfilled && held?.time === due?.time;
    }),
  );
  if (sameRegisters.length === 0) return [registerAnomaly(where, template, seen, outcomes)];
  if (sameRegisters.some(({ status }) => status === seen.status)) return [];
  const due = [...new Set(sameRegisters.map(({ status }) => status))];
  const what = `${where} is ${seen.status}, must be ${due.join(' or ')}`;
  if (seen.status === 'none') return [{ kind: 'award-missing', what }];
  if (due.every((status) => status === 'none')) return [{ kind: 'award-without-cause', what }];
  return [{ kind: seen.status === 'awarded' ? 'revocation-missing' : 'revocation-without-cause', what }];
}

function registerAnomaly(
  where: string,
  template: FireTemplate,
  seen: Standing,
  outcomes: readonly Standing[],
): Anomaly {
  for (const { id } of template.requirements) {
    const held = seen.registers.get(id);
    const due = outcomes.map(({ registers }) => registers.get(id));
    if (due.some((register) => register?.id === held?.id && register?.fulfilled === held?.fulfilled)) continue;
    const wanted = due.find((register) => register !== undefined);
    const what = `${where}: requirement ${id} is as ${held?.id ?? 'nothing'} says, must be as ${wanted?.id ?? 'nothing'} says`;
    const isOld = wanted !== undefined && (held === undefined || isNewer(wanted, held));
    return { kind: isOld ? 'lost' : 'unasked-event', what };
  }
  return { kind: 'lost', what: `${where}: no order of the events gives this progress` };
}

/** S20, S28: each award and revocation is announced under one id, an award before its revocation, and nothing else is. */
export function checkSignals(badges: readonly Badge[], signals: readonly Signal[]): Anomaly[] {
  const byBadge = Map.groupBy(signals, ({ badge }) => badge);
  const anomalies: Anomaly[] = [];
  const add = (kind: AnomalyKind, what: string): void => void anomalies.push({ kind, what });
  for (const { id, status } of badges) {
    const told = byBadge.get(id) ?? [];
    byBadge.delete(id);
    const ids = (kind: Signal['kind']): Set<string> =>
      new Set(told.filter((signal) => signal.kind === kind).map((signal) => signal.id));
    if (ids('awarded').size === 0) add('signal-missing', `the award of ${id}`);
    if (ids('revoked').size === 0 && status === 'revoked') add('signal-missing', `the revocation of ${id}`);
    if (ids('revoked').size > 0 && status === 'awarded') add('signal-without-badge', `a revocation of ${id}`);
    if (ids('awarded').size > 1 || ids('revoked').size > 1) add('signal-double', `${id} under several ids`);
    const [first, last] = [told[0], told.at(-1)];
    const revoked = told.find(({ kind }) => kind === 'revoked');
    if (revoked === undefined) continue;
    if (first?.kind !== 'awarded' || last?.kind !== 'revoked')
      add('signal-order', `${told.map(({ kind }) => kind).join(', ')} of ${id}`);
    else if (!(first.time < revoked.time))
      add('signal-order', `${id}: award ${first.time}, revocation ${revoked.time}`);
  }
  for (const badge of byBadge.keys()) add('signal-without-badge', `of ${badge}, which is no badge`);
  return anomalies;
}

/** S16, S21: one badge outside for each award, in its state, and nothing else. */
export function checkOutside({ badges, outside }: Pick<Observation, 'badges' | 'outside'>): Anomaly[] {
  const byKey = Map.groupBy(outside, ({ key }) => key);
  const anomalies: Anomaly[] = [];
  const add = (kind: AnomalyKind, what: string): void => void anomalies.push({ kind, what });
  for (const badge of badges) {
    const key = outsideKeyOf(badge);
    if (key === null) continue;
    const found = byKey.get(key) ?? [];
    byKey.delete(key);
    const live = found.filter(({ isLive }) => isLive).length;
    const what = `badge ${badge.id} (${badge.slug}, ${badge.status}, ${badge.state}) has ${found.length} at ${badge.origin}, ${live} live`;
    if (found.length > 1) add('external-double', what);
    else if (badge.status === 'awarded' && live === 0) add('external-missing', what);
    else if (badge.status === 'revoked' && live > 0) add('external-state', what);
    else if (found[0] && found[0].id !== badge.externalId) add('external-state', `${what}, under another id`);
  }
  for (const [key, found] of byKey) add('external-orphan', `${found[0]?.origin} has ${key}`);
  return anomalies;
}
