import type { Requirement } from './template.ts';

/**
 * Requirements by group (S8): same group OR, different groups AND, and a requirement without a group is one of its own.
 *
 * @returns ids of requirements, one list per group, in the order in which the groups first appear
 */
export function groupRequirements(requirements: readonly Pick<Requirement, 'id' | 'group'>[]): string[][] {
  const groups = new Map<string | symbol, string[]>();
  for (const { id, group } of requirements) {
    const key = group ?? Symbol(id);
    const members = groups.get(key);
    if (members) members.push(id);
    else groups.set(key, [id]);
  }
  return [...groups.values()];
}

/** The first label of A, B, ... Z, AA, AB, ... that no requirement uses yet: the default of a new requirement (S8). */
export function firstFreeGroup(requirements: readonly Pick<Requirement, 'group'>[]): string {
  const taken = new Set(requirements.map(({ group }) => group));
  let number = 0;
  while (taken.has(groupLabel(number))) number += 1;
  return groupLabel(number);
}

function groupLabel(number: number): string {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : groupLabel(Math.floor(number / 26) - 1) + last;
}
