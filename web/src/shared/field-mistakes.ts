import type { ApiError } from '../api/api-error.ts';
import { sayWording } from '../i18n/say-server.ts';
import type { Say } from '../i18n/use-text.ts';
import { asSentence } from './as-sentence.ts';

/** What the API says of the fields of a form, and what no field can tell. */
export interface FieldMistakes {
  /** By the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Null when the fields tell everything. */
  readonly rest: ApiError | null;
}

/**
 * Puts the mistakes of a refused request at the fields of the form that it was made from.
 *
 * @param names of the fields, as the API names them
 */
export function fieldMistakes(say: Say, error: ApiError | null, names: readonly string[]): FieldMistakes {
  if (error === null) return { fields: {}, rest: null };
  const fields: Record<string, string> = {};
  for (const { path, wording } of error.mistakes) {
    const name = path.join('.');
    if (names.includes(name)) fields[name] ??= asSentence(sayWording(say, wording));
  }
  const isTold = error.mistakes.length > 0 && error.mistakes.every(({ path }) => names.includes(path.join('.')));
  return { fields, rest: isTold ? null : error };
}
