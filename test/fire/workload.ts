import { createRandom } from '../support/random.ts';
import type { Random } from '../support/random.ts';
import { courses, elsewhere } from './templates.ts';
import type { SentEvent } from './wire.ts';

/** What a round is made of. */
export interface Shape {
  /** How many learners take part. */
  readonly learners: number;
  /** What one of them does at most. */
  readonly deeds: number;
  /** How many in a hundred of these are passes. */
  readonly passing: number;
  /** How many in a hundred learners take part again. */
  readonly again: number;
  /** Instead of chance: the newest learners, or new ones unless `again`, do all this, one thing after the other. */
  readonly parade?: readonly Pick<SentEvent, 'course' | 'passing'>[];
}

export const usualShape: Shape = { learners: 40, deeds: 4, passing: 70, again: 33 };

const dayMicros = 86_400_000_000;

/**
 * Makes events, by seed: learners old and new pass and fail courses; events come twice, out of order, with equal times, with
 * times of long ago; some can't be read, some lie ahead of the clock, some are of another type; some come over HTTP.
 */
export class Workload {
  readonly #random: Random;
  readonly #seed: number;
  /** All event times lie after this one, and in the past. */
  readonly #start: number;
  #round = 0;
  #learners = 0;
  #sent = 0;

  constructor(seed: number, now = Date.now()) {
    this.#seed = seed;
    this.#random = createRandom(seed);
    this.#start = now * 1_000 - 10 * dayMicros;
  }

  /** What a round sends, in this order; an event that is in it twice is a duplicate. */
  round(shape: Shape): SentEvent[] {
    this.#round += 1;
    if (shape.parade) return this.#parade(shape, shape.parade);
    const events: SentEvent[] = [];
    for (let index = 0; index < shape.learners; index += 1) events.push(...this.#deedsOf(this.#learner(shape), shape));
    const twice = events.filter(() => this.#random.between(1, 10) === 1);
    return shuffled([...events, ...twice], this.#random);
  }

  #parade({ learners, again }: Shape, deeds: NonNullable<Shape['parade']>): SentEvent[] {
    if (again === 0) this.#learners += learners;
    const first = this.#learners - learners + 1;
    return deeds.flatMap((deed, index) =>
      Array.from({ length: learners }, (_, before): SentEvent => {
        this.#sent += 1;
        const time = this.#start + this.#round * 600_000_000 + index * 1_000_000;
        return {
          ...deed,
          id: `parade-${this.#sent}`,
          learner: first + before,
          identity: 1,
          time,
          kind: 'passing',
          via: 'bus',
        };
      }),
    );
  }

  #learner({ again }: Shape): number {
    const isOld = this.#learners > 0 && this.#random.between(1, 100) <= again;
    return isOld ? this.#random.between(1, this.#learners) : (this.#learners += 1);
  }

  #deedsOf(learner: number, { deeds: most, passing }: Shape): SentEvent[] {
    const deeds = Array.from({ length: this.#random.between(1, most) }, () => this.#deed(learner, passing));
    // The same moment, told by two events: the id decides (S11).
    const [first, second] = deeds;
    const isTie = first?.kind === 'passing' && second?.kind === 'passing' && this.#random.between(1, 12) === 1;
    if (isTie) deeds[1] = { ...second, time: first.time };
    return deeds;
  }

  #deed(learner: number, passing: number): SentEvent {
    this.#sent += 1;
    const chance = this.#random.between(1, 100);
    const kind = chance <= 2 ? 'unreadable' : chance <= 3 ? 'ahead' : chance <= 6 ? 'foreign' : 'passing';
    const round = this.#random.between(1, 12) === 1 ? this.#random.between(1, this.#round) : this.#round;
    const time = this.#start + round * 600_000_000 + this.#random.between(0, 599_999_999);
    const id = `${this.#seed.toString(16)}-${String(this.#random.between(0, 999_999)).padStart(6, '0')}-${this.#sent}`;
    return {
      id,
      learner,
      identity: this.#random.between(1, 4),
      course: this.#random.between(1, 8) === 1 ? elsewhere : this.#random.pick(courses),
      passing: this.#random.between(1, 100) <= passing,
      time: kind === 'ahead' ? this.#start + 30 * dayMicros : time,
      kind,
      via: this.#random.between(1, 8) === 1 ? 'inbox' : 'bus',
    };
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = random.between(0, index);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}
