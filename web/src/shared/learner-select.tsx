import { Select, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Learner, LearnerPage } from '../../../src/api/schemas/learners.ts';
import { get } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import type { Say } from '../i18n/use-text.ts';
import { learnerWords } from './learner-link.tsx';
import { listText } from './list-text.ts';
import { onTheWay } from './on-the-way.ts';
import { sharedText } from './shared-text.ts';

interface LearnerSelectProps {
  /** LMS user id, as in the page's address; undefined: anybody. */
  readonly value: string | undefined;
  readonly onChange: (learner: string | undefined) => void;
}

/** Narrows a list down to one learner, found by name, user name or LMS user id however many there are. */
export function LearnerSelect({ value, onChange }: LearnerSelectProps) {
  const say = useText();
  const [written, setWritten] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const chosen = useQuery({ ...learnerQuery(value ?? ''), enabled: value !== undefined, retry: false });
  const chosenLabel = value === undefined ? '' : chosen.isLoading ? onTheWay : labelOf(say, value, chosen.data);
  // What stands in the field when somebody is chosen is not a search.
  const [search] = useDebouncedValue(written === chosenLabel ? '' : written.trim(), 250);
  const found = useQuery(learnerChoiceQuery(search));
  const offered = (found.data?.items ?? []).map((learner) => ({
    value: String(learner.id),
    label: labelOf(say, String(learner.id), learner),
  }));
  const isOffered = value === undefined || offered.some((choice) => choice.value === value);
  const label = say(listText.learner);
  return (
    <>
      <Select
        aria-label={label}
        placeholder={`${label}: ${say(sharedText.any)}`}
        data={isOffered ? offered : [{ value, label: chosenLabel }, ...offered]}
        value={value ?? null}
        onChange={(learner) => onChange(learner ?? undefined)}
        searchable
        clearable
        searchValue={written}
        onSearchChange={setWritten}
        onDropdownOpen={() => setIsOpen(true)}
        onDropdownClose={() => setIsOpen(false)}
        filter={({ options }) => options}
        nothingFoundMessage={say(found.isFetching ? sharedText.loading : listText.noLearner)}
        clearButtonProps={{ 'aria-label': say(sharedText.clearChoice) }}
        w={260}
      />
      <VisuallyHidden role="status">
        {isOpen && !found.isFetching && say(listText.learnersFound, { count: offered.length })}
      </VisuallyHidden>
    </>
  );
}

/** With the id, for several can have one name. */
function labelOf(say: Say, id: string, learner: Learner | undefined): string {
  if (learner === undefined || learner.username === '') return say(sharedText.learnerById, { id });
  return say(listText.learnerChoice, { learner: learnerWords(say, learner), id });
}

function learnerChoiceQuery(search: string) {
  return {
    queryKey: ['learners', 'choice', search],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<LearnerPage>('/api/v1/learners', { query: { search, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  };
}

function learnerQuery(id: string) {
  return {
    queryKey: ['learners', 'chosen', id],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<Learner>(`/api/v1/learners/${encodeURIComponent(id)}`, { signal }),
  };
}
