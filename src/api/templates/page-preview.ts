import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { achievementContent } from '../../issuing/openedx/achievement-content.ts';
import { defaultIssuer, requireIssuer } from '../../issuing/issuers/issuers.ts';
import type { Template } from '../../rules/template.ts';
import type { Settings } from '../../settings.ts';
import type { Queryable } from '../../store/database/database.ts';
import { achievementPage } from '../public-pages/achievement-page.ts';
import type { Language } from '../public-pages/language.ts';
import { achievementView, cardAddress } from '../public/page-views.ts';
import { RequestMistakes } from '../problems.ts';
import { findAchievementMistakes } from './template-mistakes.ts';

/**
 * The public page of what a template is for, as it would be if it were stored like this. Its pictures come from this site, as
 * nothing of it is public yet.
 *
 * @throws RequestMistakes TEMPLATE_INVALID for an issuer or a picture that is not there; LaurelError ISSUER_NOT_FOUND while nobody
 *   issues
 */
export async function previewPage(
  database: Queryable,
  { issuing, http }: Pick<Settings, 'issuing' | 'http'>,
  template: Template,
  language: Language,
): Promise<string> {
  const mistakes = await findAchievementMistakes(database, template);
  if (mistakes.length > 0) throw new RequestMistakes('TEMPLATE_INVALID', mistakes);
  const named = template.achievement?.issuer ?? null;
  const issuer =
    named === null ? await defaultIssuer(database, issuing.defaultIssuer) : await requireIssuer(database, named);
  if (issuer === null)
    throw new LaurelError(
      'ISSUER_NOT_FOUND',
      told`The page names the issuer. Create an issuer first, under Connections.`,
    );
  const { name, description, imageUrl, requirements } = template;
  const facts = { templateId: 0, name, description, imageUrl, achievement: template.achievement ?? null, requirements };
  const content = achievementContent(facts, issuer);
  // No id leads anywhere yet.
  const id = '00000000-0000-0000-0000-000000000000';
  const view = achievementView(
    { ...issuer, baseUrl: http.publicUrl },
    { id, version: 1, issuerId: issuer.id, content },
  );
  return achievementPage(view, cardAddress(view.page), language);
}
