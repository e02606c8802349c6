import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from './chart.ts';
import { toSvg } from './svg.ts';

const bench = join(import.meta.dirname, '..');
const readme = join(bench, 'README.md');

/** Puts what a benchmark has measured between its markers of the page, in place of what is there. */
export function writeToReadme(name: string, text: string): void {
  const [begin, end] = [`<!-- measured: ${name} -->`, `<!-- /measured: ${name} -->`];
  const page = readFileSync(readme, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${readme} has lost its markers of ${name}`);
  writeFileSync(readme, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`);
}

/** Draws charts into a directory. */
export function writeCharts(charts: readonly Chart[], directory = join(bench, 'plots')): void {
  mkdirSync(directory, { recursive: true });
  for (const chart of charts) writeFileSync(join(directory, `${chart.name}.svg`), toSvg(chart));
}
