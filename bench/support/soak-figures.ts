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
  const stored = watchedTables.reduce((sum, table) => sum + last.tables[table].heap + last.tables[table].indexes, 0);
  const rates = ratesOf(samples);
  const rate = compare(rates);
  return [
    {
      name: name('rate'),
      what: `${busName}, soak of ${last.events.toLocaleString('en')} events: rate in the last fifth`,
      unit: 'events/s',
      ...rate,
      counterpart: { what: 'in the second fifth', value: rate.counterpart },
      goal: null,
      rounds: rates,
    },
    ...Object.keys(last.resident).map((process): Figure => {
      const values = samples.map(({ resident }) => resident[process] ?? NaN);
      const compared = compare(values);
      return {
        name: name(`memory_${process}`),
        what: `${busName}, soak: resident memory of the ${process} in the last fifth`,
        unit: 'MiB',
        ...compared,
        counterpart: { what: 'in the second fifth', value: compared.counterpart },
        goal: { text: 'at most 1.1', met: compared.ratio <= 1.1 },
        rounds: values,
      };
    }),
    outboxFigure(busName, name('outbox'), samples),
    bloatFigure(busName, name('bloat'), bloat),
    {
      name: name('stored'),
      what: `${busName}, soak: stored with indexes at the end`,
      unit: 'MiB',
      value: stored,
      counterpart: {
        what: 'indexes alone',
        value: watchedTables.reduce((sum, table) => sum + last.tables[table].indexes, 0),
      },
      ratio: stored / watchedTables.reduce((sum, table) => sum + last.tables[table].indexes, 0),
      goal: null,
      rounds: samples.map(({ tables }) =>
        watchedTables.reduce((sum, table) => sum + tables[table].heap + tables[table].indexes, 0),
      ),
    },
  ];
}

/** Rows go through the outbox; what they leave behind must be used again. */
function outboxFigure(busName: string, name: string, samples: readonly SoakSample[]): Figure {
  const sizes = samples.map(({ tables: { outbox } }) => outbox.heap + outbox.indexes);
  const compared = compare(sizes);
  return {
    name,
    what: `${busName}, soak: the outbox with its indexes in the last fifth`,
    unit: 'MiB',
    ...compared,
    counterpart: { what: 'in the second fifth', value: compared.counterpart },
    goal: { text: 'at most 1.5', met: compared.ratio <= 1.5 },
    rounds: sizes,
  };
}

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

interface Compared {
  readonly value: number;
  readonly counterpart: number;
  readonly ratio: number;
}

function compare(values: readonly number[]): Compared {
  const fifth = values.length / 5;
  const value = median(values.slice(Math.floor(4 * fifth)));
  const counterpart = median(values.slice(Math.floor(fifth), Math.ceil(2 * fifth)));
  return { value, counterpart, ratio: value / counterpart };
}
