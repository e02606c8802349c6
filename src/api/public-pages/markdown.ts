import MarkdownIt from 'markdown-it';
import { isFollowed, trusted } from './html.ts';
import type { Html } from './html.ts';

/** So much of a text is shown: more than anybody reads, and little enough to be quick. */
const mostLetters = 20_000;

const markdown = createMarkdown();

/** Markdown of people as HTML, for a page that anybody may see. */
export function renderMarkdown(text: string): Html {
  return trusted(markdown.render(text.slice(0, mostLetters).toWellFormed()));
}

/**
 * CommonMark without HTML, images and frames. Links go out without telling where from, and with no weight for search engines; those
 * that may not be followed stay text.
 */
function createMarkdown(): InstanceType<typeof MarkdownIt> {
  const made = new MarkdownIt('commonmark', { html: false, linkify: false, breaks: false });
  made.disable(['image', 'html_block', 'html_inline']);
  made.validateLink = isFollowed;
  made.renderer.rules['link_open'] = (tokens, index, options, _env, self) => {
    tokens[index]?.attrSet('rel', 'nofollow noopener noreferrer ugc');
    return self.renderToken(tokens, index, options);
  };
  // The page has a heading of its own, and two levels of sections: those of the text come below them.
  for (const rule of ['heading_open', 'heading_close'])
    made.renderer.rules[rule] = (tokens, index, options, _env, self) => {
      const token = tokens[index];
      if (token) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
      return self.renderToken(tokens, index, options);
    };
  return made;
}
