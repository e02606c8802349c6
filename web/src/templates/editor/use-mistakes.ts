import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import { useText } from '../../i18n/use-text.ts';
import { checkQuery } from '../queries.ts';
import { checkDraft } from './check-draft.ts';
import { fieldMistakes } from './mistakes.ts';
import type { FieldMistake } from './mistakes.ts';
import type { Sent } from './use-draft.ts';

const checkAfterMs = 400;

interface Findings {
  readonly mistakes: readonly FieldMistake[];
  /** What is no mistake, and yet keeps badges from being issued. */
  readonly warnings: readonly string[];
}

/**
 * Everything that is wrong with the draft, first what is seen here, then what the API says a moment after the last change. Of
 * one field only the first mistake is kept.
 */
export function useMistakes(now: Sent, eventTypes: readonly EventType[]): Findings {
  const say = useText();
  const [judged] = useDebouncedValue(now, checkAfterMs);
  const check = useQuery(checkQuery(judged.json));
  const own = useMemo(() => checkDraft(say, now.draft, eventTypes), [say, now.draft, eventTypes]);
  // A body that does not fit its schema is refused as a whole, also with every mistake at its place.
  const told = check.data?.mistakes ?? check.error?.mistakes;
  const theirs = useMemo(() => fieldMistakes(say, judged.draft, told ?? []), [say, judged.draft, told]);
  const mistakes = useMemo(() => firstOfEach([...own, ...theirs]), [own, theirs]);
  return { mistakes, warnings: (check.data?.warnings ?? []).map(({ message }) => message) };
}

/** One mistake a field: the first. */
export function firstOfEach(mistakes: readonly FieldMistake[]): FieldMistake[] {
  const seen = new Set<string>();
  return mistakes.filter(({ field }) => {
    if (seen.has(field)) return false;
    seen.add(field);
    return true;
  });
}
