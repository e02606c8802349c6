import { html } from './html.ts';
import type { Language } from './language.ts';
import { renderNote } from './page.ts';

/** The page where nothing is shown: the same to the byte for what is private and for what does not exist. */
export function notFoundPage(verify: string, language: Language): string {
  const { title, text, verify: label } = language.texts.notFound;
  return renderNote(
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="${verify}">${label}</a></p>`,
    language,
  );
}
