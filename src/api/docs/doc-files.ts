import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDoc } from './render-doc.ts';
import type { Doc } from './render-doc.ts';

/** Where the files are: they come along with the program, in a checkout and in the image. */
const directory = join(import.meta.dirname, '..', '..', '..', 'docs');

/** Nothing but pictures of the pages, for people who do not have them before their eyes. */
const notServed = new Set(['pages']);

/** Every page of the documentation by its name (`access` is docs/access.md), in the order of their titles. */
export function loadDocs(): ReadonlyMap<string, Doc> {
  const names = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ name }) => name.slice(0, -'.md'.length))
    .filter((name) => !notServed.has(name));
  const files = names.map((name) => [name, readFileSync(join(directory, `${name}.md`), 'utf8')] as const);
  const titles = new Map(files.map(([name, text]) => [name, /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? name]));
  const docs = files.map(([name, text]) => [name, renderDoc(text, titles)] as const);
  return new Map(docs.toSorted(([, one], [, other]) => one.title.localeCompare(other.title, 'en')));
}
