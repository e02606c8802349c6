import type { Achievement, DataRule, Penalty, Requirement } from '../../rules/template.ts';

/** The parts of a template as they are stored: nothing but their fields, in one order, so that equal ones are equal as text. */

export function plainRequirement({ id, event, group, description, rules }: Requirement): Requirement {
  return { id, event, group, description, rules: rules.map(plainRule) };
}

export function plainPenalty({ id, event, description, requirements, rules }: Penalty): Penalty {
  return { id, event, description, requirements: [...requirements], rules: rules.map(plainRule) };
}

function plainRule({ path, operator, value }: DataRule): DataRule {
  return { path, operator, value };
}

export function plainAchievement(achievement: Achievement | null | undefined): Achievement | null {
  if (achievement == null) return null;
  const { issuer, type, criteria, tags, alignments, language, image } = achievement;
  const plain = alignments.map(({ name, url, framework, code }) => ({ name, url, framework, code }));
  return { issuer, type: type ?? null, criteria, tags: [...tags], alignments: plain, language, image };
}
