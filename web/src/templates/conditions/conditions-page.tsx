import { Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFilterOff } from '@tabler/icons-react';
import type { Condition } from '../../../../src/api/schemas/conditions.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { eventTypeName } from '../../shared/event-type-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { TemplateLink } from '../../shared/template-link.tsx';
import { ConditionView } from '../detail/condition-view.tsx';
import { conditionListQuery, eventTypesQuery } from '../queries.ts';
import { TemplateState } from '../template-state.tsx';
import { templatesText } from '../templates-text.ts';
import type { ConditionFilters } from './condition-filters.ts';
import { conditionsText } from './conditions-text.ts';

/** The requirements and penalties of all templates: which badges depend on a course, or on a type of event. */
export function ConditionsPage() {
  const say = useText();
  const filters = useSearch({ from: '/app/conditions' });
  const query = useInfiniteQuery(conditionListQuery(filters));
  return (
    <Page
      title={say(conditionsText.title)}
      description={say(conditionsText.lead)}
      doc="conditions"
      back={<BackLink to="/templates" place={say(templatesText.title)} />}
    >
      <Filters filters={filters} />
      <PagedTable
        label={say(conditionsText.title)}
        query={query}
        keyOf={({ template, kind, id }) => `${template} ${kind} ${id}`}
        columns={columnsOf(say)}
        empty={<NoConditions />}
      />
    </Page>
  );
}

function Filters({ filters }: { readonly filters: ConditionFilters }) {
  const say = useText();
  const navigate = useNavigate({ from: '/conditions' });
  const types = useQuery(eventTypesQuery);
  const narrow = (change: ConditionFilters): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <Group gap="sm" role="search">
      <SearchField
        label={say(conditionsText.course)}
        value={filters.course ?? ''}
        onSearch={(course) => narrow({ course: course === '' ? undefined : course })}
      />
      <FilterSelect
        label={say(conditionsText.event)}
        value={filters.event}
        choices={(types.data ?? []).map(({ type }) => ({ value: type, label: eventTypeName(say, type) }))}
        onChange={(event) => narrow({ event })}
      />
      <FilterSelect
        label={say(conditionsText.kind)}
        value={filters.kind}
        choices={[
          { value: 'requirement', label: say(conditionsText.requirement) },
          { value: 'penalty', label: say(conditionsText.penalty) },
        ]}
        onChange={(kind) => narrow({ kind })}
      />
    </Group>
  );
}

function columnsOf(say: Say): Column<Condition>[] {
  return [
    {
      id: 'template',
      header: say(conditionsText.template),
      names: true,
      render: ({ template, templateName }) => <TemplateLink id={template} name={templateName} />,
    },
    {
      id: 'state',
      header: say(templatesText.state),
      narrow: true,
      render: ({ active }) => <TemplateState active={active} />,
    },
    {
      id: 'kind',
      header: say(conditionsText.kind),
      narrow: true,
      render: ({ kind }) => say(kind === 'requirement' ? conditionsText.requirement : conditionsText.penalty),
    },
    {
      id: 'condition',
      header: say(conditionsText.condition),
      render: (condition) => <ConditionView condition={condition} />,
    },
  ];
}

function NoConditions() {
  const say = useText();
  return (
    <Nothing
      icon={IconFilterOff}
      title={say(conditionsText.nothing)}
      description={say(conditionsText.nothingHelp)}
      action={
        <LinkButton to="/conditions" search={{}} variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
