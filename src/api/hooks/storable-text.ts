import { RequestMistakes } from '../problems.ts';
import type { ApiServer } from '../parts.ts';
import { mistakeAt } from '../../rules/validate.ts';
import { told } from '../../told.ts';

const why = told`contains an invalid character (U+0000, or half of a surrogate pair)`;

/** So many places are told; who finds these finds the others. */
const mostPlaces = 10;

/**
 * Refuses text that PostgreSQL can't store: with the character U+0000, or with half a surrogate pair. It would fail
 * later, in the middle of things.
 */
export function addStorableText(server: ApiServer): void {
  server.addHook('preValidation', async ({ body, query, params }) => {
    const places: Place[] = [];
    for (const part of [body, query, params]) findUnstorable(part, [], places);
    if (places.length > 0)
      throw new RequestMistakes(
        'REQUEST_INVALID',
        places.map((path) => mistakeAt(path, why)),
      );
  });
}

type Place = readonly (string | number)[];

/**
 * Adds the places of such text to those found, and stops when there are enough. By recursion: bodies are not deep, the parser
 * sees to that.
 *
 * @param place where the value is: one array for the whole walk
 */
function findUnstorable(value: unknown, place: (string | number)[], found: Place[]): void {
  if (found.length >= mostPlaces) return;
  if (typeof value === 'string') {
    if (!isStorable(value)) found.push([...place]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      if (typeof key === 'string' && !isStorable(key)) found.push([...place]);
      place.push(key);
      findUnstorable(item, place, found);
      place.pop();
    }
  }
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
