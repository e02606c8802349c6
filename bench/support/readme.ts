import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = join(import.meta.dirname, '..', 'README.md');
const begin = '<!-- measured: written by `npm run bench -- --write-readme` -->';
const end = '<!-- /measured -->';

/** Puts the table between the markers of the page, in place of the one that is there. */
export function writeToReadme(table: string): void {
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${readme} has lost its markers`);
  writeFileSync(readme, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
