import { achievementSections, issuerLink, named, picture } from './achievement-parts.ts';
import { html } from './html.ts';
import { achievementData } from './json-ld.ts';
import type { Language } from './language.ts';
import { renderPage } from './page.ts';
import type { AchievementView } from './views.ts';

/** The page of an achievement: what one does for such a badge, whoever earned it. */
export function achievementPage(view: AchievementView, card: string, language: Language): string {
  const { texts } = language;
  const { name, description, image, issuer, page } = view;
  return renderPage(
    {
      title: `${name} – ${issuer.name}`,
      description: oneLine(description),
      canonical: page,
      indexed: true,
      preview: { siteName: issuer.name, card: { url: card, alt: texts.achievement.imageOf(name) }, oembed: null },
      data: achievementData(view),
      home: { name: issuer.name, url: issuer.page },
      main: html`<article>
        <div class="${image === null ? 'top alone' : 'top'}">
          ${picture(image, texts.achievement.imageOf(name))}
          <div>
            <p class="kind">${texts.achievement.kind}</p>
            <h1>${named(name, view.language)}</h1>
            <dl>
              <dt>${texts.badge.issuedBy}</dt>
              <dd>${issuerLink(issuer)}</dd>
            </dl>
          </div>
        </div>
        ${achievementSections(view, language)}
      </article>`,
    },
    language,
  );
}

/** A text as previews show it: one line, and not too long a one. */
export function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 300
    ? line
    : `${line
        .slice(0, 299)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;
}
