import type {
  DataRuleDocument,
  HolderDocument,
  PenaltyDocument,
  RequirementDocument,
  TemplateDocument,
} from '../../../../src/api/schemas/templates.ts';
import type { OperatorName, Origin } from '../../../../src/rules/template.ts';

import { toAchievement, toAchievementDraft } from './achievement-draft.ts';
import type { AchievementDraft } from './achievement-draft.ts';
import { newKey } from './keys.ts';

/**
 * A template as it stands in the editor. Everything in a list has a key of its own, which stays the same while places and
 * ids change: fields, mistakes and links go by keys.
 */
export interface TemplateDraft {
  readonly id: string;
  /** True while the id is made from the name. */
  readonly idFollows: boolean;
  readonly name: string;
  readonly description: string;
  /** Empty: none. */
  readonly imageUrl: string;
  readonly holder: HolderDraft;
  /** What is sent for badges that Laurel issues itself; it stays while another origin is looked at. */
  readonly achievement: AchievementDraft;
  readonly requirements: readonly RequirementDraft[];
  readonly penalties: readonly PenaltyDraft[];
}

/** What was entered for each origin stays while another one is looked at. */
export interface HolderDraft {
  readonly origin: Origin;
  readonly organization: string;
  readonly template: string;
  readonly account: string;
  readonly group: string;
}

export interface RuleDraft {
  readonly key: string;
  readonly path: string;
  readonly operator: OperatorName;
  readonly value: string;
}

/** What requirements and penalties have in common. */
export interface ConditionDraft {
  readonly key: string;
  readonly id: string;
  /** True while the id is made from the description. */
  readonly idFollows: boolean;
  readonly event: string;
  readonly description: string;
  readonly rules: readonly RuleDraft[];
}

export interface RequirementDraft extends ConditionDraft {
  readonly group: string | null;
}

export interface PenaltyDraft extends ConditionDraft {
  /** Keys of the requirements that it resets. */
  readonly resets: readonly string[];
}

/** A stored template, to be edited. */
export function toDraft(document: TemplateDocument): TemplateDraft {
  const requirements = document.requirements.map(({ rules, ...requirement }) => ({
    ...requirement,
    key: newKey(),
    idFollows: false,
    rules: rules.map(toRuleDraft),
  }));
  return {
    id: document.id,
    idFollows: false,
    name: document.name,
    description: document.description,
    imageUrl: document.imageUrl ?? '',
    holder: toHolderDraft(document.holder),
    achievement: toAchievementDraft(document.achievement ?? null),
    requirements,
    penalties: document.penalties.map(({ rules, requirements: linked, ...penalty }) => ({
      ...penalty,
      key: newKey(),
      idFollows: false,
      resets: requirements.filter(({ id }) => linked.includes(id)).map(({ key }) => key),
      rules: rules.map(toRuleDraft),
    })),
  };
}

export function toRuleDraft({ path, operator, value }: DataRuleDocument): RuleDraft {
  return { key: newKey(), path, operator, value };
}

function toHolderDraft(holder: HolderDocument): HolderDraft {
  const empty = { organization: '', template: '', account: '', group: '' };
  switch (holder.origin) {
    case 'openedx':
      return { ...empty, origin: 'openedx' };
    case 'credly':
      return { ...empty, ...holder };
    case 'accredible':
      return { ...empty, origin: 'accredible', account: holder.account, group: String(holder.group) };
  }
}

/** The draft as it is sent: without keys, links by id. */
export function toDocument(draft: TemplateDraft): TemplateDocument {
  const { id, name, description, imageUrl, holder, achievement, requirements, penalties } = draft;
  const idOf = new Map(requirements.map((requirement) => [requirement.key, requirement.id]));
  return {
    id,
    name: name.trim(),
    description: description.trim(),
    imageUrl: imageUrl.trim() === '' ? null : imageUrl.trim(),
    holder: toHolder(holder),
    achievement: holder.origin === 'openedx' ? toAchievement(achievement) : null,
    requirements: requirements.map((requirement): RequirementDocument => ({
      ...toCondition(requirement),
      group: requirement.group,
    })),
    penalties: penalties.map((penalty): PenaltyDocument => ({
      ...toCondition(penalty),
      requirements: penalty.resets.flatMap((key) => idOf.get(key) ?? []),
    })),
  };
}

function toCondition({ id, event, description, rules }: ConditionDraft) {
  return {
    id,
    event,
    description: description.trim(),
    rules: rules.map(({ path, operator, value }) => ({ path, operator, value })),
  };
}

function toHolder({ origin, organization, template, account, group }: HolderDraft): HolderDocument {
  switch (origin) {
    case 'openedx':
      return { origin };
    case 'credly':
      return { origin, organization: organization.trim(), template: template.trim() };
    case 'accredible':
      return { origin, account: account.trim(), group: Number(group) };
  }
}
