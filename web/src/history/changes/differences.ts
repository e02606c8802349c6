/** A value that is not the same as before. Undefined: it was not there, or is there no more. */
export interface Difference {
  /** From the thing itself downwards: `requirements[pass].rules`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What is different between two states of a thing, value by value. Lists of things with ids are compared thing by thing;
 * other lists as a whole.
 *
 * @param before null: it was not there
 * @param after null: it is there no more
 */
export function differences(before: unknown, after: unknown): Difference[] {
  return compare('', before ?? {}, after ?? {});
}

function compare(path: string, before: unknown, after: unknown): Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => compare(path === '' ? name : `${path}.${name}`, before[name], after[name]));
  }
  if (isListOfThings(before) && isListOfThings(after)) {
    const ids = [...new Set([...before, ...after].map(({ id }) => id))];
    const find = (list: readonly Thing[], id: string): Thing | undefined => list.find((each) => each.id === id);
    return ids.flatMap((id) => compare(`${path}[${id}]`, find(before, id), find(after, id)));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

interface Thing {
  readonly id: string;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfThings(value: unknown): value is readonly Thing[] {
  return Array.isArray(value) && value.every((each) => isObject(each) && typeof each['id'] === 'string');
}
