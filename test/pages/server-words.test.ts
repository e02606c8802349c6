import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { errorRegistry } from '../../src/errors.ts';
import { settingsTable } from '../../src/settings/table.ts';
import { parseSource, pluralsOf, valuesOf, walk } from './catalogue.ts';
import type { Node, SourceFile } from './catalogue.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = globSync('src/**/*.ts', { cwd: root })
  .toSorted()
  .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
const arabic = JSON.parse(readFileSync(join(root, 'web/src/i18n/server/ar.json'), 'utf8')) as Record<string, string>;

/** A use of told`...`, and the file in which it is. */
interface Sentence {
  readonly text: string;
  readonly values: readonly Node[];
  readonly at: string;
}

const told = sources.flatMap(sentencesOf);
const titles = Object.values(errorRegistry).map(({ title }) => title);
const meanings = Object.values(settingsTable).map(({ meaning }) => meaning);
const all = new Set([...told.map(({ text }) => text), ...titles, ...meanings]);

describe('what the server says', () => {
  test('is all there in Arabic: sentences of errors, mistakes, advice and checks, titles, and what settings mean', () => {
    expect(told.length).toBeGreaterThan(300);
    expect([...all].filter((text) => (arabic[text] ?? '').trim() === '')).toEqual([]);
    expect(Object.keys(arabic).filter((text) => !all.has(text))).toEqual([]);
  });

  test('and says there everything that the sentence is about', () => {
    const own = new Map(told.map(({ text, values }) => [text, values.map((_, place) => String(place)).toSorted()]));
    const different = [...all].filter(
      (text) => valuesOf(readArabic(arabic[text] ?? '')).join() !== (own.get(text) ?? []).join(),
    );
    expect(different).toEqual([]);
  });

  test('with every form by which Arabic counts', () => {
    const forms = new Intl.PluralRules('ar').resolvedOptions().pluralCategories;
    const lacking = Object.values(arabic).flatMap((text) =>
      pluralsOf(readArabic(text)).filter((found) => forms.some((form) => !found.includes(form))),
    );
    expect(lacking).toEqual([]);
  });

  test('holds no English inside the values of a sentence, where no translation would reach it', () => {
    const found = told.flatMap(({ values, at }) => values.flatMap(proseIn).map((words) => `${at}: ${words}`));
    expect(found).toEqual([]);
  });

  test('is told in no other way: neither as plain text of an error, nor as the message of a schema', () => {
    const found = sources.filter(({ path }) => !path.startsWith('src/cli/')).flatMap(plainTold);
    expect(found).toEqual([]);
  });

  test.each([
    ["throw new LaurelError('USAGE', asIs('Do something else.'))", 1],
    ["z.string().min(1, 'Say why it is so.')", 1],
    ["z.email({ error: 'must be an address' })", 1],
    ["throw new LaurelError('USAGE', told`Do something else.`)", 0],
    ['z.string().min(1, told`Say why it is so.`.text)', 0],
  ])('this test finds plain words in %s', (code, count) => {
    expect(plainTold(parseSource('src/api/schemas/a.ts', `export const a = () => { ${code} };`))).toHaveLength(count);
  });
});

function readArabic(text: string): ReturnType<typeof parse> {
  return parse(text, { ignoreTag: true });
}

function sentencesOf({ path, program }: SourceFile): Sentence[] {
  const found: Sentence[] = [];
  walk(program, (node) => {
    if (node.type !== 'TaggedTemplateExpression' || (node['tag'] as Node)['name'] !== 'told') return;
    const { quasis, expressions } = node['quasi'] as { quasis: Node[]; expressions: Node[] };
    const parts = quasis.map((part) => (part['value'] as { cooked: string }).cooked);
    found.push({
      text: parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
      values: expressions,
      at: path,
    });
  });
  return found;
}

/** Words of a language that a value can come to; ids such as `key-7` are none. */
function proseIn(node: Node): string[] {
  if (node.type === 'Literal') return isProse(node['value']) ? [String(node['value'])] : [];
  if (node.type === 'TemplateLiteral')
    return (node['quasis'] as Node[])
      .map((part) => (part['value'] as { raw: string }).raw)
      .filter((part) => isProse(part));
  if (node.type === 'ConditionalExpression')
    return [...proseIn(node['consequent'] as Node), ...proseIn(node['alternate'] as Node)];
  if (node.type === 'LogicalExpression') return [...proseIn(node['left'] as Node), ...proseIn(node['right'] as Node)];
  return [];
}

function isProse(value: unknown): boolean {
  return typeof value === 'string' && /\p{Ll}{2,} \p{L}|^\p{L}+ \p{L}{2,}/u.test(value);
}

/** Checks of zod whose second argument is a message. */
const checks = new Set(['min', 'max', 'length', 'regex', 'refine']);

function plainTold({ path, program }: SourceFile): string[] {
  const found: string[] = [];
  const complain = (node: Node | undefined): void => {
    if (node !== undefined) found.push(...proseIn(node).map((words) => `${path}: ${words}`));
  };
  walk(program, (node) => {
    const args = (node['arguments'] ?? []) as Node[];
    const callee = node['callee'] as Node | undefined;
    if (node.type === 'CallExpression' && callee?.['name'] === 'asIs') complain(args[0]);
    if (!path.startsWith('src/api/')) return;
    const method = (callee?.['property'] as Node | undefined)?.['name'];
    if (node.type === 'CallExpression' && checks.has(String(method))) complain(args[1]);
    if (path.startsWith('src/api/schemas/') && node.type === 'Property')
      if (['error', 'message'].includes(String((node['key'] as Node)['name']))) complain(node['value'] as Node);
  });
  return found;
}
