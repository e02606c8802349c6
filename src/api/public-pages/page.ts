import { html, jsonInHtml, trusted } from './html.ts';
import type { Fragment, Html } from './html.ts';
import { languages } from './language.ts';
import type { Language } from './language.ts';
import { style, styleDigest } from './style.ts';

/** What a page says of itself to those who link to it. */
export interface Preview {
  readonly siteName: string;
  /** A picture of 1200 by 630 points. */
  readonly card: { readonly url: string; readonly alt: string };
  readonly oembed: string | null;
}

export interface Page {
  readonly title: string;
  readonly description: string;
  /** The one address of the page, whatever others lead to it; null: none is to be kept. */
  readonly canonical: string | null;
  /** Whether search engines may list it. */
  readonly indexed: boolean;
  readonly preview: Preview | null;
  /** What machines read of it: JSON-LD of schema.org. */
  readonly data: object | null;
  /** Where one sees whose site it is. */
  readonly home: { readonly name: string; readonly url: string } | null;
  readonly main: Html;
}

/** A page that says something to whoever is there, and that nobody is to find or to link to. */
export function renderNote(title: string, main: Html, language: Language): string {
  const nothing = { canonical: null, indexed: false, preview: null, data: null, home: null };
  return renderPage({ title, description: title, ...nothing, main: html`<article>${main}</article>` }, language);
}

/** @returns the whole page, with no script */
export function renderPage(page: Page, language: Language): string {
  const { code, direction, texts } = language;
  return html`<!doctype html>
    <html lang="${code}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <meta name="description" content="${page.description}" />
        ${!page.indexed && html`<meta name="robots" content="noindex" />`}
        ${page.canonical !== null && canonical(page.canonical)} ${preview(page, language)}
        ${
          page.data !== null &&
          html`<script type="application/ld+json">
            ${jsonInHtml(page.data)}
          </script>`
        }
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
          ${page.home === null ? html`<span></span>` : html`<a href="${page.home.url}" dir="auto">${page.home.name}</a>`}
          <nav aria-label="${texts.languages}">
            <ul>
              ${languages.map((each) => languageLink(each, each.code === code))}
            </ul>
          </nav>
        </header>
        <main>${page.main}</main>
      </body>
    </html>`.text;
}

function languageLink({ code, name, direction }: Language, current: boolean): Html {
  const label = html`<bdi lang="${code}" dir="${direction}">${name}</bdi>`;
  return current
    ? html`<li><a href="?lang=${code}" aria-current="true">${label}</a></li>`
    : html`<li><a href="?lang=${code}" hreflang="${code}">${label}</a></li>`;
}

function canonical(url: string): Fragment {
  return [
    html`<link rel="canonical" href="${url}" />`,
    languages.map(({ code }) => html`<link rel="alternate" hreflang="${code}" href="${url}?lang=${code}" />`),
    html`<link rel="alternate" hreflang="x-default" href="${url}" />`,
  ];
}

function preview({ title, description, canonical: url, preview: seen }: Page, { code }: Language): Fragment {
  if (seen === null || url === null) return null;
  const { siteName, card, oembed } = seen;
  const properties = [
    ['og:type', 'website'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', url],
    ['og:site_name', siteName],
    ['og:locale', code === 'ar' ? 'ar_AR' : 'en_US'],
    ['og:image', card.url],
    ['og:image:type', 'image/png'],
    ['og:image:width', '1200'],
    ['og:image:height', '630'],
    ['og:image:alt', card.alt],
  ] as const;
  const names = [
    ['twitter:card', 'summary_large_image'],
    ['twitter:title', title],
    ['twitter:description', description],
    ['twitter:image', card.url],
    ['twitter:image:alt', card.alt],
  ] as const;
  return [
    properties.map(([property, content]) => html`<meta property="${property}" content="${content}" />`),
    names.map(([name, content]) => html`<meta name="${name}" content="${content}" />`),
    oembed !== null && html`<link rel="alternate" type="application/json+oembed" href="${oembed}" title="${title}" />`,
  ];
}

/**
 * What browsers may do with a public page: show it, its own style and pictures. No script runs, whatever a text holds.
 *
 * @param images origins of pictures elsewhere that the page shows
 */
export function policyOf(images: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${styleDigest}`,
    `img-src ${["'self'", ...images].join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
