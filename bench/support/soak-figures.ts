import type { Figure } from './benchmark.ts';
import { watchedTables } from './soak-watch.ts';
import type { SoakSample, WatchedTable } from './soak-watch.ts';
import { median } from './rounds.ts';

/**
 * What a soak comes down to. What is to level off is compared with itself: the median of the last fifth with that of the
 * second one; the first fifth warms up.
 */
export function figuresOf(
  busName: string,
  samples: readonly SoakSample[],
  bloat: Readonly<Record<string, number>>,
): Figure[] {
  const last = samples.at(-1) as SoakSample;
  const name = (what: string): string => `soak.${busName.toLowerCase()}_${what}`;
  const levels = (
    key: string,
    { what, unit, atMost }: { readonly what: string; readonly unit: string; readonly atMost: number | null },
    values: readonly number[],
  ): Figure => {
    const { value, counterpart, ratio } = lastByEarly(values);
    return {
      name: name(key),
      what: `${busName}, soak of ${last.events.toLocaleString('en')} events: ${what}`,
      unit,
      value,
      counterpart: { what: 'in the second fifth', value: counterpart },
      ratio,
      goal: atMost === null ? null : { text: `at most ${atMost}`, met: ratio <= atMost },
      rounds: values,
    };
  };
  return [
    levels('rate', { what: 'rate', unit: 'events/s', atMost: null }, ratesOf(samples)),
    ...Object.keys(last.resident).map((process) =>
      levels(
        `memory_${process}`,
        { what: `resident memory of the ${process}`, unit: 'MiB', atMost: 1.1 },
        samples.map(({ resident }) => resident[process] ?? NaN),
      ),
    ),
    // Rows go through it; what they leave behind must be used again.
    levels(
      'outbox',
      { what: 'the outbox with its indexes', unit: 'MiB', atMost: 1.5 },
      samples.map(({ tables: { outbox } }) => outbox.heap + outbox.indexes),
    ),
    bloatFigure(busName, name('bloat'), bloat),
    {
      name: name('stored'),
      what: `${busName}, soak: stored at the end, with indexes`,
      unit: 'MiB',
      value: storedOf(last),
      counterpart: { what: 'indexes alone', value: indexesOf(last) },
      ratio: storedOf(last) / indexesOf(last),
      goal: null,
      rounds: samples.map(storedOf),
    },
  ];
}

function storedOf({ tables }: SoakSample): number {
  return watchedTables.reduce((sum, table) => sum + tables[table].heap + tables[table].indexes, 0);
}

function indexesOf({ tables }: SoakSample): number {
  return watchedTables.reduce((sum, table) => sum + tables[table].indexes, 0);
}

/** Of the outbox too much depends on what is in it just then. */
function bloatFigure(busName: string, name: string, bloat: Readonly<Record<string, number>>): Figure {
  const kept = watchedTables.filter((table): table is Exclude<WatchedTable, 'outbox'> => table !== 'outbox');
  const [worst = 'badge'] = kept.toSorted((a, b) => (bloat[b] ?? 0) - (bloat[a] ?? 0));
  const value = bloat[worst] ?? NaN;
  return {
    name,
    what: `${busName}, soak: size of the most bloated indexes, of ${worst}, by their size made anew`,
    unit: 'times',
    value,
    counterpart: { what: 'made anew', value: 1 },
    ratio: value,
    goal: { text: 'at most 2', met: value <= 2 },
    rounds: kept.map((table) => bloat[table] ?? NaN),
  };
}

/** Events a second between one look and the next. */
function ratesOf(samples: readonly SoakSample[]): number[] {
  return samples.slice(1).map(({ events, seconds }, index) => {
    const before = samples[index] as SoakSample;
    return (events - before.events) / (seconds - before.seconds);
  });
}

/** The median of the last fifth, and that of the second one. */
function lastByEarly(values: readonly number[]): {
  readonly value: number;
  readonly counterpart: number;
  readonly ratio: number;
} {
  const fifth = values.length / 5;
  const value = median(values.slice(Math.floor(4 * fifth)));
  const counterpart = median(values.slice(Math.floor(fifth), Math.ceil(2 * fifth)));
  return { value, counterpart, ratio: value / counterpart };
}
