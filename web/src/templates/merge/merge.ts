import type { SyncedField } from '../../../../src/rules/synced.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { combine } from './combine.ts';
import type { Difference, Part, Side } from './parts.ts';
import { same } from './same.ts';

/** What becomes of two edits of one template. */
export interface Merge {
  /** Changed by both, and not to the same: one of the two has to be chosen. */
  readonly conflicts: readonly Difference[];
  /** Changed by one of the two only; each is kept. */
  readonly kept: readonly (Difference & { readonly by: Side })[];
  /** The template with every change of both, and of each conflict what was chosen. */
  readonly resolve: (choose: (part: Part) => Side) => TemplateDocument;
}

/**
 * Merges two edits that began with the same template: what only one has changed is taken over. Texts are compared as a whole,
 * requirements and penalties one by one, by their ids. Pure.
 *
 * @param locked what nobody changes here, since a provider says it: as the others have it
 */
export function mergeTemplates(
  base: TemplateDocument,
  mine: TemplateDocument,
  theirs: TemplateDocument,
  locked: readonly SyncedField[] = [],
): Merge {
  const stored = Object.fromEntries(locked.map((field) => [field, theirs[field]]));
  const sides = { mine: { ...mine, ...stored }, theirs };
  const conflicts: Difference[] = [];
  const kept: (Difference & { readonly by: Side })[] = [];
  combine(base, sides, (difference) => {
    const by = whoseAlone(difference);
    if (by === 'both') conflicts.push(difference);
    else if (by !== 'nobody') kept.push({ ...difference, by });
    return by === 'mine' ? 'mine' : 'theirs';
  });
  return {
    conflicts,
    kept,
    resolve: (choose) =>
      combine(base, sides, (difference) => {
        const by = whoseAlone(difference);
        if (by === 'both') return choose(difference.part);
        return by === 'mine' ? 'mine' : 'theirs';
      }),
  };
}

function whoseAlone({ part, base, mine, theirs }: Difference): Side | 'both' | 'nobody' {
  if (same(mine, theirs)) return 'nobody';
  if (part.contested) return 'both';
  if (same(base, mine)) return 'theirs';
  return same(base, theirs) ? 'mine' : 'both';
}
