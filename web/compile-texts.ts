import { parse } from '@formatjs/icu-messageformat-parser';
import { parseSync } from 'vite';
import type { Plugin } from 'vite';

/** What takes the place of a stretch of the code. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/**
 * Reads the strings of the pages when they are built, so that browsers need not: what would read them there, and the
 * descriptions for translators, are a good part of what the first page loads.
 */
export function compileTexts(): Plugin {
  return {
    name: 'laurel-compile-texts',
    enforce: 'pre',
    transform(code, id) {
      if (/\/web\/src\/.*-text\.ts$/.test(id)) return { code: compileSource(id, code), map: null };
      if (id.endsWith('/web/src/i18n/server/ar.json')) return { code: compileServerWords(code), map: null };
      if (/\/web\/src\/.*\/ar\.json$/.test(id)) return { code: compileTranslation(code), map: null };
      return undefined;
    },
  };
}

function compileTranslation(code: string): string {
  const strings = Object.entries(JSON.parse(code) as Record<string, string>);
  return JSON.stringify(Object.fromEntries(strings.map(([id, text]) => [id, parse(text)])));
}

/** Of what the server says: `<prefix>` is no markup there, and the ids are apart from those of the pages. */
function compileServerWords(code: string): string {
  const sentences = Object.entries(JSON.parse(code) as Record<string, string>);
  return JSON.stringify(
    Object.fromEntries(sentences.map(([sentence, text]) => [`server.${sentence}`, parse(text, { ignoreTag: true })])),
  );
}

function compileSource(id: string, code: string): string {
  const { program } = parseSync(id, code);
  const changes = changesOf(program).toSorted((one, other) => other.start - one.start);
  return changes.reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), code);
}

/** In `{ id, defaultMessage: 'text', description: 'text' }` the text is read, and the description left out. */
function changesOf(node: unknown): Change[] {
  if (Array.isArray(node)) return node.flatMap(changesOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, key, value } = node as {
    type?: unknown;
    key?: { name?: unknown };
    value?: Partial<Change> & { value?: unknown };
  };
  if (type === 'Property' && typeof value?.value === 'string' && value.start !== undefined && value.end !== undefined) {
    if (key?.name === 'defaultMessage')
      return [{ start: value.start, end: value.end, by: JSON.stringify(parse(value.value)) }];
    if (key?.name === 'description') return [{ start: value.start, end: value.end, by: '""' }];
  }
  return Object.values(node).flatMap(changesOf);
}
