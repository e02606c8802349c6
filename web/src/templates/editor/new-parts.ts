import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import { firstFreeGroup } from '../../../../src/rules/groups.ts';
import { emptyAchievement } from './achievement-draft.ts';
import { newKey } from './keys.ts';
import type { ConditionDraft, PenaltyDraft, RequirementDraft, RuleDraft, TemplateDraft } from './draft.ts';

const usualEvent = 'org.openedx.learning.course.passing.status.updated.v1';

/** A template that somebody begins. */
export function newTemplate(): TemplateDraft {
  return {
    id: 'template',
    idFollows: true,
    name: '',
    description: '',
    imageUrl: '',
    holder: { origin: 'openedx', organization: '', template: '', account: '', group: '' },
    achievement: emptyAchievement,
    requirements: [],
    penalties: [],
  };
}

/** A requirement to begin with: about passing a course where that is configured, else about the first event type. */
export function newRequirement(
  requirements: readonly RequirementDraft[],
  eventTypes: readonly EventType[],
  group = firstFreeGroup(requirements),
): RequirementDraft {
  const type = eventTypes.find((each) => each.type === usualEvent) ?? eventTypes[0];
  return { ...newCondition(type), group };
}

/** A penalty that takes back what a requirement gives, where it is about passing; else one to be filled in. */
export function newPenalty(requirement: RequirementDraft | undefined, eventTypes: readonly EventType[]): PenaltyDraft {
  if (!requirement) return { ...newCondition(eventTypes[0]), resets: [] };
  const rules = requirement.rules.map((rule) => ({
    ...rule,
    key: newKey(),
    value: rule.path === 'is_passing' ? (rule.value === 'true' ? 'false' : 'true') : rule.value,
  }));
  return {
    key: newKey(),
    id: '',
    idFollows: true,
    event: requirement.event,
    description: '',
    rules,
    resets: [requirement.key],
  };
}

/** A copy, which counts on its own. */
export function copyRequirement(
  requirement: RequirementDraft,
  requirements: readonly RequirementDraft[],
): RequirementDraft {
  const rules = requirement.rules.map((rule) => ({ ...rule, key: newKey() }));
  return { ...requirement, key: newKey(), idFollows: true, group: firstFreeGroup(requirements), rules };
}

function newCondition(type: EventType | undefined): ConditionDraft {
  return {
    key: newKey(),
    id: '',
    idFollows: true,
    event: type?.type ?? '',
    description: '',
    rules: type ? usualRules(type) : [],
  };
}

/** The rules that almost everybody wants for an event type: that it is passed, and which course it is about. */
export function usualRules({ keyPaths }: EventType): RuleDraft[] {
  const rules: RuleDraft[] = [];
  if (keyPaths.some(({ path }) => path === 'is_passing')) rules.push(newRule('is_passing', 'true'));
  const course = keyPaths.find(({ path }) => isCourseKey(path));
  if (course) rules.push(newRule(course.path, ''));
  return rules;
}

export function newRule(path: string, value: string): RuleDraft {
  return { key: newKey(), path, operator: 'eq', value };
}

/** Whether the value at a path is the key of a course. */
export function isCourseKey(path: string): boolean {
  return /(?:^|[._])(?:course_key|course_id)$/.test(path);
}

/** Whether the value at a path is the key of a custom course (CCX). */
export function isCcxKey(path: string): boolean {
  return /(?:^|\.)ccx_course_key$/.test(path);
}
