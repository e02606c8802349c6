import Negotiator from 'negotiator';
import { arabic } from './text-arabic.ts';
import { english } from './text-english.ts';
import type { Texts } from './text.ts';

/** A language that the public pages speak: the same as those of the site. */
export interface Language {
  readonly code: 'en' | 'ar';
  /** In the language itself, so that whoever speaks it finds it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Texts;
}

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', direction: 'ltr', texts: english },
  { code: 'ar', name: 'العربية', direction: 'rtl', texts: arabic },
];

/**
 * The language of a page: the one that its address asks for (`?lang=ar`), else the first of the reader's that we speak, else
 * English.
 */
export function languageOf(asked: string | undefined, acceptLanguage: string | undefined): Language {
  const codes = languages.map(({ code }) => code);
  const header = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
  const wanted = codes.find((code) => code === asked) ?? new Negotiator({ headers: header }).language(codes);
  return languages.find(({ code }) => code === wanted) ?? (languages[0] as Language);
}

/** A day as people write it, with the zone that it is a day of: `November 20, 2026 (UTC)`. */
export function sayDay(moment: Date, { code }: Language): string {
  return `${new Intl.DateTimeFormat(code, { dateStyle: 'long', timeZone: 'UTC' }).format(moment)} (UTC)`;
}

/** A moment to the minute, with its zone. */
export function sayMoment(moment: Date, { code }: Language): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(code, options).format(moment)} (UTC)`;
}
