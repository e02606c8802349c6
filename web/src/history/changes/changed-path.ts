import type { Say } from '../../i18n/use-text.ts';
import { fieldText } from './field-text.ts';
import { templatePartText } from './template-part-text.ts';

/**
 * Where something was changed, in words: `requirements[pass].rules` is "Requirements: Pass the course, Rules".
 *
 * @param states what it was in before and after, for the descriptions of things in lists
 */
export function pathWords(say: Say, path: string, states: readonly unknown[]): string {
  const parts = path.split('.').map((part) => {
    const [, list = part, id] = /^(\w+)\[(.+)\]$/.exec(part) ?? [];
    const name = fieldWords(say, list);
    return id === undefined ? name : say(fieldText.ofThing, { list: name, thing: thingWords(list, id, states) });
  });
  return parts.reduce((whole, part) => say(fieldText.ofPart, { whole, part }));
}

/** What a field is called; one without words of its own by its name, in separate words. */
export function fieldWords(say: Say, name: string): string {
  const text = Object.entries({ ...templatePartText, ...fieldText }).find(([known]) => known === name)?.[1];
  return text === undefined
    ? name
        .replace(/([a-z\d])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase()
    : say(text);
}

function thingWords(list: string, id: string, states: readonly unknown[]): string {
  for (const state of states.toReversed()) {
    const things = isObject(state) ? state[list] : undefined;
    const thing: unknown = Array.isArray(things)
      ? things.find((each) => isObject(each) && each['id'] === id)
      : undefined;
    if (isObject(thing) && typeof thing['description'] === 'string' && thing['description'] !== '')
      return thing['description'];
  }
  return id;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
