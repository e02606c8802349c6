import { Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFilterOff } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { roleText } from '../../shell/role-text.ts';
import { roleFilters } from '../people-filters.ts';
import type { PeopleFilters } from '../people-filters.ts';
import { peopleText } from '../people-text.ts';
import { peopleQuery } from '../queries.ts';
import { AddPerson } from './add-person.tsx';
import { usePeopleColumns } from './columns.tsx';

/** Who can sign in, and what they may do. */
export function PeoplePage() {
  const say = useText();
  const navigate = useNavigate();
  const filters = useSearch({ from: '/app/people' });
  const query = useInfiniteQuery(peopleQuery(filters));
  const columns = usePeopleColumns();
  const narrow = (change: PeopleFilters): void =>
    void navigate({ to: '/people', search: { ...filters, ...change }, replace: true });
  return (
    <Page title={say(peopleText.title)} description={say(peopleText.lead)} doc="roles" actions={<AddPerson />}>
      <Group gap="sm">
        <SearchField
          label={say(peopleText.search)}
          value={filters.search ?? ''}
          onSearch={(search) => narrow({ search })}
        />
        <FilterSelect
          label={say(peopleText.role)}
          value={filters.role}
          choices={roleFilters.map((value) => ({
            value,
            label: say(value === 'none' ? peopleText.noRole : roleText[value]),
          }))}
          onChange={(role) => narrow({ role })}
        />
      </Group>
      <PagedTable
        label={say(peopleText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={<NobodyFits />}
      />
    </Page>
  );
}

/** Without filters there is always somebody: whoever looks at the page. */
function NobodyFits() {
  const say = useText();
  return (
    <Nothing
      icon={IconFilterOff}
      title={say(peopleText.nobodyTitle)}
      description={say(sharedText.noMatchHelp)}
      action={
        <LinkButton to="/people" variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
