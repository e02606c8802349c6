import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Turns that a native reader stumbles over, and what to write instead (CONTRIBUTING.md, "How we write"). Checked in what users
 * read: the texts of the pages, the sentences of the server, commands, settings, the reference of the API, and the documentation.
 */
const stumbling: readonly (readonly [turn: RegExp, instead: string])[] = [
  [/\bwhoever\b/i, 'anyone who, or name the role'],
  [/\banew\b/i, 'again'],
  [/\bby hand\b/i, 'manually'],
  [/\b(?:for ever|for good)\b(?! practice)/i, 'permanently'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bshall\b/i, 'should, must, or the imperative'],
  [/\blest\b/i, 'so that … not'],
  [/\bcan not\b/i, "can't, or cannot"],
  [/\b(?:is|are) called so\b/i, 'has this name'],
  [/\bgo(?:es)? on\b/i, 'continue'],
  [/\bmeanwhile\b/i, 'in the meantime, until then, or nothing'],
  [/\btells? of\b/i, 'describe, or report'],
  [/\ball the same\b/i, 'anyway, or still'],
  [/\bonce more\b/i, 'again'],
  [/\bafresh\b/i, 'again'],
  [/\bread over\b/i, 'ignored'],
  [/\bput away\b/i, 'removed'],
  [/\bunder way\b/i, 'in progress'],
  [/\bunless told\b/i, 'by default'],
  [/\bgive or take\b/i, 'with a tolerance of'],
  [/\bthat which\b/i, 'what'],
  [/\bone's own\b/i, 'your own'],
  [/\bneed be\b/i, 'has to be'],
  [/\bprocessor time\b/i, 'CPU time'],
  [/\bthe (?:newest|nearest|oldest) first\b/i, 'newest first'],
  [/\b(?:brings?|bringing) badges\b/i, 'issue badges'],
  [
    /\b(?:log|logs|history|message|doctor|docs\/\S+\.md) tells? (?:more|why|how|when|what|which|whether)\b/i,
    'says, shows, or has the details',
  ],
  [/\blook into the logs?\b/i, 'check the log'],
  [/\bis no (?:integer|number|boolean|text)\b/i, 'is not a'],
];

/** A text that users read, and where it is. */
interface Text {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Complains of every stumbling turn in what users read; one line per complaint. */
export function checkPlainWords(root: string): string[] {
  return textsOf(root).flatMap(({ path, line, text }) =>
    stumbling
      .filter(([turn]) => turn.test(text))
      .map(([turn, instead]) => `${path}: line ${line}: "${turn.exec(text)?.[0] ?? ''}": write ${instead}`),
  );
}

function textsOf(root: string): Text[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const find = (...patterns: string[]) => globSync(patterns, { cwd: root }).toSorted();
  // In texts of the pages the descriptions are for translators alone.
  const pages = find('web/src/**/*-text.ts').flatMap((path) =>
    [...read(path).matchAll(/defaultMessage:\s*(?:'((?:\\.|[^'\\])*)'|"([^"]*)")/g)].map((found) => ({
      path,
      line: lineAt(found),
      text: found[1] ?? found[2] ?? '',
    })),
  );
  const server = Object.keys(JSON.parse(read('web/src/i18n/server/ar.json')) as object).map((text, index) => ({
    path: 'web/src/i18n/server/ar.json',
    line: index + 2,
    text,
  }));
  const reference = linesOf('docs/openapi.json', read('docs/openapi.json')).filter(({ text }) =>
    /^ *"(?:description|summary)":/.test(text),
  );
  const prose = find('docs/*.md', 'README.md', 'deploy/**/README.md').flatMap((path) => linesOf(path, read(path)));
  return [...pages, ...server, ...reference, ...prose];
}

/** Lines of a page, without code: names of commands and settings are what they are. */
function linesOf(path: string, text: string): Text[] {
  return text.split('\n').map((line, index) => ({ path, line: index + 1, text: line.replaceAll(/`[^`]*`/g, '') }));
}

function lineAt({ input, index }: RegExpMatchArray): number {
  return (input ?? '').slice(0, index).split('\n').length;
}
