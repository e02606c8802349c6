import { cut } from '../rules/cut.ts';
import type { Mistake } from '../rules/validate.ts';
import { Told } from '../told.ts';
import type { ToldValue } from '../told.ts';
import type { RequestMistake, Wording } from './schemas/wording.ts';

const longestValue = 1_000;

/** A sentence as answers tell it: English words, and what they are about apart, for pages in another language. */
export function toWording(told: Told): Wording {
  return { ...innerWording(told), values: told.values.map((value) => ownValue(value, innerWording)) };
}

/** A mistake as answers tell it. */
export function toRequestMistake({ path, message, told }: Mistake): RequestMistake {
  return { path: [...path], message, wording: toWording(told) };
}

function innerWording(told: Told) {
  const { text, sentence } = told;
  return { text: cut(text, longestValue), sentence, values: told.values.map((value) => ownValue(value, lastWording)) };
}

function lastWording(told: Told) {
  const { text, sentence } = told;
  return { text: cut(text, longestValue), sentence, values: told.values.map((value) => ownValue(value, String)) };
}

function ownValue<Inner>(value: ToldValue, inner: (told: Told) => Inner): string | number | Inner {
  if (value instanceof Told) return inner(value);
  return typeof value === 'string' ? cut(value, longestValue) : value;
}
