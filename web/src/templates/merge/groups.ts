import { firstFreeGroup, groupRequirements } from '../../../../src/rules/groups.ts';
import type { RequirementDocument } from '../../../../src/api/schemas/templates.ts';
import type { Side } from './parts.ts';
import { same } from './same.ts';

type Requirements = readonly RequirementDocument[];

/** Which requirements stand in for one another: ids by group, in one order. */
export type Grouping = readonly (readonly string[])[];

/**
 * Puts the requirements of two edits into groups. Labels mean nothing but who is in one together, and two people who each add a
 * group give both the same one: so it is groupings that are compared. How the requirements that both have count together is one
 * part; what only one of the two has joins those that it is with there.
 *
 * @param merged the requirements of both, with any groups
 * @param choose told of the groupings before, of mine and of theirs, where they are not all the same
 */
export function groupMerged(
  merged: Requirements,
  base: Requirements,
  edits: Readonly<Record<Side, Requirements>>,
  choose: (base: Grouping, mine: Grouping, theirs: Grouping) => Side,
): RequirementDocument[] {
  const ids = (list: Requirements): Set<string> => new Set(list.map(({ id }) => id));
  const [inMine, inTheirs] = [ids(edits.mine), ids(edits.theirs)];
  const shared = merged.map(({ id }) => id).filter((id) => inMine.has(id) && inTheirs.has(id));
  const groupings = [base, edits.mine, edits.theirs].map((list) => groupingOf(list, shared));
  const [before = [], mine = [], theirs = []] = groupings;
  const isUntouched = same(before, mine) && same(before, theirs);
  // Without another grouping, labels that were given anew stay.
  const labelled: Side = same(labelsOf(base, shared), labelsOf(edits.theirs, shared)) ? 'mine' : 'theirs';
  const lead = isUntouched ? labelled : choose(before, mine, theirs);

  const groups = new Map<string, string | null>(labelsOf(edits[lead], shared));
  const taken = (): Pick<RequirementDocument, 'group'>[] => [
    ...[...groups.values()].map((group) => ({ group })),
    ...edits.mine,
    ...edits.theirs,
  ];
  for (const side of ['theirs', 'mine'] as const)
    for (const members of groupRequirements(edits[side])) {
      const [added, others] = [members.filter((id) => !groups.has(id)), members.filter((id) => groups.has(id))];
      const joined = others[0];
      const own = edits[side].find(({ id }) => id === added[0])?.group ?? null;
      if (added.length === 0) continue;
      const isFree = own === null || ![...groups.values()].includes(own);
      const label =
        joined === undefined
          ? isFree
            ? own
            : firstFreeGroup(taken())
          : (groups.get(joined) ?? firstFreeGroup(taken()));
      if (joined !== undefined) groups.set(joined, label);
      for (const id of added) groups.set(id, label);
    }
  return merged.map((requirement) => ({ ...requirement, group: groups.get(requirement.id) ?? null }));
}

/** How some of the requirements count together; those that are not there, on their own. */
function groupingOf(list: Requirements, some: readonly string[]): Grouping {
  const groups = groupRequirements(list).map((group) => group.filter((id) => some.includes(id)).toSorted());
  const there = new Set(groups.flat());
  const alone = some.filter((id) => !there.has(id)).map((id) => [id]);
  return [...groups.filter(({ length }) => length > 0), ...alone].toSorted((one, other) =>
    (one[0] ?? '') < (other[0] ?? '') ? -1 : 1,
  );
}

function labelsOf(list: Requirements, some: readonly string[]): [id: string, group: string | null][] {
  return list.filter(({ id }) => some.includes(id)).map(({ id, group }) => [id, group]);
}
