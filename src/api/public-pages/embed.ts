import { html } from './html.ts';
import type { Html } from './html.ts';
import { english } from './text-english.ts';
import type { BadgeView } from './views.ts';

/** What oEmbed says of a page that is no picture and no video: HTML to put in (oEmbed 1.0, section 2.3.4.4). */
export interface OEmbed {
  readonly type: 'rich';
  readonly version: '1.0';
  readonly title: string;
  readonly provider_name: string;
  readonly provider_url: string;
  readonly cache_age: number;
  readonly html: string;
  readonly width: number;
  readonly height: number;
  readonly thumbnail_url: string;
  readonly thumbnail_width: number;
  readonly thumbnail_height: number;
}

const card = { width: 1200, height: 630 };
const usualWidth = 400;

/**
 * A badge for somebody's own page: a picture that leads to where it is verified. No script, and nothing that tells us who
 * looks at it besides the picture itself.
 *
 * @param width of the picture in points
 */
export function embedSnippet({ page, card: picture, achievement }: BadgeView, width: number = usualWidth): Html {
  const alt = `${english.achievement.imageOf(achievement.name)}. ${achievement.issuer.name}`;
  return html`<a href="${page}" rel="noopener"
    ><img src="${picture}" alt="${alt}" width="${width}" height="${heightOf(width)}" loading="lazy"
  /></a>`;
}

/**
 * @param most the size that the asking page has room for; the picture keeps its shape
 */
export function oEmbedOf(
  view: BadgeView,
  most: { readonly width?: number | undefined; readonly height?: number | undefined },
): OEmbed {
  const byHeight = most.height === undefined ? usualWidth : Math.floor((most.height * card.width) / card.height);
  const width = Math.max(1, Math.min(usualWidth, most.width ?? usualWidth, byHeight));
  const { achievement, card: picture } = view;
  return {
    type: 'rich',
    version: '1.0',
    title: achievement.name,
    provider_name: achievement.issuer.name,
    provider_url: achievement.issuer.page,
    // Its learner may hide it, and its issuer revoke it.
    cache_age: 300,
    html: embedSnippet(view, width).text,
    width,
    height: heightOf(width),
    thumbnail_url: picture,
    thumbnail_width: card.width,
    thumbnail_height: card.height,
  };
}

function heightOf(width: number): number {
  return Math.max(1, Math.floor((width * card.height) / card.width));
}
