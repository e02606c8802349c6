import type { Doc } from '../docs/render-doc.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Language } from './language.ts';
import { renderNote, renderPage } from './page.ts';

/** A page of the documentation, with the way to the others. What it says is in English, whatever language is around it. */
export function docPage(doc: Doc, language: Language): string {
  const { docs } = language.texts;
  return render(
    `${doc.title} · Laurel`,
    doc.lead,
    html`<p class="screen"><a href="/docs">${docs.all}</a></p>
      ${onlyEnglish(language)} ${doc.sections.length > 2 && contents(doc, docs.contents)}
      <article lang="en" dir="ltr">${doc.body}</article>`,
    language,
  );
}

/** All pages of the documentation, each with its first sentence. */
export function docsPage(all: ReadonlyMap<string, Doc>, language: Language): string {
  const { docs } = language.texts;
  return render(
    `${docs.title} · Laurel`,
    docs.intro,
    html`<article>
      <h1>${docs.title}</h1>
      <p>${docs.intro}</p>
      ${onlyEnglish(language)}
      <ul class="steps" lang="en" dir="ltr">
        ${[...all].map(
          ([name, { title, lead }]) =>
            html`<li>
              <a href="/docs/${name}">${title}</a>
              <p class="hint">${lead}</p>
            </li>`,
        )}
      </ul>
      <h2>${docs.reference}</h2>
      <p><a href="/api/reference">${docs.toReference}</a></p>
    </article>`,
    language,
  );
}

/** The page where there is no page of the documentation. */
export function docNotFoundPage(language: Language): string {
  const { missingTitle, missing, all } = language.texts.docs;
  return renderNote(
    missingTitle,
    html`<h1>${missingTitle}</h1>
      <p>${missing}</p>
      <p><a href="/docs">${all}</a></p>`,
    language,
  );
}

/** Not for search engines: every site has the same pages, each of its own version. */
function render(title: string, description: string, main: Html, language: Language): string {
  const rest = { canonical: null, indexed: false, preview: null, data: null, home: { name: 'Laurel', url: '/' } };
  return renderPage({ title, description, main, ...rest }, language);
}

function onlyEnglish({ texts }: Language): Html | null {
  return texts.docs.onlyEnglish === null ? null : html`<p class="hint">${texts.docs.onlyEnglish}</p>`;
}

function contents({ sections }: Doc, label: string): Html {
  return html`<nav aria-label="${label}">
    <details>
      <summary>${label}</summary>
      <ul lang="en" dir="ltr">
        ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
      </ul>
    </details>
  </nav>`;
}
