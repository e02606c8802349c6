import type { Figure } from './benchmark.ts';
import type { Chart } from './chart.ts';
import type { Machine } from './servers.ts';

/** What one benchmark has found out. */
export interface Part {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly charts: readonly Chart[];
  readonly begunAt: Date;
  readonly minutes: number;
  /** Of the machine as it began: how many wanted a processor, on average over a minute. */
  readonly load: number;
}

/** Everything that a run found out. */
export interface Report {
  readonly quick: boolean;
  readonly machine: Machine;
  readonly parts: readonly Part[];
}

/** One object; each figure under its name. Numbers are rounded to what they are good for. */
export function toJson({ quick, machine, parts }: Report): string {
  const byName = parts.flatMap(({ figures, begunAt, load }) =>
    figures.map(({ name, ...figure }) => [
      name,
      {
        ...figure,
        value: rounded(figure.value),
        counterpart: { ...figure.counterpart, value: rounded(figure.counterpart.value) },
        ratio: rounded(figure.ratio),
        rounds: figure.rounds.map(rounded),
        measuredAt: begunAt.toISOString(),
        load,
      },
    ]),
  );
  return JSON.stringify({ quick, machine, figures: Object.fromEntries(byName) }, null, 2);
}

/** For a terminal: all figures as one table. */
export function toText({ quick, machine, parts }: Report): string {
  return [
    ...table(parts.flatMap(({ figures }) => figures)),
    '',
    ...parts.map((part) => `${part.name}: ${circumstances(part)}${quick ? ', with --quick' : ''}.`),
    ...described(machine),
  ].join('\n');
}

/** For the page: what one benchmark has found out, with its pictures and with what it was measured on. */
export function toSection(part: Part, machine: Machine): string {
  return [
    ...table(part.figures),
    ...part.charts.flatMap(({ name, title }) => ['', `![${title}](plots/${name}.svg)`]),
    '',
    `Measured ${circumstances(part)}, commit ${machine.commit}.`,
    ...described(machine),
  ].join('\n');
}

function circumstances({ begunAt, minutes, load }: Part): string {
  const [day, time] = begunAt.toISOString().split('T');
  return `on ${day} from ${time?.slice(0, 5)} UTC for ${minutes.toFixed(0)} min, with a load of ${load.toFixed(1)} before it began`;
}

function described({
  processor,
  cores,
  memoryGib,
  node,
  postgresql,
  postgresqlSettings,
  ...machine
}: Machine): string[] {
  return [
    `${processor}, ${cores} cores, ${memoryGib} GiB; everything runs on this one machine. Node ${node}.`,
    `PostgreSQL ${postgresql} (${postgresqlSettings.join(', ')}). Redis ${machine.redis} (${machine.redisSettings.join(', ')}).`,
  ];
}

/** A Markdown table; readable as it is in a terminal. */
function table(figures: readonly Figure[]): string[] {
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
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

function pretty(value: number): string {
  return value >= 1_000 ? (Math.round(value / 100) * 100).toLocaleString('en') : value.toFixed(1);
}

/** Four significant digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
