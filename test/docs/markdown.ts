/** The pages as tests read them: headings, sections, code blocks and links. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Every Markdown file of the project, by its path from the root. */
export function allPages(): readonly string[] {
  return globSync('**/*.md', {
    cwd: root,
    exclude: (path) => /(?:^|\/)(?:node_modules|\.cache|\.git)$/.test(path),
  }).toSorted();
}

/** The text of a file of the project. */
export function readPage(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export interface Section {
  readonly level: number;
  /** Without backticks. */
  readonly heading: string;
  /** What follows, up to the next heading of any level. */
  readonly body: string;
}

/** The sections of a page in order. A line in a code block is no heading. */
export function sectionsOf(page: string): readonly Section[] {
  const sections: { level: number; heading: string; body: string }[] = [];
  let fence = '';
  for (const line of page.split('\n')) {
    const mark = /^ *(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (mark !== '' && fence === '') fence = mark;
    else if (fence !== '' && line.trim() === fence) fence = '';
    const [, hashes, heading] = (fence === '' && /^(#{1,6}) +(.+)$/.exec(line)) || [];
    if (hashes !== undefined && heading !== undefined)
      sections.push({ level: hashes.length, heading: heading.replaceAll('`', ''), body: '' });
    else {
      const section = sections.at(-1);
      if (section) section.body += `${line}\n`;
    }
  }
  return sections;
}

/** The sections below the heading, one level deeper. */
export function subsectionsOf(page: string, heading: string): readonly Section[] {
  const sections = sectionsOf(page);
  const start = sections.findIndex((section) => section.heading === heading);
  const level = sections[start]?.level ?? 0;
  if (start === -1) throw new Error(`the page has no heading "${heading}"`);
  const end = sections.findIndex((section, index) => index > start && section.level <= level);
  return sections.slice(start + 1, end === -1 ? undefined : end).filter((section) => section.level === level + 1);
}

export interface CodeBlock {
  /** What follows the opening fence: `yaml`, `sh`, ... */
  readonly info: string;
  readonly code: string;
}

export function codeBlocksOf(text: string): readonly CodeBlock[] {
  return [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info = '', code = '']) => ({ info, code }));
}

/** The one code block of this kind; a page with none or several of them is no longer the page that the test knows. */
export function codeBlockOf(text: string, info: string): string {
  const [block, ...more] = codeBlocksOf(text).filter((each) => each.info === info);
  if (block === undefined || more.length > 0) throw new Error(`expected one block of ${info}, not ${more.length + 1}`);
  return block.code;
}

/** The address that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
