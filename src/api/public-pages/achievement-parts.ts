import { html, isFollowed } from './html.ts';
import type { Fragment, Html } from './html.ts';
import type { Language } from './language.ts';
import { renderMarkdown } from './markdown.ts';
import type { AchievementView, AlignmentView, ImageView, IssuerView } from './views.ts';

/** What the page of an achievement and that of a badge both show. */

export function picture(image: ImageView | null, alt: string): Fragment {
  return image !== null && html`<img src="${image.url}" alt="${alt}" width="208" height="208" />`;
}

/** A name in its own language and direction, which need not be those of the page. */
export function named(name: string, language: string): Html {
  return html`<bdi lang="${language}" dir="auto">${name}</bdi>`;
}

/** An address as a link, if it may be followed; else as text. */
export function link(url: string, label: Fragment): Fragment {
  return isFollowed(url) ? html`<a href="${url}" rel="nofollow noopener noreferrer">${label}</a>` : label;
}

export function issuerLink(issuer: IssuerView): Html {
  return html`<a href="${issuer.page}">${named(issuer.name, issuer.language)}</a>`;
}

/** Description, criteria, tags and alignments. */
export function achievementSections(achievement: AchievementView, { texts }: Language): Html {
  const { description, criteria, tags, alignments, language } = achievement;
  const words = texts.achievement;
  return html`<h2>${words.description}</h2>
    <div lang="${language}" dir="auto">
      ${description.split(/\n{2,}/).map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
    </div>
    <h2>${words.criteria}</h2>
    ${
      criteria.trim() === ''
        ? html`<p>${words.noCriteria}</p>`
        : html`<div lang="${language}" dir="auto">${renderMarkdown(criteria)}</div>`
    }
    ${
      alignments.length > 0 &&
      html`<h2>${words.alignments}</h2>
        <ul>
          ${alignments.map((each) => html`<li lang="${language}" dir="auto">${alignment(each)}</li>`)}
        </ul>`
    }
    ${
      tags.length > 0 &&
      html`<h2>${words.tags}</h2>
        <ul class="plain">
          ${tags.map((tag) => html`<li>${named(tag, language)}</li>`)}
        </ul>`
    }`;
}

function alignment({ name, url, framework, code }: AlignmentView): Fragment {
  const more = [framework, code].filter((each) => each !== null && each !== '').join(', ');
  return [link(url, name), more !== '' && ` (${more})`];
}
