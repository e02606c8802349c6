import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TYPE } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { parseSync } from 'vite';

const root = join(import.meta.dirname, '..', '..');

/** A string of the catalogue, as it stands beside its id in the code. */
export interface CatalogueEntry {
  readonly file: string;
  readonly id: string;
  readonly text: string;
  readonly description: string;
}

/** A node of the syntax tree, as far as it is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

export interface SourceFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly program: Node;
}

/** Every source file of the pages, read. */
export function readPageSources(): SourceFile[] {
  return globSync('web/src/**/*.{ts,tsx}', { cwd: root })
    .toSorted()
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? 'does not parse'}`);
  return { path, text, program: program as unknown as Node };
}

/** The strings of another language, by id. */
export function readTranslation(code: string): Record<string, string> {
  const files = globSync(`web/src/*/${code}.json`, { cwd: root });
  return Object.assign(
    {},
    ...files.map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, string>),
  ) as Record<string, string>;
}

/** What `defineMessages` calls define. All three properties must be plain strings. */
export function catalogueOf({ path, program }: SourceFile): CatalogueEntry[] {
  const entries: CatalogueEntry[] = [];
  walk(program, (node) => {
    if (node.type !== 'CallExpression' || (node['callee'] as Node)['name'] !== 'defineMessages') return;
    const [messages] = node['arguments'] as Node[];
    for (const { value } of propertiesOf(messages)) {
      const fields = new Map(propertiesOf(value).map(({ key, value: field }) => [key, stringOf(field)]));
      const read = (name: string): string => {
        const text = fields.get(name);
        if (text === undefined) throw new Error(`${path}: a message has no plain ${name}`);
        return text;
      };
      entries.push({ file: path, id: read('id'), text: read('defaultMessage'), description: read('description') });
    }
  });
  return entries;
}

/** Attributes that people read or hear. */
const spoken = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'confirm',
  'description',
  'error',
  'label',
  'message',
  'placeholder',
  'title',
]);

/** Words in the markup that do not come from the catalogue: `file:line: the words`. */
export function strayWords({ path, text, program }: SourceFile): string[] {
  const found: string[] = [];
  const complain = (node: Node, words: string): void => {
    const line = text.slice(0, node.start).split('\n').length;
    found.push(`${path}:${line}: ${words.trim()}`);
  };
  walk(program, (node) => {
    if (node.type === 'JSXText' && hasWords(String(node['value']))) complain(node, String(node['value']));
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      for (const child of node['children'] as Node[]) for (const [at, words] of literalsIn(child)) complain(at, words);
    if (node.type === 'JSXAttribute' && spoken.has(String((node['name'] as Node)['name'])))
      for (const [at, words] of literalsIn(node['value'] as Node | null)) complain(at, words);
  });
  return found;
}

/** Literals that an expression can come to: `'a'`, `{'a'}`, `{x ? 'a' : 'b'}`, `` {`a ${x}`} ``, `{x && 'a'}`. */
function literalsIn(node: Node | null): [Node, string][] {
  if (node === null) return [];
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' && hasWords(node['value']) ? [[node, node['value']]] : [];
    case 'TemplateLiteral': {
      const words = (node['quasis'] as Node[]).map((part) => (part['value'] as { raw: string }).raw).join('…');
      return hasWords(words) ? [[node, words]] : [];
    }
    case 'JSXExpressionContainer':
      return literalsIn(node['expression'] as Node);
    case 'ConditionalExpression':
      return [...literalsIn(node['consequent'] as Node), ...literalsIn(node['alternate'] as Node)];
    case 'LogicalExpression':
      return [...literalsIn(node['left'] as Node), ...literalsIn(node['right'] as Node)];
    default:
      return [];
  }
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}

function propertiesOf(node: unknown): { key: string; value: Node }[] {
  const properties = (node as Node | undefined)?.['properties'];
  if (!Array.isArray(properties)) throw new Error('defineMessages needs its messages as they are, not from elsewhere');
  return (properties as Node[]).map((property) => {
    const key = property['key'] as Node;
    return { key: String(key['name'] ?? key['value']), value: property['value'] as Node };
  });
}

/** A plain string, also one of several joined by `+`. */
function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'BinaryExpression' || node['operator'] !== '+') return undefined;
  const [left, right] = [stringOf(node['left'] as Node), stringOf(node['right'] as Node)];
  return left === undefined || right === undefined ? undefined : left + right;
}

export function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && typeof node.type === 'string') visit(node as Node);
    for (const each of Object.values(node)) if (typeof each === 'object') walk(each, visit);
  }
}

/** The names that a string takes values by, sorted. */
export function valuesOf(elements: readonly MessageFormatElement[]): string[] {
  const names = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...valuesOf(element.children)];
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => valuesOf(value))];
      default:
        return [element.value];
    }
  });
  return [...new Set(names)].toSorted();
}

/** The forms of each plural in a string. */
export function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element): string[][] => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const below = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...below] : below;
  });
}
