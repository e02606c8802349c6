import { link, named, picture } from './achievement-parts.ts';
import { html } from './html.ts';
import type { Language } from './language.ts';
import { renderPage } from './page.ts';
import type { IssuerView } from './views.ts';

/** An achievement in the list of its issuer. */
export interface AchievementLink {
  readonly name: string;
  readonly page: string;
  readonly language: string;
}

/** The page of an issuer: who it is, how its badges are known to be its own, and what one can earn. */
export function issuerPage(view: IssuerView, achievements: readonly AchievementLink[], language: Language): string {
  const { texts } = language;
  const words = texts.issuer;
  const alt = words.logoOf(view.name);
  return renderPage(
    {
      title: view.name,
      description: `${words.kind}: ${view.name}`,
      canonical: view.page,
      indexed: true,
      preview: null,
      data: {
        '@context': 'https://schema.org',
        '@type': 'Organization',
        name: view.name,
        url: view.site,
        identifier: view.did,
        ...(view.logo !== null && { logo: view.logo.url }),
      },
      home: { name: view.name, url: view.page },
      main: html`<article>
        <div class="${view.logo === null ? 'top alone' : 'top'}">
          ${picture(view.logo, alt)}
          <div>
            <p class="kind">${words.kind}</p>
            <h1>${named(view.name, view.language)}</h1>
            <dl>
              <dt>${words.site}</dt>
              <dd>${link(view.site, html`<bdi dir="ltr">${view.site}</bdi>`)}</dd>
              ${
                view.email !== null &&
                html`<dt>${words.email}</dt>
                  <dd>${link(mailTo(view.email), html`<bdi dir="ltr">${view.email}</bdi>`)}</dd>`
              }
              <dt>${words.did}</dt>
              <dd><code dir="ltr">${view.did}</code></dd>
            </dl>
            <p class="hint">${words.didHint} <a href="${view.didDocument}">${words.didDocument}</a></p>
          </div>
        </div>
        <h2>${words.badges}</h2>
        ${
          achievements.length === 0
            ? html`<p>${words.noBadges}</p>`
            : html`<ul>
                ${achievements.map(
                  (each) => html`<li><a href="${each.page}">${named(each.name, each.language)}</a></li>`,
                )}
              </ul>`
        }
      </article>`,
    },
    language,
  );
}

function mailTo(address: string): string {
  return `mailto:${encodeURIComponent(address).replaceAll('%40', '@')}`;
}
