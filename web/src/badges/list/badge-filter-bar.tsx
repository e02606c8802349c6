import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { badgeStatusText, providerStateText } from '../../shared/badge-state.tsx';
import { ExactFilter } from '../../shared/exact-filter.tsx';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { HolderFilter } from '../../shared/holder-filter.tsx';
import { useLearnerWords } from '../../shared/learner-by-id.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { TemplateSelect } from '../../shared/template-select.tsx';
import type { BadgeFilters } from '../badge-filters.ts';
import { states, statuses } from '../badge-filters.ts';
import { badgesText } from '../badges-text.ts';
import { DeliveryFilter } from './delivery-filter.tsx';
import { OpenBadgeFilters } from './open-badge-filters.tsx';

/** What the list is narrowed down by. */
export function BadgeFilterBar({ filters }: { readonly filters: BadgeFilters }) {
  const say = useText();
  const navigate = useNavigate({ from: '/badges' });
  const narrow = (change: BadgeFilters): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const { search, status, state, template, learner } = filters;
  const called = useLearnerWords(learner ?? '');
  return (
    <Group gap="sm" role="search">
      <SearchField
        label={say(badgesText.search)}
        value={search ?? ''}
        onSearch={(text) => narrow({ search: text === '' ? undefined : text })}
      />
      <FilterSelect
        label={say(badgesText.filterStatus)}
        value={status}
        choices={statuses.map((value) => ({ value, label: say(badgeStatusText[value]) }))}
        onChange={(value) => narrow({ status: value })}
      />
      <FilterSelect
        label={say(badgesText.filterState)}
        value={state}
        choices={states.map((value) => ({ value, label: say(providerStateText[value]) }))}
        onChange={(value) => narrow({ state: value })}
      />
      <TemplateSelect
        label={say(badgesText.filterTemplate)}
        bare
        value={template ?? null}
        onChange={(value) => narrow({ template: value ?? undefined })}
      />
      <HolderFilter label={say(badgesText.filterHolder)} holder={filters} onChange={narrow} />
      <DeliveryFilter filters={filters} onChange={narrow} />
      <OpenBadgeFilters filters={filters} onChange={narrow} />
      {learner !== undefined && (
        <ExactFilter
          words={say(badgesText.filterLearner, { learner: called })}
          removeLabel={say(badgesText.filterLearnerClear)}
          onRemove={() => narrow({ learner: undefined })}
        />
      )}
    </Group>
  );
}
