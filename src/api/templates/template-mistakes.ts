import { accountWithoutKey } from '../../issuing/accounts/misfits.ts';
import type { KnownAccount } from '../../issuing/accounts/account-keys.ts';
import type { Template } from '../../rules/template.ts';
import { validateTemplate } from '../../rules/validate.ts';
import type { Mistake } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { Queryable } from '../../store/database/database.ts';
import { findByHolder } from '../../store/engine/templates.ts';
import type { TemplateDocument } from '../schemas/templates.ts';

/** The template of a document, active or not. Its version is the store's business. */
export function fromDocument(document: TemplateDocument, active: boolean): Template {
  return { ...document, active, version: 1 };
}

/** Every mistake that keeps a template from being stored as it is, each at its path in the document. */
export async function findMistakes(
  queryable: Queryable,
  template: Template,
  vocabulary: Vocabulary,
): Promise<Mistake[]> {
  const other = await findByHolder(queryable, template.holder);
  const mistakes = validateTemplate(template, vocabulary);
  if (other === null || other === template.id) return mistakes;
  const field = template.holder.origin === 'accredible' ? 'group' : 'template';
  const message = `the badge template "${other}" issues the same badge outside; edit that one, or choose another badge`;
  return [...mistakes, { path: ['holder', field], message }];
}

/** What the active template lacks besides the mistakes that it has while inactive (S18). */
export function findActivationMistakes(template: Template, vocabulary: Vocabulary): Mistake[] {
  const whenInactive = validateTemplate({ ...template, active: false }, vocabulary).map((mistake) =>
    JSON.stringify(mistake),
  );
  const known = new Set(whenInactive);
  return validateTemplate({ ...template, active: true }, vocabulary).filter(
    (mistake) => !known.has(JSON.stringify(mistake)),
  );
}

/** What is no mistake, and yet keeps badges from being issued. */
export function findWarnings({ holder }: Template, accounts: readonly KnownAccount[]): Mistake[] {
  const missing = accountWithoutKey(holder, accounts);
  if (missing === null) return [];
  const path = ['holder', holder.origin === 'credly' ? 'organization' : 'account'];
  return [{ path, message: `${missing.name} has no key yet, so badges can't be issued. ${missing.todo}` }];
}
