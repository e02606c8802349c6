import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import { useText } from './use-text.ts';
import type { Say } from './use-text.ts';

/** For strings into which more than text is put: a time, a path in other letters, a list. */
export interface Words {
  readonly say: Say;
  /** Says a string with elements in it. */
  readonly rich: (text: MessageDescriptor, values: Readonly<Record<string, ReactNode>>) => ReactNode;
  /** "a, b and c" or "a, b or c", as the language joins them. Elements need keys. */
  readonly list: (items: readonly ReactNode[], type: 'conjunction' | 'disjunction') => ReactNode;
}

export function useWords(): Words {
  const intl = useIntl();
  const say = useText();
  return useMemo(
    () => ({
      say,
      rich: (text, values) => intl.formatMessage(text, { ...values }),
      list: (items, type) => intl.formatList(items, { type }),
    }),
    [intl, say],
  );
}
