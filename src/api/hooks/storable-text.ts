import { RequestMistakes } from '../problems.ts';
import type { ApiServer } from '../parts.ts';

/**
 * Refuses text that PostgreSQL can't store: with the character U+0000, or with half a surrogate pair. It would fail
 * later, in the middle of things.
 */
export function addStorableText(server: ApiServer): void {
  server.addHook('preValidation', async ({ body, query, params }) => {
    const places = [body, query, params].flatMap((part) => findUnstorable(part, []));
    if (places.length > 0) {
      const message = 'holds a character that no text has (U+0000, or half of a surrogate pair)';
      throw new RequestMistakes(
        'REQUEST_INVALID',
        places.map((path) => ({ path, message })),
      );
    }
  });
}

type Place = readonly (string | number)[];

function findUnstorable(value: unknown, place: Place): Place[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [place];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => findUnstorable(item, [...place, index]));
  return Object.entries(value).flatMap(([key, item]) => [
    ...(isStorable(key) ? [] : [place]),
    ...findUnstorable(item, [...place, key]),
  ]);
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
