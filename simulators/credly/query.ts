import type { Call } from '../base/answer.ts';

/** Credly's filter grammar: `key::value`, several joined by `|`; a value may be a comma list. */
export type Filter = ReadonlyMap<string, string>;

export function filterOf(call: Call): Filter {
  const parts = (call.query['filter'] ?? '').split('|').filter((part) => part.includes('::'));
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('::')), part.slice(part.indexOf('::') + 2)]));
}

/** How one key of a filter judges a row. */
export type Judge<T> = (row: T, value: string) => boolean;

/** The rows that every known key of the filter lets pass; unknown keys are left aside. */
export function applyFilter<T>(rows: readonly T[], filter: Filter, judges: Readonly<Record<string, Judge<T>>>): T[] {
  const active = [...filter].flatMap(([key, value]) => {
    const judge = judges[key];
    return judge ? [(row: T) => judge(row, value)] : [];
  });
  return rows.filter((row) => active.every((judge) => judge(row)));
}

/** True when the value is one of a comma list. */
export function oneOf(value: string | null, list: string): boolean {
  return value !== null && list.split(',').includes(value);
}

/** Reads a sort key off a row; null sorts first. */
export type SortKey<T> = (row: T) => string | number | null;

/** Sorts by `key1|-key2`; a leading minus means descending, unknown keys are left aside. The sort is stable. */
export function applySort<T>(rows: readonly T[], call: Call, keys: Readonly<Record<string, SortKey<T>>>): T[] {
  const wanted = (call.query['sort'] ?? '').split('|').flatMap((word) => {
    const read = keys[word.replace(/^-/, '')];
    return read ? [{ read, sign: word.startsWith('-') ? -1 : 1 }] : [];
  });
  return [...rows].toSorted((a, b) => {
    for (const { read, sign } of wanted) {
      const order = compare(read(a), read(b));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
