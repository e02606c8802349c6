import { idFrom } from '../../shared/id-from.ts';
import type { TemplateDraft } from './draft.ts';

/** An id, with a number at its end where it is taken. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** The draft with every id that follows a name or a description made anew from it. */
export function withIds(draft: TemplateDraft): TemplateDraft {
  return {
    ...draft,
    id: draft.idFollows ? idFrom(draft.name, 'template') : draft.id,
    requirements: follow(draft.requirements, 'requirement'),
    penalties: follow(draft.penalties, 'penalty'),
  };
}

function follow<Item extends { readonly id: string; readonly idFollows: boolean; readonly description: string }>(
  items: readonly Item[],
  fallback: string,
): readonly Item[] {
  const taken = new Set(items.filter(({ idFollows }) => !idFollows).map(({ id }) => id));
  const followed = items.map((item) => {
    if (!item.idFollows) return item;
    const id = freeId(idFrom(item.description, fallback), taken);
    taken.add(id);
    return id === item.id ? item : { ...item, id };
  });
  // The same list when nothing has changed, so that nothing is drawn again.
  return followed.every((item, index) => item === items[index]) ? items : followed;
}
