import { achievementSections, issuerLink, link, named, picture } from './achievement-parts.ts';
import { embedSnippet } from './embed.ts';
import { html } from './html.ts';
import type { Fragment, Html } from './html.ts';
import { badgeData } from './json-ld.ts';
import { sayDay } from './language.ts';
import type { Language } from './language.ts';
import { linkedInUrl } from './linkedin.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPage } from './page.ts';
import { statusOf } from './views.ts';
import type { BadgeView, EvidenceView } from './views.ts';

/** The page of a badge that somebody earned, with what it is worth at this moment. */
export function badgePage(view: BadgeView, now: Date, language: Language): string {
  const { texts } = language;
  const { achievement, page, awardedAt, published } = view;
  const { name, issuer, image } = achievement;
  const alt = texts.achievement.imageOf(name);
  return renderPage(
    {
      title: `${name} – ${issuer.name}`,
      description: texts.badge.summary(issuer.name, sayDay(awardedAt, language)),
      canonical: published ? page : null,
      indexed: published,
      preview: published ? { siteName: issuer.name, card: { url: view.card, alt }, oembed: view.oembed } : null,
      data: published ? badgeData(view) : null,
      home: { name: issuer.name, url: issuer.page },
      main: html`<article>
        <div class="${image === null ? 'top alone' : 'top'}">
          ${picture(image, alt)}
          <div>
            <p class="kind">${texts.badge.kind}</p>
            <h1>${named(name, achievement.language)}</h1>
            ${!published && note('warn', texts.badge.private, texts.badge.privateHint)} ${status(view, now, language)}
            ${facts(view, language)}
          </div>
        </div>
        ${actions(view, now, language)} ${achievementSections(achievement, language)}
        <p><a href="${achievement.page}">${texts.achievement.learnMore}</a></p>
        ${evidence(view, language)} ${downloads(view, language)} ${published && embed(view, language)}
      </article>`,
    },
    language,
  );
}

function status(view: BadgeView, now: Date, language: Language): Html {
  const words = language.texts.badge;
  const { revokedAt, validUntil, revocationReason } = view;
  switch (statusOf(view, now)) {
    case 'revoked':
      return note(
        'bad',
        words.revoked,
        revokedAt !== null && words.revokedOn(sayDay(revokedAt, language)),
        revocationReason !== null && html`${words.reason}: <bdi>${revocationReason}</bdi>`,
      );
    case 'expired':
      return note('warn', words.expired, validUntil !== null && words.expiredOn(sayDay(validUntil, language)));
    case 'valid':
      return note(
        'good',
        words.valid,
        validUntil === null ? words.validForever : words.validUntil(sayDay(validUntil, language)),
      );
  }
}

/** A box that says how things stand: in words, not by its colour alone. */
export function note(kind: 'good' | 'bad' | 'warn', title: string, ...lines: readonly Fragment[]): Html {
  return html`<div class="status ${kind}">
    <p><strong>${title}</strong></p>
    ${lines.map((line) => line !== false && html`<p>${line}</p>`)}
  </div>`;
}

function facts({ achievement, holder, awardedAt, validUntil }: BadgeView, language: Language): Html {
  const words = language.texts.badge;
  return html`<dl>
    ${
      holder !== null &&
      html`<dt>${words.holder}</dt>
        <dd><bdi>${holder}</bdi></dd>`
    }
    <dt>${words.issuedBy}</dt>
    <dd>${issuerLink(achievement.issuer)}</dd>
    <dt>${words.awarded}</dt>
    <dd><time datetime="${awardedAt.toISOString()}">${sayDay(awardedAt, language)}</time></dd>
    <dt>${words.expires}</dt>
    <dd>
      ${
        validUntil === null
          ? words.never
          : html`<time datetime="${validUntil.toISOString()}">${sayDay(validUntil, language)}</time>`
      }
    </dd>
  </dl>`;
}

/** Nobody is offered to boast of a badge that counts no more. */
function actions(view: BadgeView, now: Date, { texts }: Language): Fragment {
  if (!view.published) return null;
  const words = texts.badge;
  return html`<div class="actions">
      <a class="button" href="${view.verify}">${words.verify}</a>
      ${
        statusOf(view, now) === 'valid' &&
        html`<a class="button" href="${linkedInUrl(view)}" rel="noopener noreferrer">${words.addToLinkedIn}</a>`
      }
    </div>
    <p class="hint screen">${words.verifyHint}</p>`;
}

function evidence({ evidence: all, achievement }: BadgeView, { texts }: Language): Fragment {
  if (all.length === 0) return null;
  return html`<h2>${texts.badge.evidence}</h2>
    ${all.map((each) => html`<section lang="${achievement.language}" dir="auto">${evidenceOf(each)}</section>`)}`;
}

function evidenceOf({ name, narrative, url }: EvidenceView): Fragment {
  return [
    html`<h3 dir="auto">${url === null ? name : link(url, name)}</h3>`,
    narrative !== null && renderMarkdown(narrative),
  ];
}

function downloads({ forms }: BadgeView, { texts }: Language): Html {
  const words = texts.badge;
  const offered = [
    [forms.json, words.json],
    [forms.jwt, words.jwt],
    [forms.sdJwt, words.sdJwt],
    [forms.png, words.png],
    [forms.svg, words.svg],
  ] as const;
  return html`<section class="screen" aria-labelledby="downloads">
    <h2 id="downloads">${words.downloads}</h2>
    <ul class="plain">
      ${offered.map(([url, label]) => url !== null && html`<li><a href="${url}" download>${label}</a></li>`)}
    </ul>
    <p class="hint">${words.downloadsHint}</p>
  </section>`;
}

function embed(view: BadgeView, { texts }: Language): Html {
  return html`<section class="screen" aria-labelledby="embed">
    <h2 id="embed">${texts.badge.embed}</h2>
    <p class="hint">${texts.badge.embedHint}</p>
    <pre dir="ltr"><code>${embedSnippet(view).text}</code></pre>
  </section>`;
}
