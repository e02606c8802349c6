import { globSync, readFileSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import {
  catalogueOf,
  parseSource,
  pluralsOf,
  readPageSources,
  readTranslation,
  strayWords,
  valuesOf,
} from './catalogue.ts';

const sources = readPageSources();
const catalogue = sources.flatMap(catalogueOf);
const arabic = readTranslation('ar');

describe('the catalogue of strings', () => {
  test('ids are unique, and begin with the folder that says them', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(
      catalogue.filter(({ file, id }) => !id.startsWith(`${file.split('/')[2] ?? ''}.`)).map(({ id }) => id),
    ).toEqual([]);
  });

  test('each string has a description for translators', () => {
    expect(catalogue.filter(({ description }) => description.trim().length < 5).map(({ id }) => id)).toEqual([]);
  });

  test('every string is translated into Arabic, and nothing else is there', () => {
    const ids = new Set(catalogue.map(({ id }) => id));
    expect([...ids].filter((id) => (arabic[id] ?? '').trim() === '')).toEqual([]);
    expect(Object.keys(arabic).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('a translation takes the same values as the string itself', () => {
    const different = catalogue.filter(
      ({ id, text }) => valuesOf(parse(text)).join() !== valuesOf(parse(arabic[id] ?? text)).join(),
    );
    expect(different.map(({ id }) => id)).toEqual([]);
  });

  test('where English counts, Arabic has every form that Arabic counts by', () => {
    const forms = new Intl.PluralRules('ar').resolvedOptions().pluralCategories.toSorted();
    const lacking = catalogue.flatMap(({ id }) =>
      pluralsOf(parse(arabic[id] ?? ''))
        .filter((found) => forms.some((form) => !found.includes(form) && !found.includes(exactly(form))))
        .map((found) => `${id} has only ${found.join(', ')}`),
    );
    expect(lacking).toEqual([]);
  });
});

describe('the markup', () => {
  test('says nothing that is not in the catalogue', () => {
    expect(sources.flatMap(strayWords)).toEqual([]);
  });

  test.each([
    ['<p>Hello there</p>', 'Hello there'],
    ['<p>{ok ? "Yes" : say(text.no)}</p>', 'Yes'],
    ['<p>{ok && `Hello ${name}`}</p>', 'Hello …'],
    ['<input placeholder="Your name" />', 'Your name'],
    ['<Page title={ok ? say(text.a) : "Else"} />', 'Else'],
  ])('this test finds stray words in %s', (markup, words) => {
    expect(strayWords(parseSource('a.tsx', `export const a = ${markup};`))).toEqual([`a.tsx:1: ${words}`]);
  });

  test('lays itself out by inline-start and inline-end, never by left and right', () => {
    const sided =
      /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:|text-align:\s*(?:left|right)|\b(?:ml|mr|pl|pr)=/;
    const found = globSync('web/src/**/*.{css,tsx}').flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, index) => (sided.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});

/** `=1` stands for the form of one, `=2` for the form of two, `=0` for zero. */
function exactly(form: string): string {
  return { zero: '=0', one: '=1', two: '=2' }[form] ?? form;
}
