import { Document } from 'yaml';
import type { Achievement, DataRule, Template } from '../rules/template.ts';

/**
 * Writes templates as a badges file, so that parseBadgesFile (badges-file.ts) gives the same templates again (their versions
 * aside).
 */
export function writeBadgesFile(templates: readonly Template[]): string {
  const document = new Document(badgesFileValue(templates));
  document.commentBefore = ' Badge templates of Laurel. Check with `laurel simulate`, bring in with `laurel apply`.';
  return document.toString({ lineWidth: 0 });
}

/** Templates in the form of the file, before it is text. */
export function badgesFileValue(templates: readonly Template[]): object {
  return { templates: templates.map(toFile) };
}

function toFile(template: Template): object {
  const { holder } = template;
  return {
    id: template.id,
    name: template.name,
    ...(template.description === '' ? {} : { description: template.description }),
    ...(template.imageUrl === null ? {} : { image_url: template.imageUrl }),
    origin: holder.origin,
    ...(template.achievement == null ? {} : { openedx: achievementToFile(template.achievement) }),
    ...(holder.origin === 'credly' ? { credly: { organization: holder.organization, template: holder.template } } : {}),
    ...(holder.origin === 'accredible' ? { accredible: { account: holder.account, group: holder.group } } : {}),
    active: template.active,
    requirements: template.requirements.map(({ id, event, group, description, rules }) => ({
      id,
      event,
      ...(group === null ? {} : { group }),
      ...(description === '' ? {} : { description }),
      ...(rules.length === 0 ? {} : { rules: rules.map(ruleToFile) }),
    })),
    ...(template.penalties.length === 0 ? {} : { penalties: template.penalties.map(penaltyToFile) }),
  };
}

function penaltyToFile({ id, event, description, requirements, rules }: Template['penalties'][number]): object {
  return {
    id,
    event,
    ...(description === '' ? {} : { description }),
    requirements: [...requirements],
    ...(rules.length === 0 ? {} : { rules: rules.map(ruleToFile) }),
  };
}

function ruleToFile({ path, operator, value }: DataRule): object {
  return { path, operator, value };
}

function achievementToFile({ issuer, type, criteria, tags, alignments, language, image }: Achievement): object {
  return {
    ...(issuer === null ? {} : { issuer }),
    ...(type == null ? {} : { type }),
    ...(criteria === '' ? {} : { criteria }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(alignments.length === 0
      ? {}
      : {
          alignments: alignments.map(({ name, url, framework, code }) => ({
            name,
            url,
            ...(framework === null ? {} : { framework }),
            ...(code === null ? {} : { code }),
          })),
        }),
    ...(language === null ? {} : { language }),
    ...(image === null ? {} : { image }),
  };
}
