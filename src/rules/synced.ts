import type { Template } from './template.ts';
import type { Mistake } from './validate.ts';

/** What of a template its provider says, in the words of the template. */
export const syncedFields = ['name', 'description', 'imageUrl', 'holder'] as const;
export type SyncedField = (typeof syncedFields)[number];

/** What is the provider's in a template that follows one. */
export interface Following {
  /** How the provider is called. */
  readonly provider: string;
  /** Not all: one that can't issue there any more may be issued elsewhere. */
  readonly fields: readonly SyncedField[];
}

const called: Readonly<Record<Exclude<SyncedField, 'holder'>, string>> = {
  name: 'the name',
  description: 'the description',
  imageUrl: 'the image URL',
};

/**
 * What somebody wants to change of a template although it is the provider's: the next sync would set it back, and badges that
 * are issued there would say something else. Pure.
 *
 * @param following null: the template follows nothing
 */
export function findSyncedMistakes(
  following: Following | null,
  stored: Pick<Template, SyncedField>,
  wanted: Pick<Template, SyncedField>,
): Mistake[] {
  if (following === null) return [];
  const { provider, fields } = following;
  return fields
    .filter((field) => textOf(stored, field) !== textOf(wanted, field))
    .map((field): Mistake => {
      if (field === 'holder')
        return {
          path: [field],
          message: `it is issued through its template at ${provider}, which it is synced with; to issue through another place, archive it there and sync, or make a copy of it here`,
        };
      const value = textOf(stored, field);
      const is = value === '' ? 'empty' : `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`;
      return {
        path: [field],
        message: `${called[field]} comes from ${provider}, where it is ${is}; leave it so here, change it there, and sync`,
      };
    });
}

function textOf(template: Pick<Template, SyncedField>, field: SyncedField): string {
  const value = template[field];
  // Of a holder, the order of keys means nothing.
  if (typeof value === 'object' && value !== null) return JSON.stringify(value, Object.keys(value).toSorted());
  return value ?? '';
}
