import type { Played } from './campaign.ts';

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
export function commandOf(options: {
  readonly seed: number;
  readonly rounds: number;
  readonly bus: string;
  readonly faults?: string | undefined;
  readonly together: boolean;
  readonly learners: string;
}): string {
  const { seed, rounds, bus, faults, together, learners } = options;
  const some = faults === undefined ? '' : ` --faults ${faults}${together ? ' --together' : ''}`;
  return `npm run fire -- --seed ${seed} --rounds ${rounds} --bus ${bus} --learners ${learners}${some}`;
}

/** What came of many rounds. */
export class Tally {
  #seeds = 0;
  #failedSeeds = 0;
  #failing = false;
  #rounds = 0;
  #events = 0;
  readonly #played = new Map<string, number>();
  readonly #kinds = new Map<string, number>();

  add(played: Played): void {
    this.#rounds += 1;
    this.#events += played.events;
    for (const name of played.faults)
      if (!played.idle.includes(name)) this.#played.set(name, (this.#played.get(name) ?? 0) + 1);
    for (const { kind } of played.anomalies) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
    if (played.anomalies.length > 0) this.#failing = true;
  }

  endSeed(): void {
    this.#seeds += 1;
    if (this.#failing) this.#failedSeeds += 1;
    this.#failing = false;
  }

  get hasFailed(): boolean {
    return this.#failedSeeds > 0;
  }

  get summary(): string {
    const faults = [...this.#played]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`);
    const kinds = [...this.#kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
    return [
      `${this.#seeds} seeds (${this.#failedSeeds} with anomalies), ${this.#rounds} rounds, ${this.#events} events`,
      `faults: ${faults.join(', ')}`,
      `anomalies: ${kinds || 'none'}`,
    ].join('\n');
  }
}
