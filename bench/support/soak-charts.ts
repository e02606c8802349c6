import type { Chart, Line } from './chart.ts';
import { watchedTables } from './soak-watch.ts';
import type { SoakSample } from './soak-watch.ts';

const millions = { label: 'events that have gone through, millions', scale: 'linear' } as const;

/** What a soak is drawn as: memory, what waits, tables with indexes, and dead rows. */
export function chartsOf(busName: string, samples: readonly SoakSample[]): Chart[] {
  const over = (name: string, value: (sample: SoakSample) => number): Line => ({
    name,
    points: samples.map((sample) => [sample.events / 1e6, value(sample)]),
  });
  const file = (what: string): string => `soak-${busName.toLowerCase()}-${what}`;
  const label = (text: string): Chart['y'] => ({ label: text, scale: 'linear' });
  return [
    {
      name: file('memory'),
      title: `Memory over a soak on ${busName}`,
      x: millions,
      y: label('resident, MiB'),
      lines: Object.keys(samples[0]?.resident ?? {}).map((name) => over(name, (sample) => sample.resident[name] ?? 0)),
    },
    {
      name: file('lag'),
      title: `What waits over a soak on ${busName}, with a sender that goes as fast as it may`,
      x: millions,
      y: label('number'),
      lines: [
        over('events not done', ({ behind }) => behind),
        over('signals', ({ waitingSignals }) => waitingSignals),
        over('badges to bring outside', ({ waitingBadges }) => waitingBadges),
      ],
    },
    {
      name: file('tables'),
      title: `Tables with their indexes over a soak on ${busName}`,
      x: millions,
      y: label('MiB'),
      lines: watchedTables.map((table) => over(table, ({ tables }) => tables[table].heap + tables[table].indexes)),
    },
    {
      name: file('dead-rows'),
      title: `Dead rows over a soak on ${busName}`,
      x: millions,
      y: label('rows not cleared yet'),
      lines: watchedTables.map((table) => over(table, ({ tables }) => tables[table].dead)),
    },
  ];
}
