import { Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountTemplate, AccountTemplates } from '../../../../src/api/schemas/account-templates.ts';
import { get } from '../../api/client.ts';
import { sayLines } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { nameOr } from '../../shared/on-the-way.ts';
import { originText } from '../../shared/origin-text.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { ProviderState } from '../provider-state.tsx';
import { Warning } from '../warning.tsx';
import { useField } from './editor-context.ts';
import { pickerText } from './picker-text.ts';

interface ProviderTemplateFieldProps {
  readonly origin: 'credly' | 'accredible';
  readonly account: string;
  readonly field: string;
  /** Its id at the provider; empty: none is chosen. */
  readonly value: string;
  readonly onPick: (template: AccountTemplate) => void;
}

/** Chooses one of the templates that the account has at its provider, by name. */
export function ProviderTemplateField({ origin, account, field, value, onPick }: ProviderTemplateFieldProps) {
  const say = useText();
  const input = useField(field);
  const [written, setWritten] = useState('');
  const [picked, setPicked] = useState<AccountTemplate | null>(null);
  const chosen = picked?.id === value ? picked : null;
  const [search] = useDebouncedValue(written === chosen?.name ? '' : written.trim(), 250);
  const query = useQuery({ ...accountTemplatesQuery(origin, account, search), placeholderData: keepPreviousData });
  const provider = say(originText[origin]);
  const { data } = query;
  const problem = data?.problem ?? null;
  const items = data?.items ?? [];
  const offered = new Map([...(chosen === null ? [] : [chosen]), ...items].map((item) => [item.id, item]));
  if (query.error || problem)
    return (
      <div>
        {query.error && <ProblemAlert error={query.error} headingOrder={3} />}
        {problem && (
          <Warning>
            {say(problem.refused ? pickerText.refused : pickerText.away, { provider })}{' '}
            {sayLines(say, problem.wording, ' ')}
          </Warning>
        )}
        <Button variant="default" size="xs" mt="xs" loading={query.isFetching} onClick={() => void query.refetch()}>
          {say(sharedText.tryAgain)}
        </Button>
      </div>
    );
  const isEmpty = data?.total === 0 && search === '';
  return (
    <Select
      {...input}
      label={say(pickerText.label, { provider })}
      description={isEmpty ? say(pickerText.empty, { provider }) : say(pickerText.help)}
      placeholder={say(sharedText.choose)}
      data={[
        // One that was entered by hand, or in an earlier draft.
        ...(value === '' || offered.has(value) ? [] : [{ value, label: nameOr(value, undefined, query) }]),
        ...[...offered.values()].map(({ id, name, template }) => ({
          value: id,
          label: name,
          disabled: template !== null,
        })),
      ]}
      value={value === '' ? null : value}
      onChange={(id) => {
        const item = offered.get(id ?? '');
        if (item === undefined) return;
        setPicked(item);
        onPick(item);
      }}
      searchable
      searchValue={written}
      onSearchChange={setWritten}
      filter={({ options }) => options}
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={say(query.isFetching ? sharedText.loading : sharedText.noMatch)}
      renderOption={({ option }) => <Option id={option.value} item={offered.get(option.value)} />}
    />
  );
}

function Option({ id, item }: { readonly id: string; readonly item: AccountTemplate | undefined }) {
  const say = useText();
  if (item === undefined) return <bdi className="mono">{id}</bdi>;
  return (
    <Group gap="sm" wrap="nowrap">
      <TemplateImage url={item.imageUrl} size={32} />
      <div>
        <Text size="sm" component="div">
          <bdi>{item.name}</bdi>
        </Text>
        {item.template !== null && (
          <Text size="xs" c="dimmed" component="div">
            {say(pickerText.used, { name: item.template.name })}
          </Text>
        )}
      </div>
      {item.state === 'active' ? (
        <StateBadge tone="good">{say(pickerText.active)}</StateBadge>
      ) : (
        <ProviderState state={item.state} />
      )}
    </Group>
  );
}

function accountTemplatesQuery(origin: string, account: string, search: string) {
  return {
    queryKey: ['templates', 'at-provider', origin, account, search],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<AccountTemplates>(`/api/v1/connections/${origin}/${encodeURIComponent(account)}/templates`, {
        query: { search, limit: 50 },
        signal,
      }),
    staleTime: 30_000,
    refetchOnWindowFocus: false,
    retry: false,
  };
}
