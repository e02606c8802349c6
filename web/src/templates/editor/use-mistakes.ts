import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateWarning } from '../../../../src/api/schemas/template-warnings.ts';
import { useText } from '../../i18n/use-text.ts';
import { checkQuery } from '../queries.ts';
import { checkDraft } from './check-draft.ts';
import { fieldMistakes, subjectOf } from './mistakes.ts';
import type { FieldMistake } from './mistakes.ts';
import type { Sent } from './use-draft.ts';

const checkAfterMs = 400;

interface Findings {
  readonly mistakes: readonly FieldMistake[];
  /** What is no mistake, and yet keeps badges from being issued. What is odd about a rule is told at the rule. */
  readonly warnings: readonly TemplateWarning[];
}

/**
 * Everything that is wrong with the draft, first what is seen here, then what the API says a moment after the last change. Of
 * one field only the first mistake is kept.
 */
export function useMistakes(now: Sent, eventTypes: readonly EventType[]): Findings {
  const say = useText();
  const [judged] = useDebouncedValue(now, checkAfterMs);
  const own = useMemo(() => checkDraft(say, now.draft, eventTypes), [say, now.draft, eventTypes]);
  // With a field empty the API would only say that the body is not complete.
  const check = useQuery({ ...checkQuery(judged.json), enabled: own.length === 0 });
  // A body that does not fit its schema is refused as a whole, also with every mistake at its place.
  const told = check.data?.mistakes ?? check.error?.mistakes;
  const theirs = useMemo(
    () =>
      fieldMistakes(say, judged.draft, told ?? []).filter(
        // What has been changed since is not judged yet.
        ({ field }) => subjectOf(judged.draft, field) === subjectOf(now.draft, field),
      ),
    [say, judged.draft, now.draft, told],
  );
  const mistakes = useMemo(() => firstOfEach([...own, ...theirs]), [own, theirs]);
  const warned = check.data?.warnings;
  const warnings = useMemo(() => (warned ?? []).filter(({ kind }) => kind !== 'course_key'), [warned]);
  return { mistakes, warnings };
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
