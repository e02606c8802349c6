import { cut } from './cut.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';
import type { Template } from './template.ts';
import { mistakeAt } from './validate.ts';
import type { Mistake } from './validate.ts';

/** What of a template its provider says, in the words of the template. */
export const syncedFields = ['name', 'description', 'imageUrl', 'holder'] as const;
export type SyncedField = (typeof syncedFields)[number];

const longestQuote = 80;

/** What is the provider's in a template that follows one. */
export interface Following {
  /** How the provider is called. */
  readonly provider: string;
  /** Not all: one that can't issue there any more may be issued elsewhere. */
  readonly fields: readonly SyncedField[];
}

const called: Readonly<Record<Exclude<SyncedField, 'holder'>, Told>> = {
  name: told`the name`,
  description: told`the description`,
  imageUrl: told`the image URL`,
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
        return mistakeAt(
          [field],
          told`it is issued through its template at ${provider}, with which it is synced; to issue it through another place, archive it there and sync, or copy it here`,
        );
      const value = textOf(stored, field);
      return mistakeAt(
        [field],
        value === ''
          ? told`${called[field]} comes from ${provider}, where it is empty; leave it empty here, change it there, and sync`
          : told`${called[field]} comes from ${provider}, where it is "${cut(value, longestQuote)}"; leave it like that here, change it there, and sync`,
      );
    });
}

function textOf(template: Pick<Template, SyncedField>, field: SyncedField): string {
  const value = template[field];
  // Of a holder, the order of keys means nothing.
  if (typeof value === 'object' && value !== null) return JSON.stringify(value, Object.keys(value).toSorted());
  return value ?? '';
}
