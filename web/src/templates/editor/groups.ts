import { firstFreeGroup, groupRequirements } from '../../../../src/rules/groups.ts';
import type { RequirementDraft } from './draft.ts';

/** The requirements as they are shown: one list per group, in the order in which the groups first appear (S8). */
export function boxesOf(requirements: readonly RequirementDraft[]): RequirementDraft[][] {
  const byKey = new Map(requirements.map((requirement) => [requirement.key, requirement]));
  return groupRequirements(requirements.map(({ key, group }) => ({ id: key, group }))).map((keys) =>
    keys.flatMap((key) => byKey.get(key) ?? []),
  );
}

/** The requirement as one that counts on its own: it must be met, whatever else is. */
export function moveOut(requirements: readonly RequirementDraft[], key: string): RequirementDraft[] {
  const others = requirements.filter((requirement) => requirement.key !== key);
  const group = firstFreeGroup(others);
  return requirements.map((requirement) => (requirement.key === key ? { ...requirement, group } : requirement));
}

/** The requirement as one that can stand in for another one, and that other for it. */
export function moveTogether(
  requirements: readonly RequirementDraft[],
  key: string,
  otherKey: string,
): RequirementDraft[] {
  const group = requirements.find((requirement) => requirement.key === otherKey)?.group ?? firstFreeGroup(requirements);
  return requirements.map((requirement) =>
    requirement.key === key || requirement.key === otherKey ? { ...requirement, group } : requirement,
  );
}
