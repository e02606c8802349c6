import type { MessageDescriptor } from 'react-intl';
import type { Source } from './setting-filters.ts';
import { settingsText } from './settings-text.ts';

/** Where the value of a setting comes from, by name. */
export const sourceText: Readonly<Record<Source, MessageDescriptor>> = {
  environment: settingsText.sourceEnvironment,
  file: settingsText.sourceFile,
  default: settingsText.sourceDefault,
};
