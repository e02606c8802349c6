import { isMap, isNode, isPair, isScalar, isSeq, Lexer, LineCounter, parseDocument, Parser, visit } from 'yaml';
import type { Document, Node, Tags } from 'yaml';

/** A YAML text with the places of its values, so that a mistake can be pointed at. JSON is YAML too. */
export interface LocatedYaml {
  /** The plain value; null for an empty text. */
  readonly value: unknown;
  /**
   * The same, with every scalar but null as it was written: `007` where the value has 7. Through aliases and merge keys, too.
   */
  readonly texts: unknown;
  /** Syntax errors, as `line:column: message`; when there are any the value is not to be used. */
  readonly syntaxErrors: readonly string[];
  /**
   * Where the value at the path stands, as `line:column`, both from 1. For a path that is absent (a missing key), the
   * nearest value around it.
   */
  locate(path: readonly (string | number)[]): string;
  /** Where the name of a key stands; falls back like {@link locate}. */
  locateKey(path: readonly (string | number)[], key: string): string;
}

// The library compares each key with all before it, which thousands of them make slow: findRepeatedKeys does not.
const options = { prettyErrors: false, merge: true, uniqueKeys: false } as const;

/** Of the tags of the core schema only null has a meaning of its own; the rest is text. */
const typed = new Set(['bool', 'int', 'float'].map((name) => `tag:yaml.org,2002:${name}`));
const asWritten = {
  ...options,
  logLevel: 'silent',
  customTags: (tags: Tags): Tags => tags.filter((tag) => typeof tag === 'string' || !typed.has(tag.tag)),
} as const;

const MOST_ALIASES = 100;
/** Of the parser's stack, which has one or two entries for each level: far more than any file of Laurel's needs. */
const MOST_LEVELS = 100;

/** Parses YAML 1.2 (core schema: `True` and `False` are booleans too) with merge keys; never throws. */
export function parseLocatedYaml(text: string): LocatedYaml {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== null) return parsed('', [`${tooDeep}: is nested deeper than any file of Laurel's needs to be`]);
  return parsed(text, []);
}

function parsed(text: string, refusals: readonly string[]): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...options, lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const syntaxErrors = [
    ...refusals,
    ...document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`),
    ...findRepeatedKeys(document).map((offset) => `${at(offset)}: a mapping must not have the same key twice`),
  ];
  let value: unknown = null;
  let texts: unknown = null;
  try {
    if (syntaxErrors.length === 0) {
      value = document.toJS({ maxAliasCount: MOST_ALIASES });
      texts = parseDocument(text, asWritten).toJS({ maxAliasCount: MOST_ALIASES });
    }
  } catch (error) {
    // Aliases that go nowhere, or so many that they would fill the memory.
    syntaxErrors.push(`1:1: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    value,
    texts,
    syntaxErrors,
    locate: (path) => at(offsetOf(document, path)),
    locateKey: (path, key) => {
      const around = document.getIn(path, true);
      const pair = isMap(around)
        ? around.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === key)
        : undefined;
      return at(isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path));
    },
  };
}

/**
 * Where the text is nested too deep, as `line:column`; null when it is not. The part of the library that makes values of it
 * recurses, and takes the process down with it; this one has a stack of its own.
 */
function findTooDeep(text: string): string | null {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > MOST_LEVELS) {
      const { line, col } = lines.linePos(parser.offset);
      return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
    }
  }
  return null;
}

/** Where keys stand that their mapping has already. */
function findRepeatedKeys(document: Document.Parsed): number[] {
  const repeated: number[] = [];
  visit(document, {
    Map: (_key, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) repeated.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return repeated;
}

function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  let node: Node | null = document.contents;
  for (const step of path) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (!isNode(next)) break;
    node = next;
  }
  return node?.range?.[0] ?? 0;
}
