import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';

/** What may be put into a string. */
export type TextValues = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** Says a string of the catalogue in the reader's language. */
export type Say = (text: MessageDescriptor, values?: TextValues) => string;

/** `const say = useText()`, then `say(text.title)`. Every string that a person reads goes this way. */
export function useText(): Say {
  const intl = useIntl();
  return useCallback((text, values) => intl.formatMessage(text, values), [intl]);
}
