import type { PenaltyDocument } from '../../../../src/api/schemas/templates.ts';
import type { Side } from './parts.ts';

/**
 * Which requirements a penalty resets: every link that one of the two has added or taken away. Links to a requirement of which
 * only one of the two has any go with it.
 */
export function mergedLinks(
  base: readonly string[],
  my: PenaltyDocument,
  their: PenaltyDocument,
  chosen: ReadonlyMap<string, Side>,
): string[] {
  const [mine, theirs] = [my.requirements, their.requirements];
  const all = new Set([...theirs, ...mine]);
  const isKept = (id: string): boolean => {
    const side = chosen.get(id);
    if (side !== undefined) return (side === 'mine' ? mine : theirs).includes(id);
    return mine.includes(id) === base.includes(id) ? theirs.includes(id) : mine.includes(id);
  };
  // Where only one has changed them, they stay in that order.
  return [...(sameList(base, theirs) ? new Set([...mine, ...all]) : all)].filter(isKept);
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
