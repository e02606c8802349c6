import { accountWithoutKey } from '../../issuing/accounts/misfits.ts';
import { whyUnissuable } from '../../issuing/unissuable.ts';
import type { KnownAccount } from '../../issuing/accounts/account-keys.ts';
import { findCourseKeyWarnings, findCourseRules, unseenCourse } from '../../rules/course-keys.ts';
import type { Holder, Template } from '../../rules/template.ts';
import { checkTemplate, mistakeAt, validateTemplate } from '../../rules/validate.ts';
import type { Mistake, TemplateMistakes } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { OutsideState } from '../../store/delivery/template-outside.ts';
import type { Queryable } from '../../store/database/database.ts';
import { findByHolder } from '../../store/engine/templates.ts';
import { unseenCourses } from '../../store/lists/course-list.ts';
import { knownImages } from '../../store/open-badges/images.ts';
import { findIssuer } from '../../store/open-badges/issuers.ts';
import type { TemplateWarning } from '../schemas/template-warnings.ts';
import type { TemplateDocument } from '../schemas/templates.ts';
import { told } from '../../told.ts';

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
  return [
    ...validateTemplate(template, vocabulary),
    ...(await findTwin(queryable, template)),
    ...(await findAchievementMistakes(queryable, template)),
  ];
}

/** The same, and apart from it what the template lacks before it can be active (S18). */
export async function findAllMistakes(
  queryable: Queryable,
  template: Template,
  vocabulary: Vocabulary,
): Promise<TemplateMistakes> {
  const { mistakes, activationMistakes } = checkTemplate(template, vocabulary);
  const more = [...(await findTwin(queryable, template)), ...(await findAchievementMistakes(queryable, template))];
  return { mistakes: [...mistakes, ...more], activationMistakes };
}

/** What a template names of issuers and images has to be there, and belongs to badges that Laurel issues itself. */
export async function findAchievementMistakes(
  queryable: Queryable,
  { holder, achievement }: Template,
): Promise<Mistake[]> {
  if (achievement == null) return [];
  if (holder.origin !== 'openedx')
    return [mistakeAt(['achievement'], told`is only for origin openedx; remove it or change the origin`)];
  const { issuer, image } = achievement;
  const mistakes: Mistake[] = [];
  if (issuer !== null && (await findIssuer(queryable, issuer)) === null)
    mistakes.push(
      mistakeAt(['achievement', 'issuer'], told`there is no issuer "${issuer}"; create it first, or choose another`),
    );
  if (image !== null && !(await knownImages(queryable, [image])).has(image))
    mistakes.push(mistakeAt(['achievement', 'image'], told`this image has not been uploaded; upload it first`));
  return mistakes;
}

async function findTwin(queryable: Queryable, { id, holder }: Template): Promise<Mistake[]> {
  const other = await findByHolder(queryable, holder);
  if (other === null || other === id) return [];
  const field = holder.origin === 'accredible' ? 'group' : 'template';
  const why = told`the badge template "${other}" already issues the same badge of the provider; edit that one, or choose another badge`;
  return [mistakeAt(['holder', field], why)];
}

/**
 * What is no mistake, and yet keeps badges from being earned or issued.
 *
 * @param state how the template was at its provider when it was looked at last; null: never
 */
export async function findWarnings(
  queryable: Queryable,
  template: Template,
  accounts: readonly KnownAccount[],
  state: OutsideState | null,
): Promise<TemplateWarning[]> {
  const keys = findCourseKeyWarnings(template).map(({ path, ...rest }): TemplateWarning => ({
    kind: 'course_key',
    path: [...path],
    ...rest,
  }));
  return [
    ...keyWarnings(template.holder, accounts),
    ...stateWarnings(template.holder, state),
    ...keys,
    ...(await unseenWarnings(queryable, template)),
  ];
}

async function unseenWarnings(queryable: Queryable, template: Template): Promise<TemplateWarning[]> {
  const rules = findCourseRules(template);
  const unseen = await unseenCourses(
    queryable,
    rules.map(({ key }) => key),
  );
  return rules
    .filter(({ key }) => unseen.has(key))
    .map(({ path, key }) => ({
      kind: 'course_unseen',
      path: [...path],
      message: unseenCourse(key),
      value: key,
      suggestion: null,
    }));
}

function keyWarnings(holder: Holder, accounts: readonly KnownAccount[]): TemplateWarning[] {
  const missing = accountWithoutKey(holder, accounts);
  if (missing === null) return [];
  const path = ['holder', holder.origin === 'credly' ? 'organization' : 'account'];
  const message = `${missing.name} has no key yet, so badges can't be issued. ${missing.todo}`;
  return [{ kind: 'account_without_key', path, message, value: missing.account, suggestion: null }];
}

function stateWarnings(holder: Holder, state: OutsideState | null): TemplateWarning[] {
  const reason = whyUnissuable(holder, state);
  if (reason === null || holder.origin === 'openedx') return [];
  const [field, value] = holder.origin === 'credly' ? ['template', holder.template] : ['group', String(holder.group)];
  const kind = `${reason.state}_at_provider` as const;
  return [{ kind, path: ['holder', field], message: reason.message, value, suggestion: null }];
}
