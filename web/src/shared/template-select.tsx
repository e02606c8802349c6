import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplatePage, TemplateView } from '../../../src/api/schemas/templates.ts';
import { get } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { nameOr } from './on-the-way.ts';
import { seenName } from './seen-name.ts';
import { sharedText } from './shared-text.ts';

interface TemplateSelectProps {
  /** Above the field; or, with `bare`, only for screen readers and as placeholder. */
  readonly label: string;
  readonly bare?: boolean;
  readonly description?: string;
  /** Only templates that can be awarded. */
  readonly activeOnly?: boolean;
  /** Id of the template; null: none is chosen. */
  readonly value: string | null;
  readonly onChange: (template: string | null) => void;
  readonly error?: string | null;
  readonly required?: boolean;
  /** Whether a dialog opens with the focus on it. */
  readonly focusFirst?: boolean;
}

/** Chooses one of the badge templates, however many there are: it asks the API for those that fit what is written. */
export function TemplateSelect(props: TemplateSelectProps) {
  const { label, bare = false, description, activeOnly = false, required = false, focusFirst = false } = props;
  const { value, onChange, error } = props;
  const say = useText();
  const [written, setWritten] = useState('');
  const chosen = useQuery({ ...templateQuery(value ?? ''), enabled: value !== null });
  const chosenLabel = value === null ? '' : nameOr(value, chosen.data && seenName(chosen.data.name, value), chosen);
  // What stands in the field when one is chosen is not a search: then all are offered.
  const [search] = useDebouncedValue(written === chosenLabel ? '' : written.trim(), 250);
  const found = useQuery(templateChoiceQuery(search, activeOnly));
  const offered = found.data?.items.map(({ id, name }) => ({ value: id, label: seenName(name, id) })) ?? [];
  const isOffered = value === null || offered.some((choice) => choice.value === value);
  return (
    <Select
      {...(bare ? { 'aria-label': label } : { label })}
      placeholder={bare ? `${label}: ${say(sharedText.any)}` : say(sharedText.choose)}
      description={description}
      error={error}
      required={required}
      data={isOffered ? offered : [{ value, label: chosenLabel }, ...offered]}
      value={value}
      onChange={onChange}
      searchable
      clearable
      searchValue={written}
      onSearchChange={setWritten}
      filter={({ options }) => options}
      nothingFoundMessage={say(found.isFetching ? sharedText.loading : sharedText.noMatch)}
      clearButtonProps={{ 'aria-label': say(sharedText.clearChoice) }}
      {...(bare && { w: 230 })}
      // Its list would cover the rest of the dialog that has just opened.
      {...(focusFirst && { 'data-autofocus': true, openOnFocus: false })}
    />
  );
}

function templateChoiceQuery(search: string, activeOnly: boolean) {
  return {
    queryKey: ['templates', 'choice', search, activeOnly],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<TemplatePage>('/api/v1/templates', {
        query: { search, active: activeOnly ? true : undefined, limit: 50 },
        signal,
      }),
    placeholderData: keepPreviousData,
  };
}

function templateQuery(id: string) {
  return {
    queryKey: ['templates', 'chosen', id],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<TemplateView>(`/api/v1/templates/${encodeURIComponent(id)}`, { signal }),
  };
}
