/**
 * What stands behind the `?` of a page's address: plain names and texts, so that addresses can be read, written by hand and
 * passed on. Each page says in `validateSearch` which ones it knows.
 */
export type SearchTexts = Readonly<Record<string, string>>;

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : [],
  );
  return texts.length === 0 ? '' : `?${new URLSearchParams(texts).toString()}`;
}

/** A text of the search; undefined when it is not there. */
export function searchText(search: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = search[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of these words; undefined when it is not there or is another one. */
export function searchChoice<const Choice extends string>(
  search: Readonly<Record<string, unknown>>,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

/** A day such as `2026-01-31`; undefined when it is not there or no day. */
export function searchDay(search: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const text = searchText(search, name);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}
