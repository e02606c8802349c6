import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { HolderFilter } from '../../shared/holder-filter.tsx';
import { IssuerFilter } from '../../shared/issuer-filter.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { achievementText } from '../editor/achievement-text.ts';
import { providerStateText } from '../provider-state.tsx';
import { providerStates } from '../template-filters.ts';
import type { TemplateFilters } from '../template-filters.ts';
import { templatesText } from '../templates-text.ts';
import { SortSelect } from './sort-select.tsx';

/** Narrows the list down; what is chosen stands in the address, so that it can be passed on. */
export function ListFilters({ filters }: { readonly filters: TemplateFilters }) {
  const say = useText();
  const navigate = useNavigate();
  const set = (changed: TemplateFilters): void =>
    void navigate({ to: '/templates', search: { ...filters, ...changed }, replace: true });
  return (
    <Group gap="sm" role="search">
      <SearchField
        label={say(templatesText.search)}
        value={filters.search ?? ''}
        onSearch={(search) => set({ search: search === '' ? undefined : search })}
      />
      <HolderFilter label={say(templatesText.origin)} holder={filters} onChange={set} />
      <IssuerFilter label={say(achievementText.issuer)} value={filters.issuer} onChange={(issuer) => set({ issuer })} />
      <FilterSelect
        label={say(templatesText.state)}
        value={filters.state}
        choices={[
          { value: 'active', label: say(templatesText.active) },
          { value: 'inactive', label: say(templatesText.inactive) },
        ]}
        onChange={(state) => set({ state })}
      />
      <FilterSelect
        label={say(templatesText.providerState)}
        value={filters.providerState}
        choices={providerStates.map((value) => ({ value, label: say(providerStateText[value]) }))}
        onChange={(providerState) => set({ providerState })}
      />
      <SortSelect
        value={filters.sort ?? 'name'}
        onChange={(sort) => set({ sort: sort === 'name' ? undefined : sort })}
      />
    </Group>
  );
}
