import { mostMegabytes } from '../verify/limits.ts';
import { asList, isJsonObject } from '../../issuing/open-badges/json.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import type { Outcome, Step, VerificationResult } from '../../issuing/open-badges/verify/result.ts';
import { note } from './badge-page.ts';
import { html } from './html.ts';
import type { Fragment, Html } from './html.ts';
import { sayMoment } from './language.ts';
import type { Language } from './language.ts';
import { renderPage } from './page.ts';

/** Where the form is, and where it is sent to. */
export const verifyPath = '/verify';

/** What became of a form that could not be verified, in words of the reader. */
export interface FormMistake {
  readonly text: string;
  /** Exactly what went wrong, in English. */
  readonly details?: string;
}

/** What was entered, to be shown again. */
export interface Entered {
  readonly url?: string | undefined;
}

/** The form, empty or with what has to be mended. */
export function verifyForm(entered: Entered, mistake: FormMistake | null, language: Language): string {
  const words = language.texts.verify;
  return page(
    html`<article>
      <h1>${words.title}</h1>
      <p>${words.intro}</p>
      ${mistake !== null && note('bad', mistake.text, details(mistake.details, language))} ${form(entered, language)}
    </article>`,
    language,
  );
}

/** What was found, step by step. */
export function verifyResult(result: VerificationResult, language: Language): string {
  const words = language.texts.verify;
  const { verdict, steps, credential } = result;
  const kinds = { verified: 'good', failed: 'bad', incomplete: 'warn' } as const;
  return page(
    html`<article>
      <h1>${words.title}</h1>
      <section aria-labelledby="result">
        <h2 id="result">${words.result}</h2>
        ${note(kinds[verdict], words.verdicts[verdict], words.verdictHints[verdict])}
      </section>
      <section aria-labelledby="steps">
        <h2 id="steps">${words.steps}</h2>
        <ol class="steps">
          ${steps.map((step) => html`<li>${stepOf(step, language)}</li>`)}
        </ol>
      </section>
      ${credential !== null && says(credential, language)}
      <p><a class="button" href="${verifyPath}">${words.again}</a></p>
    </article>`,
    language,
  );
}

function page(main: Html, language: Language): string {
  const { title, intro } = language.texts.verify;
  return renderPage(
    { title, description: intro, canonical: null, indexed: false, preview: null, data: null, home: null, main },
    language,
  );
}

function form({ url = '' }: Entered, { texts }: Language): Html {
  const words = texts.verify;
  const types = '.json,.jwt,.sd-jwt,.png,.svg,application/json,image/png,image/svg+xml';
  return html`<form method="post" action="${verifyPath}" enctype="multipart/form-data">
    <div class="field">
      <label for="url">${words.url}</label>
      <p class="hint" id="url-hint">${words.urlHint}</p>
      <input type="url" id="url" name="url" dir="ltr" aria-describedby="url-hint" value="${url}" />
    </div>
    <div class="field">
      <label for="file">${words.file}</label>
      <p class="hint" id="file-hint">${words.fileHint(mostMegabytes)}</p>
      <input type="file" id="file" name="file" accept="${types}" aria-describedby="file-hint" />
    </div>
    <div class="field">
      <label for="text">${words.text}</label>
      <p class="hint" id="text-hint">${words.textHint}</p>
      <textarea id="text" name="text" rows="6" dir="ltr" spellcheck="false" aria-describedby="text-hint"></textarea>
    </div>
    <div class="field">
      <label for="recipient">${words.recipient}</label>
      <p class="hint" id="recipient-hint">${words.recipientHint}</p>
      <input
        type="email"
        id="recipient"
        name="recipient"
        dir="ltr"
        autocomplete="off"
        aria-describedby="recipient-hint"
      />
    </div>
    <button type="submit">${words.submit}</button>
  </form>`;
}

function stepOf({ step, outcome, code, message }: Step, language: Language): Fragment {
  const words = language.texts.verify;
  const kinds = { passed: 'good', failed: 'bad', notChecked: 'warn' } as const satisfies Record<Outcome, string>;
  return [
    html`<strong class="${kinds[outcome]}">${words.outcomes[outcome]}</strong>`,
    html`<b>${words.stepNames[step]}</b> – ${words.codes[code]}`,
    outcome !== 'passed' && message !== words.codes[code] && details(message, language),
  ];
}

function details(text: string | undefined, { texts }: Language): Fragment {
  if (text === undefined) return false;
  return html`<details>
    <summary>${texts.verify.details}</summary>
    <p lang="en" dir="ltr">${text}</p>
  </details>`;
}

/** Of a stranger's badge only the beginnings of texts are shown, and no picture is loaded. */
function says(credential: JsonObject, language: Language): Fragment {
  const words = language.texts.verify;
  const subject = object(asList(credential['credentialSubject'])[0]);
  const name = text(object(subject['achievement'])['name']) ?? text(credential['name']);
  const { issuer } = credential;
  const issuerId = text(object(issuer)['id']) ?? text(issuer) ?? text(credential['iss']);
  const rows: readonly (readonly [string, Fragment])[] = [
    [words.badge, name !== null && html`<bdi>${name}</bdi>`],
    [
      words.issuer,
      [
        text(object(issuer)['name']) !== null && html`<bdi>${text(object(issuer)['name'])}</bdi> `,
        issuerId !== null && html`<code dir="ltr">${issuerId}</code>`,
      ],
    ],
    [words.validFrom, moment(credential['validFrom'] ?? credential['issuanceDate'], language)],
    [words.validUntil, moment(credential['validUntil'] ?? credential['expirationDate'], language)],
  ];
  return html`<section aria-labelledby="says">
    <h2 id="says">${words.says}</h2>
    <p class="hint">${words.saysHint}</p>
    <dl>
      ${rows.map(
        ([label, value]) =>
          value !== false &&
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </section>`;
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 300).toWellFormed() : null;
}

function moment(value: unknown, language: Language): Fragment {
  const date = typeof value === 'string' ? new Date(value) : null;
  if (date === null || Number.isNaN(date.getTime())) return false;
  return html`<time datetime="${date.toISOString()}">${sayMoment(date, language)}</time>`;
}
