import type { Figure } from './benchmark.ts';
import type { Machine } from './servers.ts';

/** Everything that a run found out. */
export interface Report {
  readonly measuredAt: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** One object; each figure under its name. Numbers are rounded to what they are good for. */
export function toJson({ figures, ...about }: Report): string {
  const byName = figures.map(({ name, ...figure }) => [
    name,
    {
      ...figure,
      value: rounded(figure.value),
      counterpart: { ...figure.counterpart, value: rounded(figure.counterpart.value) },
      ratio: rounded(figure.ratio),
      rounds: figure.rounds.map(rounded),
    },
  ]);
  return JSON.stringify({ ...about, figures: Object.fromEntries(byName) }, null, 2);
}

/** A Markdown table, with what it was measured on; readable as it is in a terminal. */
export function toTable({ measuredAt, quick, machine, figures }: Report): string {
  const head = ['Figure', 'Measured', 'Held against', 'Ratio', 'Goal'];
  const rows = figures.map(({ what, unit, value, counterpart, ratio, goal }) => [
    what,
    `${pretty(value)} ${unit}`,
    `${pretty(counterpart.value)} ${unit} (${counterpart.what})`,
    ratio.toFixed(2),
    goal === null ? '' : `${goal.text}: ${goal.met ? 'met' : 'MISSED'}`,
  ]);
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length), title.length),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const { processor, cores, memoryGib, node, postgresql, postgresqlSettings, redis, redisSettings, commit } = machine;
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...rows.map(line),
    '',
    `Measured on ${measuredAt.slice(0, 10)}${quick ? ' with --quick' : ''}, commit ${commit}.`,
    `${processor}, ${cores} cores, ${memoryGib} GiB; everything runs on this one machine. Node ${node}.`,
    `PostgreSQL ${postgresql} (${postgresqlSettings.join(', ')}). Redis ${redis} (${redisSettings.join(', ')}).`,
  ].join('\n');
}

function pretty(value: number): string {
  return value >= 1_000 ? (Math.round(value / 100) * 100).toLocaleString('en') : value.toFixed(1);
}

/** Four significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
