import type { Event, Micros } from '../rules/event.ts';
import { likenessNumber } from '../rules/watch.ts';
import type { Watch } from '../rules/watch.ts';

const hour: Micros = 3_600 * 1_000_000;
/** Likenesses of one learner's events: two or three where rules ask for passing a course. */
const mostOfLearner = 8;

/** Likeness and time of what was put on record, in turns: most learners have one or two, and there may be hundreds of thousands of them. */
type Told = number[];

/**
 * Remembers what this process has put on record of learners' events, so that the many events of a course that fare alike with every rule
 * cost no write each: of those one an hour is written. Bounded; forgetting is harmless, for the store keeps the newest. It goes with the
 * rules: what they read of events is another thing after a change.
 */
export class KnownSightings {
  readonly #byWatch = new WeakMap<Watch, Map<number, Told>>();
  readonly #capacity: number;

  /** @param capacity how many learners are remembered at most, of each type of events that requirements ask for */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether an event that fares alike with every rule is on record already, and this one is less than an hour newer, or older. */
  isToldAlready(watch: Watch, { learner, payload, time }: Event): boolean {
    const told = this.#byWatch.get(watch)?.get(learner.id);
    if (told === undefined) return false;
    const place = placeOf(told, likenessNumber(watch, payload));
    return place !== -1 && time < (told[place + 1] ?? 0) + hour;
  }

  /** Notes that an event was put on record. */
  note(watch: Watch, { learner, payload, time }: Event): void {
    const likeness = likenessNumber(watch, payload);
    if (likeness === null) return;
    let learners = this.#byWatch.get(watch);
    if (!learners) this.#byWatch.set(watch, (learners = new Map()));
    const told = learners.get(learner.id) ?? [];
    const place = placeOf(told, likeness);
    if (place !== -1) told[place + 1] = Math.max(time, told[place + 1] ?? 0);
    else {
      if (told.length === 2 * mostOfLearner) told.splice(0, 2);
      told.push(likeness, time);
    }
    // The longest unwritten learner is forgotten first.
    learners.delete(learner.id);
    learners.set(learner.id, told);
    if (learners.size <= this.#capacity) return;
    const [oldest] = learners.keys();
    if (oldest !== undefined) learners.delete(oldest);
  }
}

/** Where the pair of this likeness begins, or -1. */
function placeOf(told: Told, likeness: number | null): number {
  for (let place = 0; place < told.length; place += 2) if (told[place] === likeness) return place;
  return -1;
}
