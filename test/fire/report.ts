import type { Played } from './campaign.ts';
import type { SeedOptions } from './options.ts';

/** What a round has shown, as ratchet.yaml says it. */
export function verdictOf({ anomalies, idle, gapTold }: Pick<Played, 'anomalies' | 'idle' | 'gapTold'>): string {
  if (anomalies.length > 0) return [...new Set(anomalies.map(({ kind }) => kind))].toSorted().join(', ');
  if (idle.length > 0) return 'nothing, for it had no effect';
  return gapTold ? 'gap told' : 'no anomaly';
}

/** One line for a round, and one for each anomaly. */
export function lineOf(round: number, played: Played): string {
  const { faults, idle, events, seconds, anomalies } = played;
  const under = faults.length === 0 ? 'no fault' : faults.join(' + ');
  const noEffect = idle.length === 0 ? '' : `; without effect: ${idle.join(', ')}`;
  const head = `${String(round).padStart(3)}  ${seconds.toFixed(1).padStart(5)} s  ${events} events  ${under}: ${verdictOf(played)}${noEffect}`;
  return [head, ...anomalies.slice(0, 12).map(({ kind, what }) => `       ${kind}: ${what}`)].join('\n');
}

/** How to play the same again: by seed, the rounds up to this one are the same. */
export function commandOf({
  seed,
  rounds,
  bus,
  learners,
  faults,
  together,
}: Omit<SeedOptions, 'minutes'> & { readonly seed: number }): string {
  const some = faults === null ? '' : ` --faults ${faults.join(',')}${together ? ' --together' : ''}`;
  return `npm run fire -- --seed ${seed} --rounds ${rounds} --bus ${bus} --learners ${learners}${some}`;
}

/** A tally as it goes from process to process. */
export interface TallyState {
  readonly seeds: number;
  readonly failedSeeds: number;
  readonly rounds: number;
  readonly events: number;
  /** How often each fault had its effect, and each kind of anomaly was seen. */
  readonly played: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<string, number>>;
}

const broken = 'not played to its end';

/** What came of many rounds. */
export class Tally {
  #seeds = 0;
  #failedSeeds = 0;
  #failing = false;
  #rounds = 0;
  #events = 0;
  readonly #played = new Map<string, number>();
  readonly #kinds = new Map<string, number>();

  /** Of a seed whose process did not live to tell it. */
  static ofBrokenSeed(): TallyState {
    const tally = new Tally();
    tally.breakOff();
    tally.endSeed();
    return tally.state;
  }

  add(played: Played): void {
    this.#rounds += 1;
    this.#events += played.events;
    for (const name of played.faults) if (!played.idle.includes(name)) count(this.#played, name);
    for (const { kind } of played.anomalies) count(this.#kinds, kind);
    if (played.anomalies.length > 0) this.#failing = true;
  }

  /** The seed could not be played to its end. */
  breakOff(): void {
    count(this.#kinds, broken);
    this.#failing = true;
  }

  endSeed(): void {
    this.#seeds += 1;
    if (this.#failing) this.#failedSeeds += 1;
    this.#failing = false;
  }

  join({ seeds, failedSeeds, rounds, events, played, kinds }: TallyState): void {
    this.#seeds += seeds;
    this.#failedSeeds += failedSeeds;
    this.#rounds += rounds;
    this.#events += events;
    for (const [name, times] of Object.entries(played)) count(this.#played, name, times);
    for (const [kind, times] of Object.entries(kinds)) count(this.#kinds, kind, times);
  }

  get state(): TallyState {
    return {
      seeds: this.#seeds,
      failedSeeds: this.#failedSeeds,
      rounds: this.#rounds,
      events: this.#events,
      played: Object.fromEntries(this.#played),
      kinds: Object.fromEntries(this.#kinds),
    };
  }

  get hasFailed(): boolean {
    return this.#failedSeeds > 0;
  }

  get summary(): string {
    const faults = [...this.#played]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, times]) => `${name} ${times}`);
    const kinds = [...this.#kinds].map(([kind, times]) => `${kind} ${times}`).join(', ');
    return [
      `${this.#seeds} seeds (${this.#failedSeeds} with anomalies), ${this.#rounds} rounds, ${this.#events} events`,
      `faults: ${faults.join(', ') || 'none'}`,
      `anomalies: ${kinds || 'none'}`,
    ].join('\n');
  }
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}
