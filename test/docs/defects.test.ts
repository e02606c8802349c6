import { expect, test } from 'vitest';
import { readPage } from './markdown.ts';

const page = readPage('docs/defects.md');

const series = { D: 50, E: 11, K: 8, V: 6 };
const ids = Object.entries(series).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
);

/** The rows of the page: `- **D01** what it did wrong. Test: ...`, each on one line here. */
const rows = page
  .replaceAll(/\n {2}(?=\S)/g, ' ')
  .split('\n')
  .flatMap((line) => {
    const [, id, text] = /^- \*\*(\w+)\*\* (.+)$/.exec(line) ?? [];
    return id === undefined || text === undefined ? [] : [{ id, text }];
  });

test('docs/defects.md has each defect exactly once, in order', () => {
  expect(rows.map(({ id }) => id)).toEqual(ids);
});

test.each(rows)('$id names tests that are there and name it, or tells why there is none', ({ id, text }) => {
  const files = [...text.matchAll(/\]\(\.\.\/((?:deploy\/)?test\/[^)]+)\)/g)].map(([, file = '']) => file);
  expect(text).toMatch(files.length > 0 ? /\bTests?[:,] / : /\b(?:Can't occur|No such part yet): \w/);
  for (const file of files) expect(titlesOf(file), file).toMatch(new RegExp(`\\b${id}\\b`));
});

/** What stands in quotes in a test file, titles among it; no comments. */
function titlesOf(file: string): string {
  const lines = readPage(file)
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line));
  return [...lines.join('\n').matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text]) => text).join('\n');
}
