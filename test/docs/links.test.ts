import { existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../src/cli/commands.ts';
import { renderCliPage } from '../../src/cli/terminal/page.ts';
import { allPages, anchorOf, codeBlocksOf, readPage, root, sectionsOf } from './markdown.ts';

const pages = allPages();

/** The text of a page without its code. */
function prose(page: string): string {
  return readPage(page)
    .replaceAll(/^(`{3,}).*\n[^]*?^\1$/gm, '')
    .replaceAll(/^ {4,}\S.*$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

/** Links that lead to a place in the project. */
function linksOf(page: string): string[] {
  const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links.filter((target) => !/^[a-z]+:/.test(target));
}

const known = await commandLines();

describe.each(pages.map((page) => [page, linksOf(page)] as const))('%s', (page, links) => {
  test('leads to places that exist', () => {
    for (const link of links) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      expect(existsSync(join(root, target)), `${link} of ${page}`).toBe(true);
      if (anchor === undefined) continue;
      const anchors = sectionsOf(readPage(target)).map(({ heading }) => anchorOf(heading));
      expect(anchors, `${link} of ${page}`).toContain(anchor);
    }
  });
});

test('every page of docs can be reached from README.md', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const link of pages.includes(page) ? linksOf(page) : []) {
      const target = normalize(join(dirname(page), link.split('#')[0] ?? ''));
      // A link to a folder leads to all of its pages.
      for (const place of [target, ...globSync(`${target}/*.md`, { cwd: root })]) reached.add(place);
    }
  }
  expect(pages.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
});

test('every command and option that a page shows is one that there is', () => {
  const shown = pages.filter((page) => page !== 'docs/cli.md').flatMap(shownCommands);
  expect(shown.length).toBeGreaterThan(50);
  for (const { page, code, command, options } of shown) {
    const help = known.get(command);
    expect(help, `${page}: ${code}`).toBeDefined();
    for (const option of options) expect(help, `${page}: ${code}`).toContain(option);
  }
});

/** Each command by its words (`parked list`), with its options. */
async function commandLines(): Promise<Map<string, string>> {
  const sections = sectionsOf(renderCliPage(await loadCommands())).filter(({ heading }) =>
    heading.startsWith('laurel'),
  );
  return new Map(sections.map(({ heading, body }) => [heading.replace(/^laurel ?/, ''), `${body} --settings --help`]));
}

interface ShownCommand {
  readonly page: string;
  readonly code: string;
  readonly command: string;
  readonly options: readonly string[];
}

/** Commands of Laurel in code: `laurel apply FILE --dry-run`, `npm run -s laurel -- doctor`, `npm run demo -- --exit`. */
function shownCommands(page: string): ShownCommand[] {
  const text = readPage(page);
  const indented = [...text.matchAll(/^ {4,}(.+)$/gm)].map(([, line = '']) => line);
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  const blocks = codeBlocksOf(text).flatMap(({ info, code }) => (info === 'sh' || info === '' ? code.split('\n') : []));
  return [...indented, ...inline, ...blocks].flatMap((code) => {
    const [, line = ''] = /^(?:npm run -s laurel -- |laurel |npm run (?=demo\b))([a-z].*)$/.exec(code.trim()) ?? [];
    const words =
      line
        .split('#')[0]
        ?.split(/\s+/)
        .filter((word) => word !== '' && word !== '--') ?? [];
    if (words.length === 0) return [];
    const two = words.slice(0, 2).join(' ');
    const command = known.has(two) ? two : (words[0] ?? '');
    return [{ page, code, command, options: words.filter((word) => /^--[a-z]/.test(word)) }];
  });
}
