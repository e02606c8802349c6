/** What every benchmark is given, and what it gives back. */
import type { Chart } from './chart.ts';
import type { Servers } from './servers.ts';

/** One measured figure. The names are stable: reports of different versions can be compared by them. */
export interface Figure {
  /** For example `reading.templates_10`. */
  readonly name: string;
  /** In words, for the table. */
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** What the value is held against; measured in the same run. */
  readonly counterpart: { readonly what: string; readonly value: number };
  /** Value by counterpart: the median over the rounds, each round compared with itself. */
  readonly ratio: number;
  /** Null for a figure that is only told. */
  readonly goal: { readonly text: string; readonly met: boolean } | null;
  /** The value of each round, in order. */
  readonly rounds: readonly number[];
}

export interface BenchContext {
  readonly servers: Servers;
  /** Fewer events and rounds: for a look, not for the record. */
  readonly quick: boolean;
  /** How many progress rows the large store has; null: as many as the run is long. */
  readonly stored: number | null;
  /** How many events a soak has; null: as many as the run is long. */
  readonly events: number | null;
  /** How long a soak sends at most, on each bus; null: until it has sent all. */
  readonly minutes: number | null;
  /** The bus of a soak; null: each. */
  readonly bus: 'redis' | 'kafka' | null;
  /** Takes a chart of what was measured. */
  readonly draw: (chart: Chart) => void;
  /** Tells on standard error how far it is. */
  readonly progress: (text: string) => void;
}

export interface Benchmark {
  readonly letter: string;
  readonly name: string;
  readonly title: string;
  readonly run: (context: BenchContext) => Promise<Figure[]>;
}
