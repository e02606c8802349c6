import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { repositoryRoot } from './laurel.ts';

/** Says a string of the pages in one of their languages, as the pages do. */
export type Words = (text: MessageDescriptor, values?: Readonly<Record<string, string | number>>) => string;

export function wordsIn(language: 'en' | 'ar'): Words {
  const files = language === 'en' ? [] : globSync(`web/src/*/${language}.json`, { cwd: repositoryRoot });
  const strings = files.map(
    (file) => JSON.parse(readFileSync(join(repositoryRoot, file), 'utf8')) as Record<string, string>,
  );
  const intl = createIntl({ locale: language, defaultLocale: 'en', messages: Object.assign({}, ...strings) });
  return (text, values) => intl.formatMessage(text, values);
}
