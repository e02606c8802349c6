import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { html, isFollowed, trusted } from '../public-pages/html.ts';
import type { Html } from '../public-pages/html.ts';

/** A page of the documentation. */
export interface Doc {
  readonly title: string;
  /** Its first sentence. */
  readonly lead: string;
  /** The headings of its second level, with the ids that links lead to. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** All of it, with its title. */
  readonly body: Html;
}

const markdown = createMarkdown();

/**
 * A file of docs/ as part of a page: headings with the ids that GitHub gives them, links to other files that are served as links to
 * their pages. Links to anything else in the repository stay text: it is not there where Laurel runs.
 *
 * @param titles of the pages that there are, by their names
 */
export function renderDoc(text: string, titles: ReadonlyMap<string, string>): Doc {
  const tokens = markdown.parse(text, {});
  const slugOf = createSlugs();
  const headings: { id: string; title: string; level: string }[] = [];
  let lead = '';
  tokens.forEach((token, index) => {
    if (token.type === 'inline') {
      token.children = withLinks(token.children ?? [], titles);
      const opening = tokens[index - 1];
      if (lead === '' && opening?.type === 'paragraph_open') lead = firstSentence(textOf(token));
    } else if (token.type === 'heading_open') {
      const title = textOf(tokens[index + 1]);
      const id = slugOf(title);
      token.attrSet('id', id);
      headings.push({ id, title, level: token.tag });
    }
  });
  return {
    title: headings.find(({ level }) => level === 'h1')?.title ?? '',
    lead,
    sections: headings.filter(({ level }) => level === 'h2').map(({ id, title }) => ({ id, title })),
    body: trusted(markdown.renderer.render(tokens, markdown.options, {})),
  };
}

/** Gives each heading of a page its id, as GitHub does: a second one of the same words gets a number. */
function createSlugs(): (title: string) => string {
  const counts = new Map<string, number>();
  return (title) => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}

/** What a line says, without what it looks like. */
function textOf(inline: Token | undefined): string {
  const said = (inline?.children ?? []).map(({ type, content }) =>
    type === 'text' || type === 'code_inline' ? content : type === 'softbreak' ? ' ' : '',
  );
  return said.join('');
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/**
 * The parts of a line, with links that lead somewhere from here; the others are their words alone. A link that is called as its file
 * is called gets the title of the page.
 */
function withLinks(parts: readonly Token[], titles: ReadonlyMap<string, string>): Token[] {
  let leadsSomewhere = true;
  return parts.filter((part, index) => {
    if (part.type === 'link_open') {
      const address = addressOf(String(part.attrGet('href')), titles);
      leadsSomewhere = address !== null;
      if (address !== null) part.attrSet('href', address);
      if (address?.startsWith('http')) part.attrSet('rel', 'noopener noreferrer');
    } else if (part.type === 'text' && parts[index - 1]?.type === 'link_open')
      part.content = titles.get(/^([\w-]+)\.md$/.exec(part.content)?.[1] ?? '') ?? part.content;
    return leadsSomewhere || (part.type !== 'link_open' && part.type !== 'link_close');
  });
}

function addressOf(link: string, titles: ReadonlyMap<string, string>): string | null {
  if (isFollowed(link)) return link;
  const [, name, place = ''] = /^(?:([\w-]+)\.md)?(#.+)?$/.exec(link) ?? [];
  if (name === undefined) return place === '' ? null : place;
  return titles.has(name) ? `/docs/${name}${place}` : null;
}

/**
 * Markdown with tables. A comment says nothing; what looks like HTML is shown as it is written, and pictures are left out. Wide
 * tables scroll by themselves, also by keyboard.
 */
function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const made = new MarkdownIt({ html: true });
  const asText = (content: string) => (/^\s*<!--.*-->\s*$/s.test(content) ? '' : html`${content}`.text);
  made.renderer.rules['html_block'] = made.renderer.rules['html_inline'] = (tokens, index) =>
    asText(tokens[index]?.content ?? '');
  made.renderer.rules['image'] = () => '';
  made.renderer.rules['table_open'] = () => '<div class="wide" role="group" aria-label="Table" tabindex="0"><table>\n';
  made.renderer.rules['table_close'] = () => '</table></div>\n';
  return made;
}
